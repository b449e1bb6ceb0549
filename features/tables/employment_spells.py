"""A person's work: an employment, self-employment or a search for work, from its start until it ends."""

from features.department import Department
from features.privacy import Privacy
from features.table import Column, Kind, Subject, Table
from features.text import Text

TABLE = Table(
    department=Department.HUMAN_RESOURCES,
    label=Text(zh="务工就业", en="Employment spells"),
    subject=Subject.PERSON,
    happened=Text(zh="就业或失业开始日期", en="the day the work, or the search for it, began"),
    sent_every_days=31,
    columns=(
        Column(
            name="work_state",
            kind=Kind.CODE,
            label=Text(zh="状态", en="State"),
            required=True,
            codes={
                "employed": Text(zh="受雇", en="Employed"),
                "self_employed": Text(zh="自营", en="Self-employed"),
                "unpaid_family": Text(zh="无酬家庭帮工", en="Unpaid family worker"),
                "unemployed": Text(zh="失业", en="Looking for work"),
                "inactive": Text(zh="未就业", en="Not in work"),
            },
        ),
        Column(
            name="place",
            kind=Kind.CODE,
            label=Text(zh="务工地点", en="Place of work"),
            codes={
                "township": Text(zh="乡镇内", en="Own township"),
                "county": Text(zh="县内", en="Own county"),
                "province": Text(zh="省内", en="Own province"),
                "outside": Text(zh="省外", en="Another province"),
            },
        ),
        Column(
            name="registered",
            kind=Kind.YES_NO,
            label=Text(zh="是否签订合同或缴纳社保", en="Registered (contract or contributions)"),
        ),
        Column(
            name="temporary",
            kind=Kind.YES_NO,
            label=Text(zh="是否临时工", en="Temporary"),
        ),
        Column(
            name="public_post",
            kind=Kind.YES_NO,
            label=Text(zh="是否公益性岗位", en="Public welfare post"),
        ),
        Column(
            name="after_clue",
            kind=Kind.YES_NO,
            label=Text(zh="是否线索后安排", en="Arranged after a clue was opened"),
        ),
        Column(
            name="skill",
            kind=Kind.CODE,
            label=Text(zh="岗位技能", en="Skill that the work asks for"),
            codes={
                "professional": Text(zh="专业人员", en="Professional"),
                "technical": Text(zh="技术人员", en="Technical"),
                "operative": Text(zh="熟练操作", en="Skilled by practice"),
                "elementary": Text(zh="非技能岗位", en="No skill"),
            },
        ),
        Column(
            name="weekly_hours",
            kind=Kind.NUMBER,
            label=Text(zh="每周工时", en="Hours a week"),
            unit="hours",
            at_least=0,
            at_most=168,
        ),
        Column(
            name="monthly_wage_fen",
            kind=Kind.FEN,
            label=Text(zh="月工资", en="Monthly wage"),
            unit="fen",
            at_least=0,
            privacy=Privacy.FINANCE,
        ),
        Column(
            name="ended_on",
            kind=Kind.DATE,
            label=Text(zh="结束日期", en="Ended on"),
        ),
        Column(
            name="lost_job",
            kind=Kind.YES_NO,
            label=Text(zh="是否失业离岗", en="Ended by losing the job"),
        ),
    ),
)
