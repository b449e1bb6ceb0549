"""Money received in a month, by kind; a month of nothing is a row with zero, a month without a row is unknown."""

from features.department import Department
from features.privacy import Privacy
from features.table import Column, Kind, Subject, Table
from features.text import Text

TABLE = Table(
    department=Department.AGRICULTURE,
    label=Text(zh="收入", en="Incomes"),
    subject=Subject.PERSON,
    happened=Text(zh="收入所属月份的最后一天", en="the last day of the month the income belongs to"),
    sent_every_days=31,
    columns=(
        Column(
            name="income_kind",
            kind=Kind.CODE,
            label=Text(zh="收入类别", en="Kind of income"),
            required=True,
            codes={
                "wage": Text(zh="工资性收入", en="Wages"),
                "business": Text(zh="生产经营性收入", en="Own production and business"),
                "property": Text(zh="财产性收入", en="Property"),
                "transfer": Text(zh="转移性收入", en="Transfers"),
            },
        ),
        Column(
            name="amount_fen",
            kind=Kind.FEN,
            label=Text(zh="金额", en="Amount"),
            unit="fen",
            required=True,
            at_least=0,
            privacy=Privacy.FINANCE,
        ),
        Column(
            name="carried_forward",
            kind=Kind.YES_NO,
            label=Text(zh="是否沿用上期", en="Carried forward from the month before"),
        ),
        Column(
            name="estimated",
            kind=Kind.YES_NO,
            label=Text(zh="是否估算（非本人申报）", en="Estimated by the office, not told by the household"),
        ),
    ),
)
