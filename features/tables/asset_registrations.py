"""A vehicle, business or property registered to a person; read only where the household consented, never by a model."""

from features.department import Department
from features.privacy import Privacy
from features.table import Column, Kind, Subject, Table
from features.text import Text

TABLE = Table(
    department=Department.PUBLIC_SECURITY,
    label=Text(zh="车辆、工商与不动产登记", en="Registered assets"),
    subject=Subject.PERSON,
    happened=Text(zh="登记日期", en="the day it was registered"),
    leak=True,
    columns=(
        Column(
            name="asset",
            kind=Kind.CODE,
            label=Text(zh="类别", en="Kind"),
            required=True,
            codes={
                "vehicle": Text(zh="机动车", en="Motor vehicle"),
                "business": Text(zh="工商登记", en="Business"),
                "property": Text(zh="商品房", en="Flat or house in town"),
            },
            privacy=Privacy.FINANCE,
            forbidden=True,
        ),
        Column(
            name="worth_fen",
            kind=Kind.FEN,
            label=Text(zh="价值或注册资本", en="Worth or registered capital"),
            unit="fen",
            at_least=0,
            privacy=Privacy.FINANCE,
            forbidden=True,
        ),
        Column(
            name="ended_on",
            kind=Kind.DATE,
            label=Text(zh="注销日期", en="Struck off on"),
        ),
    ),
)
