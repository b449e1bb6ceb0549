"""What hit a whole village or township: disaster, price fall, closed workplace."""

from features.department import Department
from features.privacy import Privacy
from features.table import Column, Kind, Subject, Table
from features.text import Text

TABLE = Table(
    department=Department.EMERGENCY,
    label=Text(zh="区域事件", en="Area events"),
    subject=Subject.AREA,
    happened=Text(zh="发生日期", en="the day it happened"),
    columns=(
        Column(
            name="event",
            kind=Kind.CODE,
            label=Text(zh="类别", en="Event"),
            required=True,
            codes={
                "disaster": Text(zh="自然灾害", en="Natural disaster"),
                "price_fall": Text(zh="农产品价格下跌", en="Fall of farm prices"),
                "factory_closed": Text(zh="企业关停", en="Workplace closed"),
                "epidemic": Text(zh="疫情", en="Epidemic"),
                "rule_change": Text(zh="政策调整", en="Change of a rule"),
            },
            privacy=Privacy.PUBLIC,
        ),
        Column(
            name="severity",
            kind=Kind.NUMBER,
            label=Text(zh="严重程度（0至1）", en="Severity (0 to 1)"),
            unit="share",
            required=True,
            at_least=0,
            at_most=1,
            privacy=Privacy.PUBLIC,
        ),
        Column(
            name="ended_on",
            kind=Kind.DATE,
            label=Text(zh="结束日期", en="Ended on"),
            privacy=Privacy.PUBLIC,
        ),
    ),
)
