"""Land of a household in a year."""

from features.department import Department
from features.table import Column, Kind, Subject, Table
from features.text import Text

TABLE = Table(
    department=Department.AGRICULTURE,
    label=Text(zh="承包地", en="Land"),
    subject=Subject.HOUSEHOLD,
    happened=Text(zh="登记日期", en="the day it was registered"),
    sent_every_days=370,
    columns=(
        Column(
            name="cultivated_mu",
            kind=Kind.NUMBER,
            label=Text(zh="耕地", en="Cultivated"),
            unit="mu",
            required=True,
            at_least=0,
            at_most=5000,
        ),
        Column(
            name="irrigated_mu",
            kind=Kind.NUMBER,
            label=Text(zh="水田或水浇地", en="Irrigated"),
            unit="mu",
            at_least=0,
            at_most=5000,
        ),
        Column(
            name="forest_mu",
            kind=Kind.NUMBER,
            label=Text(zh="林地", en="Forest"),
            unit="mu",
            at_least=0,
            at_most=20000,
        ),
        Column(
            name="rented_out_mu",
            kind=Kind.NUMBER,
            label=Text(zh="流转出", en="Rented out"),
            unit="mu",
            at_least=0,
            at_most=5000,
        ),
    ),
)
