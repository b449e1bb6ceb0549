"""A disaster or accident that hit the household: flood, drought, fire, landslide, traffic, a death by accident."""

from features.department import Department
from features.privacy import Privacy
from features.table import Column, Kind, Subject, Table
from features.text import Text

TABLE = Table(
    department=Department.EMERGENCY,
    label=Text(zh="灾害与意外", en="Disasters and accidents"),
    subject=Subject.HOUSEHOLD,
    happened=Text(zh="发生日期", en="the day it happened"),
    columns=(
        Column(
            name="event",
            kind=Kind.CODE,
            label=Text(zh="类别", en="Event"),
            required=True,
            codes={
                "flood": Text(zh="洪涝", en="Flood"),
                "drought": Text(zh="干旱", en="Drought"),
                "landslide": Text(zh="地质灾害", en="Landslide"),
                "fire": Text(zh="火灾", en="Fire"),
                "hail_frost": Text(zh="风雹霜冻", en="Hail or frost"),
                "animal_disease": Text(zh="动物疫病", en="Animal disease"),
                "traffic_accident": Text(zh="交通事故", en="Traffic accident"),
                "work_accident": Text(zh="工伤事故", en="Accident at work"),
                "other": Text(zh="其他", en="Other"),
            },
        ),
        Column(
            name="loss_fen",
            kind=Kind.FEN,
            label=Text(zh="损失估计", en="Estimated loss"),
            unit="fen",
            required=True,
            at_least=0,
            privacy=Privacy.FINANCE,
        ),
        Column(
            name="house_damaged",
            kind=Kind.YES_NO,
            label=Text(zh="住房是否受损", en="House damaged"),
        ),
        Column(
            name="persons_hurt",
            kind=Kind.WHOLE,
            label=Text(zh="伤亡人数", en="Persons hurt or killed"),
            unit="persons",
            at_least=0,
            at_most=50,
        ),
        Column(
            name="compensated_fen",
            kind=Kind.FEN,
            label=Text(zh="赔付金额", en="Compensation received"),
            unit="fen",
            at_least=0,
            privacy=Privacy.FINANCE,
        ),
    ),
)
