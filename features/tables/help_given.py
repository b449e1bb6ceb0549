"""A measure of help given to a monitored household or to one with an open clue."""

from features.department import Department
from features.privacy import Privacy
from features.table import Column, Kind, Subject, Table
from features.text import Text

TABLE = Table(
    department=Department.AGRICULTURE,
    label=Text(zh="帮扶措施", en="Help given"),
    subject=Subject.HOUSEHOLD,
    happened=Text(zh="措施落实日期", en="the day it was given"),
    leak=True,
    columns=(
        Column(
            name="measure",
            kind=Kind.TEXT,
            label=Text(zh="措施", en="Measure (name of a declared measure)"),
            required=True,
        ),
        Column(
            name="amount_fen",
            kind=Kind.FEN,
            label=Text(zh="折合金额", en="Worth"),
            unit="fen",
            at_least=0,
            privacy=Privacy.FINANCE,
        ),
        Column(
            name="ended_on",
            kind=Kind.DATE,
            label=Text(zh="结束日期", en="Ended on"),
        ),
    ),
)
