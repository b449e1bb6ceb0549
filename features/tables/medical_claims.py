"""One settled medical bill: what it cost, what the funds paid, what the household paid in and outside the catalogue."""

from features.department import Department
from features.privacy import Privacy
from features.table import Column, Kind, Subject, Table
from features.text import Text

TABLE = Table(
    department=Department.MEDICAL_INSURANCE,
    label=Text(zh="医疗费用结算", en="Medical claims"),
    subject=Subject.PERSON,
    happened=Text(zh="就诊或出院日期", en="the day of treatment or discharge"),
    sent_every_days=31,
    columns=(
        Column(
            name="total_fen",
            kind=Kind.FEN,
            label=Text(zh="总费用", en="Total"),
            unit="fen",
            required=True,
            at_least=0,
            privacy=Privacy.HEALTH,
        ),
        Column(
            name="fund_paid_fen",
            kind=Kind.FEN,
            label=Text(zh="基金及救助支付", en="Paid by funds and relief"),
            unit="fen",
            required=True,
            at_least=0,
            privacy=Privacy.HEALTH,
        ),
        Column(
            name="self_paid_fen",
            kind=Kind.FEN,
            label=Text(zh="个人负担", en="Self-paid"),
            unit="fen",
            required=True,
            at_least=0,
            privacy=Privacy.HEALTH,
        ),
        Column(
            name="self_paid_in_catalogue_fen",
            kind=Kind.FEN,
            label=Text(zh="目录内个人自付（合规自付）", en="Self-paid inside the catalogue (compliant)"),
            unit="fen",
            required=True,
            at_least=0,
            privacy=Privacy.HEALTH,
        ),
        Column(
            name="setting",
            kind=Kind.CODE,
            label=Text(zh="就诊类别", en="Setting"),
            required=True,
            codes={
                "inpatient": Text(zh="住院", en="Inpatient"),
                "outpatient": Text(zh="门诊", en="Outpatient"),
                "special_outpatient": Text(zh="门诊慢特病", en="Outpatient for chronic or special disease"),
            },
            privacy=Privacy.HEALTH,
        ),
        Column(
            name="icd10",
            kind=Kind.TEXT,
            label=Text(zh="主要诊断（ICD-10）", en="Main diagnosis (ICD-10)"),
            privacy=Privacy.HEALTH,
        ),
        Column(
            name="other_province",
            kind=Kind.YES_NO,
            label=Text(zh="是否跨省就医", en="Treated in another province"),
            privacy=Privacy.HEALTH,
        ),
    ),
)
