"""A household's signed consent that its vehicles, businesses and property may be looked up (承诺授权)."""

from features.department import Department
from features.table import Column, Kind, Subject, Table
from features.text import Text

TABLE = Table(
    department=Department.TOWNSHIP,
    label=Text(zh="承诺授权", en="Consents"),
    subject=Subject.HOUSEHOLD,
    happened=Text(zh="签署日期", en="the day it was signed"),
    leak=True,
    columns=(
        Column(
            name="ended_on",
            kind=Kind.DATE,
            label=Text(zh="撤回或到期日期", en="Withdrawn or expired on"),
        ),
    ),
)
