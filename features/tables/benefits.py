"""A benefit the household draws: allowance, relief, subsidy or a public post."""

from features.department import Department
from features.privacy import Privacy
from features.table import Column, Kind, Subject, Table
from features.text import Text

TABLE = Table(
    department=Department.CIVIL_AFFAIRS,
    label=Text(zh="已享受保障与补助", en="Benefits held"),
    subject=Subject.HOUSEHOLD,
    happened=Text(zh="开始享受之日", en="the day it began"),
    sent_every_days=31,
    visible="not after_clue",
    columns=(
        Column(
            name="benefit",
            kind=Kind.CODE,
            label=Text(zh="类别", en="Kind"),
            required=True,
            codes={
                "subsistence_allowance": Text(zh="低保", en="Subsistence allowance (dibao)"),
                "extreme_hardship": Text(zh="特困供养", en="Extreme hardship support"),
                "temporary_relief": Text(zh="临时救助", en="Temporary relief"),
                "disability_subsidy": Text(zh="残疾人两项补贴", en="Disability subsidies"),
                "old_age_pension": Text(zh="养老金", en="Old-age pension"),
                "education_grant": Text(zh="雨露计划等助学", en="Education grant"),
                "industry_subsidy": Text(zh="产业奖补", en="Production subsidy"),
                "public_post": Text(zh="公益性岗位", en="Public welfare post"),
                "social_aid": Text(zh="社会帮扶", en="Social aid"),
                "other": Text(zh="其他", en="Other"),
            },
            privacy=Privacy.FINANCE,
        ),
        Column(
            name="monthly_fen",
            kind=Kind.FEN,
            label=Text(zh="月均金额", en="A month"),
            unit="fen",
            required=True,
            at_least=0,
            privacy=Privacy.FINANCE,
        ),
        Column(
            name="ended_on",
            kind=Kind.DATE,
            label=Text(zh="停止日期", en="Ended on"),
        ),
        Column(
            name="after_clue",
            kind=Kind.YES_NO,
            label=Text(zh="是否线索后给予", en="Granted after a clue was opened"),
            required=True,
        ),
    ),
)
