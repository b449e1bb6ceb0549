"""Whether the household has safe drinking water."""

from features.department import Department
from features.table import Column, Kind, Subject, Table
from features.text import Text

TABLE = Table(
    department=Department.WATER,
    label=Text(zh="饮水安全", en="Drinking water"),
    subject=Subject.HOUSEHOLD,
    happened=Text(zh="核查日期", en="the day it was checked"),
    columns=(
        Column(
            name="safe",
            kind=Kind.YES_NO,
            label=Text(zh="是否安全", en="Safe"),
            required=True,
        ),
        Column(
            name="piped_indoors",
            kind=Kind.YES_NO,
            label=Text(zh="是否自来水入户", en="Piped into the house"),
        ),
        Column(
            name="cut_off_on",
            kind=Kind.DATE,
            label=Text(zh="断供日期", en="Cut off on"),
        ),
        Column(
            name="restored_on",
            kind=Kind.DATE,
            label=Text(zh="恢复供水日期", en="Restored on"),
        ),
    ),
)
