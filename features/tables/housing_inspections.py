"""An inspection of the house: safety grade and what it is like to live in."""

from features.department import Department
from features.table import Column, Kind, Subject, Table
from features.text import Text

TABLE = Table(
    department=Department.HOUSING,
    label=Text(zh="住房鉴定", en="Housing inspections"),
    subject=Subject.HOUSEHOLD,
    happened=Text(zh="鉴定日期", en="the day of the inspection"),
    columns=(
        Column(
            name="grade",
            kind=Kind.CODE,
            label=Text(zh="安全等级", en="Safety grade"),
            codes={
                "A": Text(zh="A级", en="A: safe"),
                "B": Text(zh="B级", en="B: basically safe"),
                "C": Text(zh="C级", en="C: partly dangerous"),
                "D": Text(zh="D级", en="D: dangerous"),
            },
        ),
        Column(
            name="rooms",
            kind=Kind.WHOLE,
            label=Text(zh="房间数", en="Rooms"),
            unit="rooms",
            at_least=0,
            at_most=60,
        ),
        Column(
            name="floor_area_m2",
            kind=Kind.NUMBER,
            label=Text(zh="住房面积", en="Floor area"),
            unit="m2",
            at_least=0,
            at_most=2000,
        ),
        Column(
            name="built_year",
            kind=Kind.WHOLE,
            label=Text(zh="建成年份", en="Year built"),
            unit="year",
            at_least=1800,
            at_most=2100,
        ),
        Column(
            name="structure",
            kind=Kind.CODE,
            label=Text(zh="结构", en="Structure"),
            codes={
                "brick_concrete": Text(zh="砖混", en="Brick and concrete"),
                "brick_wood": Text(zh="砖木", en="Brick and wood"),
                "earth": Text(zh="土木", en="Earth"),
                "other": Text(zh="其他", en="Other"),
            },
        ),
        Column(
            name="solid_floor",
            kind=Kind.YES_NO,
            label=Text(zh="是否硬化地面", en="Finished floor"),
        ),
        Column(
            name="solid_roof",
            kind=Kind.YES_NO,
            label=Text(zh="屋顶是否牢固", en="Solid roof"),
        ),
        Column(
            name="indoor_kitchen",
            kind=Kind.YES_NO,
            label=Text(zh="是否独立厨房", en="Kitchen of its own"),
        ),
        Column(
            name="indoor_toilet",
            kind=Kind.YES_NO,
            label=Text(zh="是否卫生厕所", en="Toilet of its own with drainage"),
        ),
        Column(
            name="clean_fuel",
            kind=Kind.YES_NO,
            label=Text(zh="是否清洁燃料", en="Clean cooking fuel"),
        ),
        Column(
            name="owned",
            kind=Kind.YES_NO,
            label=Text(zh="是否自有", en="Owned"),
        ),
        Column(
            name="hazard_zone",
            kind=Kind.YES_NO,
            label=Text(zh="是否地灾或洪水风险区", en="In a flood or landslide zone"),
        ),
        Column(
            name="informal_settlement",
            kind=Kind.YES_NO,
            label=Text(zh="是否棚户区", en="In an informal settlement"),
        ),
    ),
)
