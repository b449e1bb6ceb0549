"""How many households a township can visit in a week."""

from features.department import Department
from features.privacy import Privacy
from features.table import Column, Kind, Subject, Table
from features.text import Text

TABLE = Table(
    department=Department.TOWNSHIP,
    label=Text(zh="走访能力", en="Visiting capacity"),
    subject=Subject.AREA,
    happened=Text(zh="该周周日", en="the Sunday of the week"),
    columns=(
        Column(
            name="visits",
            kind=Kind.WHOLE,
            label=Text(zh="可走访户数", en="Households that can be visited"),
            unit="households",
            required=True,
            at_least=0,
            at_most=100000,
            privacy=Privacy.PUBLIC,
        ),
    ),
)
