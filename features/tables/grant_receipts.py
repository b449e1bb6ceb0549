"""What a household says that it received of a grant, asked at a visit or read from its passbook."""

from features.department import Department
from features.privacy import Privacy
from features.table import Column, Kind, Subject, Table
from features.text import Text

TABLE = Table(
    department=Department.TOWNSHIP,
    label=Text(zh="群众实收", en="Grants received"),
    subject=Subject.HOUSEHOLD,
    happened=Text(zh="收到日期", en="the day it was received"),
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
            name="received_fen",
            kind=Kind.FEN,
            label=Text(zh="实收金额", en="Received"),
            unit="fen",
            required=True,
            at_least=0,
            privacy=Privacy.FINANCE,
        ),
    ),
)
