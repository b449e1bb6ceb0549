"""Wages owed to a person and not paid."""

from features.department import Department
from features.privacy import Privacy
from features.table import Column, Kind, Subject, Table
from features.text import Text

TABLE = Table(
    department=Department.HUMAN_RESOURCES,
    label=Text(zh="拖欠工资", en="Wage arrears"),
    subject=Subject.PERSON,
    happened=Text(zh="欠薪核实日期", en="the day the arrears were established"),
    columns=(
        Column(
            name="owed_fen",
            kind=Kind.FEN,
            label=Text(zh="拖欠金额", en="Owed"),
            unit="fen",
            required=True,
            at_least=0,
            privacy=Privacy.FINANCE,
        ),
        Column(
            name="settled_on",
            kind=Kind.DATE,
            label=Text(zh="清偿日期", en="Settled on"),
        ),
    ),
)
