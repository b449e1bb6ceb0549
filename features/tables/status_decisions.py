"""A verified decision of the county: identified, eliminated or rolled back, with category and risk type."""

from features.department import Department
from features.table import Column, Kind, Subject, Table
from features.text import Text

TABLE = Table(
    department=Department.AGRICULTURE,
    label=Text(zh="监测对象认定", en="Status decisions"),
    subject=Subject.HOUSEHOLD,
    happened=Text(zh="县级审定日期", en="the day the county decided"),
    leak=True,
    columns=(
        Column(
            name="decision",
            kind=Kind.CODE,
            label=Text(zh="决定", en="Decision"),
            required=True,
            codes={
                "identified": Text(zh="纳入监测", en="Identified"),
                "eliminated": Text(zh="风险消除", en="Risk eliminated"),
                "rolled_back": Text(zh="消除回退", en="Elimination rolled back"),
                "rejected": Text(zh="不予纳入", en="Not identified"),
            },
        ),
        Column(
            name="category",
            kind=Kind.CODE,
            label=Text(zh="监测类别", en="Category"),
            codes={
                "unstable": Text(zh="脱贫不稳定户", en="Unstable formerly poor household"),
                "marginal": Text(zh="边缘易致贫户", en="Marginal household"),
                "sudden": Text(zh="突发严重困难户", en="Household in sudden severe difficulty"),
            },
        ),
        Column(
            name="risk_type",
            kind=Kind.CODE,
            label=Text(zh="风险类型", en="Risk type"),
            codes={
                "illness": Text(zh="因病", en="Illness"),
                "schooling": Text(zh="因学", en="Schooling"),
                "disability": Text(zh="因残", en="Disability"),
                "disaster": Text(zh="因自然灾害", en="Natural disaster"),
                "accident": Text(zh="因意外事故", en="Accident"),
                "production": Text(zh="因产业项目失败", en="Failed production"),
                "work": Text(zh="因务工就业不稳", en="Unstable work"),
                "labour": Text(zh="缺劳动力", en="Lack of labour"),
                "housing": Text(zh="因安全住房", en="Unsafe housing"),
                "water": Text(zh="因安全饮水", en="Unsafe water"),
                "other": Text(zh="其他", en="Other"),
            },
        ),
        Column(
            name="channel",
            kind=Kind.CODE,
            label=Text(zh="发现渠道", en="Channel"),
            codes={
                "self_declared": Text(zh="农户自主申报", en="Self-declared"),
                "cadre": Text(zh="基层干部排查", en="Found by cadres"),
                "department": Text(zh="部门筛查预警", en="Department's warning"),
                "list": Text(zh="平台监测", en="Weekly list"),
                "audit": Text(zh="随机抽查", en="Random audit slice"),
            },
        ),
        Column(
            name="clue_on",
            kind=Kind.DATE,
            label=Text(zh="线索日期", en="Clue opened on"),
        ),
    ),
)
