"""What a caller may do; a right is granted to roles and asked for by routes. The value is stored: keep it."""

from enum import Enum

from features.text import Text


class Right(Enum):
    """One thing a role may be granted. `EVERYBODY` needs no sign-in, `SIGNED_IN` only an account."""

    EVERYBODY = "everybody"
    SIGNED_IN = "signed_in"
    READ_LISTS = "read_lists"
    ASSIGN = "assign"
    EXPORT = "export"
    READ_HOUSEHOLDS = "read_households"
    READ_OVERVIEW = "read_overview"
    READ_MODEL = "read_model"
    VISIT = "visit"
    REPORT_CLUE = "report_clue"
    READ_CASES = "read_cases"
    AUTHORISE = "authorise"
    COMPARE = "compare"
    DELIBERATE = "deliberate"
    REVIEW = "review"
    DECIDE = "decide"
    GIVE_HELP = "give_help"
    SERVE_COUNTER = "serve_counter"
    ANSWER_CORRECTIONS = "answer_corrections"
    TAKE_IN = "take_in"
    MEND_ROWS = "mend_rows"
    WITHDRAW = "withdraw"
    READ_QUALITY = "read_quality"
    RUN_CHECKS = "run_checks"
    EXEMPT_FINDINGS = "exempt_findings"
    SETTLE_DIFFERENCES = "settle_differences"
    REVIEW_DUPLICATES = "review_duplicates"
    SEND_RECORDS = "send_records"
    CALL_API = "call_api"
    MANAGE_ACCOUNTS = "manage_accounts"
    READ_AUDIT = "read_audit"

    @property
    def label(self) -> Text:
        """The right in words."""
        return _LABELS[self]


_LABELS = {
    Right.EVERYBODY: Text(zh="无须登录", en="needs no sign-in"),
    Right.SIGNED_IN: Text(zh="登录即可", en="any account"),
    Right.READ_LISTS: Text(zh="查看每周名单", en="read the weekly lists"),
    Right.ASSIGN: Text(zh="分派走访", en="assign visits"),
    Right.EXPORT: Text(zh="导出名单", en="export lists"),
    Right.READ_HOUSEHOLDS: Text(zh="查看农户", en="read households"),
    Right.READ_OVERVIEW: Text(zh="查看统计和地图", en="read overview and map"),
    Right.READ_MODEL: Text(zh="查看模型说明", en="read about the model"),
    Right.VISIT: Text(zh="走访并报告结果", en="visit and report"),
    Right.REPORT_CLUE: Text(zh="上报线索", en="report a clue"),
    Right.READ_CASES: Text(zh="查看办理过程", en="read cases"),
    Right.AUTHORISE: Text(zh="办理承诺授权", en="take the household's authorisation"),
    Right.COMPARE: Text(zh="信息比对", en="compare records"),
    Right.DELIBERATE: Text(zh="组织评议公示", en="hold the village meeting and publicity"),
    Right.REVIEW: Text(zh="乡镇审核", en="review for the township"),
    Right.DECIDE: Text(zh="县级审定", en="decide for the county"),
    Right.GIVE_HELP: Text(zh="登记帮扶措施", en="record help given"),
    Right.SERVE_COUNTER: Text(zh="窗口受理查询申诉", en="serve households at the counter"),
    Right.ANSWER_CORRECTIONS: Text(zh="答复数据更正", en="answer corrections"),
    Right.TAKE_IN: Text(zh="导入部门数据", en="take files in"),
    Right.MEND_ROWS: Text(zh="更正退回的行", en="mend rows that wait"),
    Right.WITHDRAW: Text(zh="撤回已导入的批次", en="take batches back"),
    Right.READ_QUALITY: Text(zh="查看数据质量", en="read the data's quality"),
    Right.RUN_CHECKS: Text(zh="运行检查和比对", en="run checks and comparisons"),
    Right.EXEMPT_FINDINGS: Text(zh="豁免质量问题", en="exempt findings"),
    Right.SETTLE_DIFFERENCES: Text(zh="核实部门间差异", en="settle differences between departments"),
    Right.REVIEW_DUPLICATES: Text(zh="审核疑似重复人员", en="review people entered twice"),
    Right.SEND_RECORDS: Text(zh="接口报送数据", en="send records by the interface"),
    Right.CALL_API: Text(zh="调用接口", en="call the interface"),
    Right.MANAGE_ACCOUNTS: Text(zh="管理账号", en="manage accounts"),
    Right.READ_AUDIT: Text(zh="查看审计记录", en="read the audit log"),
}
