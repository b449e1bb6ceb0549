"""Which helper contact answers for a household."""

from features.department import Department
from features.table import Column, Kind, Subject, Table
from features.text import Text

TABLE = Table(
    department=Department.TOWNSHIP,
    label=Text(zh="帮扶联系人", en="Helper assignments"),
    subject=Subject.HOUSEHOLD,
    happened=Text(zh="结对日期", en="the day it began"),
    leak=True,
    columns=(
        Column(
            name="helper_id",
            kind=Kind.TEXT,
            label=Text(zh="联系人标识（假名）", en="Helper (pseudonym)"),
            required=True,
        ),
        Column(
            name="ended_on",
            kind=Kind.DATE,
            label=Text(zh="解除日期", en="Ended on"),
        ),
    ),
)
