"""What to ask at a visit and which paper to look at, by the records a fact rests on; one table, read from above."""

from collections.abc import Iterable
from dataclasses import dataclass

from features.feature import features
from features.privacy import Privacy
from features.text import Text
from models.alert import alerts, tables_behind

MOST = 5  # a visit is a talk, not a form


@dataclass(frozen=True, kw_only=True)
class Question:
    """One question. `tables`: the records it clears up; `paper`: what to look at; `clears`: what would settle it.

    `privacy`: the class of what the answer tells; roles that may not see it ask the general question.
    """

    tables: tuple[str, ...]
    ask: Text
    paper: Text
    clears: Text
    privacy: Privacy = Privacy.HOUSEHOLD


QUESTIONS = (
    Question(
        tables=("medical_claims",),
        ask=Text(
            zh="看病自己还要付多少？以后每月要花多少？",
            en="What must you still pay for treatment, and what each month?",
        ),
        paper=Text(zh="医院结算单、特殊门诊票据", en="the hospital's settlement, receipts of special outpatient care"),
        clears=Text(zh="费用已再报销、救助或结清", en="the costs were reimbursed, relieved or settled since"),
        privacy=Privacy.HEALTH,
    ),
    Question(
        tables=("chronic_illnesses", "disability_certificates"),
        ask=Text(zh="谁在生病或需要照料？由谁照料？", en="Who is ill or needs care, and who gives it?"),
        paper=Text(zh="诊断证明、慢病卡、残疾人证", en="diagnosis, chronic illness card, disability certificate"),
        clears=Text(zh="已康复，或照料和补贴已落实", en="recovered, or care and subsidies are in place"),
        privacy=Privacy.HEALTH,
    ),
    Question(
        tables=("insurance_enrolments",),
        ask=Text(zh="今年医保是否每人都参加了？在哪里参的？", en="Is everybody insured this year, and where?"),
        paper=Text(zh="医保电子凭证或缴费记录", en="insurance code or receipt of the premium"),
        clears=Text(zh="已在外地或职工医保参保", en="insured elsewhere or through an employer"),
        privacy=Privacy.HEALTH,
    ),
    Question(
        tables=("employment_spells", "wage_arrears"),
        ask=Text(zh="现在谁在务工？在哪里？工资按月发吗？", en="Who works now, where, and is the wage paid monthly?"),
        paper=Text(zh="工资流水或微信转账、劳动合同", en="wage transfers on bank card or phone, contract"),
        clears=Text(zh="已重新上岗，工资正常", en="in work again, the wage is paid"),
        privacy=Privacy.FINANCE,
    ),
    Question(
        tables=("incomes", "production_costs", "benefits"),
        ask=Text(
            zh="近几个月家里主要靠什么收入？比去年少了吗？",
            en="What do you live on now, and is it less than last year?",
        ),
        paper=Text(zh="银行卡流水、补贴折子、销售票据", en="bank card, subsidy book, receipts of sales"),
        clears=Text(zh="有未登记的稳定收入", en="there is steady income that is not on record"),
        privacy=Privacy.FINANCE,
    ),
    Question(
        tables=("schooling",),
        ask=Text(zh="孩子在哪里上学？学费生活费怎么解决？", en="Where do the children study, and how is it paid?"),
        paper=Text(zh="学费收据、资助通知、在校证明", en="receipt of fees, notice of aid, school's confirmation"),
        clears=Text(zh="已返校，或资助已覆盖", en="back at school, or the aid covers it"),
        privacy=Privacy.MINOR,
    ),
    Question(
        tables=("housing_inspections",),
        ask=Text(
            zh="房子哪里漏、裂、歪？现在住在哪里？",
            en="Where does the house leak, crack or lean; where do you live now?",
        ),
        paper=Text(zh="房屋鉴定报告；现场看墙、梁、屋顶", en="inspection report; look at walls, beams, roof"),
        clears=Text(zh="另有安全住房，或已改造验收", en="another safe dwelling, or repaired and accepted"),
    ),
    Question(
        tables=("drinking_water",),
        ask=Text(zh="现在喝什么水？断过多久？", en="What water do you drink, and how long was it cut off?"),
        paper=Text(zh="现场看水龙头、水窖；水质检测单", en="look at tap and cistern; the water test"),
        clears=Text(zh="已恢复供水且水质合格", en="water is back and tested safe"),
    ),
    Question(
        tables=("disasters", "area_events"),
        ask=Text(
            zh="损失了什么？赔了或补了多少？生产恢复了吗？",
            en="What was lost, what was paid, and is work going on again?",
        ),
        paper=Text(zh="保险理赔单、救助发放单；现场查看", en="insurance claim, relief slip; look at the damage"),
        clears=Text(zh="损失已赔付，住房和生产已恢复", en="the loss was paid, house and production are restored"),
        privacy=Privacy.FINANCE,
    ),
    Question(
        tables=("harvests", "land"),
        ask=Text(zh="今年种什么、养什么？卖得怎样？", en="What do you grow and raise this year, and how did it sell?"),
        paper=Text(zh="田间和圈舍现场看；收购票据", en="look at field and stable; receipts of sale"),
        clears=Text(zh="已补种、转产或有其他收入", en="replanted, changed over, or another income"),
    ),
    Question(
        tables=("loans",),
        ask=Text(zh="借了多少、向谁借、什么时候要还？", en="How much is owed, to whom, and due when?"),
        paper=Text(zh="借款合同、还款短信", en="loan contract, notices of repayment"),
        clears=Text(zh="用于正常生产且能按期还", en="for ordinary production, and repaid on time"),
        privacy=Privacy.FINANCE,
    ),
    Question(
        tables=("members", "households"),
        ask=Text(zh="家里现在有几口人？谁能劳动？", en="Who lives here now, and who can work?"),
        paper=Text(zh="户口簿", en="household register"),
        clears=Text(zh="人口已变动，登记未更新", en="the household changed and the register did not"),
        privacy=Privacy.MINOR,
    ),
    Question(
        tables=("household_assessments", "areas"),
        ask=Text(
            zh="与上次走访相比，家里哪些变好、哪些变差？", en="Since the last visit, what is better and what is worse?"
        ),
        paper=Text(zh="现场看房、粮、劳力、读书", en="look at house, grain, labour, schooling"),
        clears=Text(zh="情况明显好转", en="clearly better"),
    ),
)


def questions(names: Iterable[str]) -> list[Question]:
    """The questions for facts (names of alerts and features, most important first), at most `MOST`, none twice."""
    found: dict[int, Question] = {}
    for name in names:
        tables = tables_of(name)
        place = next((n for n, q in enumerate(QUESTIONS) if tables & set(q.tables)), None)
        if place is not None:
            found.setdefault(place, QUESTIONS[place])
    return list(found.values())[:MOST]


def tables_of(name: str) -> set[str]:
    """The records behind an alert or feature; none for a name that is not declared any more."""
    if name in alerts():
        return set(alerts()[name].tables) | ({alerts()[name].returns_with} - {""})
    return set(tables_behind(features()[name])) if name in features() else set()
