"""A payment of a grant or relief, as the department that paid it recorded it."""

from features.department import Department
from features.privacy import Privacy
from features.table import Column, Kind, Subject, Table
from features.text import Text

TABLE = Table(
    department=Department.CIVIL_AFFAIRS,
    label=Text(zh="资金发放", en="Grants paid"),
    subject=Subject.HOUSEHOLD,
    happened=Text(zh="发放日期", en="the day it was paid"),
    leak=True,
    columns=(
        Column(
            name="grant_kind",
            kind=Kind.CODE,
            label=Text(zh="项目", en="Grant"),
            required=True,
            codes={
                "disaster_relief": Text(zh="救灾资金", en="Disaster relief"),
                "temporary_relief": Text(zh="临时救助", en="Temporary relief"),
                "subsistence_allowance": Text(zh="低保金", en="Subsistence allowance"),
                "house_repair": Text(zh="危房改造补助", en="House repair grant"),
                "education_grant": Text(zh="雨露计划补助", en="Education grant"),
                "industry_subsidy": Text(zh="产业奖补", en="Production subsidy"),
                "other": Text(zh="其他", en="Other"),
            },
            privacy=Privacy.FINANCE,
        ),
        Column(
            name="paid_fen",
            kind=Kind.FEN,
            label=Text(zh="发放金额", en="Paid"),
            unit="fen",
            required=True,
            at_least=0,
            privacy=Privacy.FINANCE,
        ),
    ),
)
