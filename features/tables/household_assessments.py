"""The 四看法 assessment of a household by visitors: house, grain, labour, student, each with its points."""

from features.department import Department
from features.table import Column, Kind, Subject, Table
from features.text import Text

TABLE = Table(
    department=Department.TOWNSHIP,
    label=Text(zh="四看法评估", en="Household assessments"),
    subject=Subject.HOUSEHOLD,
    happened=Text(zh="评估日期", en="the day of the assessment"),
    columns=(
        Column(
            name="house_points",
            kind=Kind.NUMBER,
            label=Text(zh="看房得分", en="House"),
            unit="points",
            required=True,
            at_least=0,
            at_most=100,
        ),
        Column(
            name="grain_points",
            kind=Kind.NUMBER,
            label=Text(zh="看粮得分", en="Grain"),
            unit="points",
            required=True,
            at_least=0,
            at_most=100,
        ),
        Column(
            name="labour_points",
            kind=Kind.NUMBER,
            label=Text(zh="看劳力得分", en="Labour"),
            unit="points",
            required=True,
            at_least=0,
            at_most=100,
        ),
        Column(
            name="student_points",
            kind=Kind.NUMBER,
            label=Text(zh="看读书郎得分", en="Students"),
            unit="points",
            required=True,
            at_least=0,
            at_most=100,
        ),
        Column(
            name="verified",
            kind=Kind.YES_NO,
            label=Text(zh="是否复核", en="Verified"),
            required=True,
        ),
    ),
)
