"""A visit or telephone call to a household and what was found; the memory of the weekly list."""

from features.department import Department
from features.table import Column, Kind, Subject, Table
from features.text import Text

TABLE = Table(
    department=Department.TOWNSHIP,
    label=Text(zh="走访核查", en="Visits"),
    subject=Subject.HOUSEHOLD,
    happened=Text(zh="走访日期", en="the day of the visit"),
    leak=True,
    columns=(
        Column(
            name="prompted_by",
            kind=Kind.CODE,
            label=Text(zh="缘由", en="Prompted by"),
            required=True,
            codes={
                "list": Text(zh="每周名单", en="Weekly list"),
                "audit": Text(zh="随机抽查", en="Random audit slice"),
                "routine": Text(zh="日常走访", en="Routine"),
                "self_declared": Text(zh="自主申报", en="Self-declared"),
            },
        ),
        Column(
            name="result",
            kind=Kind.CODE,
            label=Text(zh="结果", en="Result"),
            required=True,
            codes={
                "confirmed": Text(zh="属实", en="Confirmed"),
                "not_confirmed": Text(zh="不属实", en="Not confirmed"),
                "changed": Text(zh="情况已变", en="Situation has changed"),
                "not_reached": Text(zh="联系不上", en="Not reached"),
            },
        ),
        Column(
            name="checked_reasons",
            kind=Kind.TEXT,
            label=Text(zh="已核查原因", en="Reasons checked (names, comma separated)"),
        ),
        Column(
            name="selection_probability",
            kind=Kind.NUMBER,
            label=Text(zh="抽中概率", en="Probability of having been selected"),
            unit="probability",
            at_least=0,
            at_most=1,
        ),
    ),
)
