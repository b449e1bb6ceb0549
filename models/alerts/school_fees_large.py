"""Schooling beyond the compulsory stage costs more than the department's threshold in a school year, after aid."""

from features.department import Department
from features.text import Text
from features.theme import Theme
from models.alert import Alert, Threshold

ALERT = Alert(
    label=Text(zh="非义务教育支出超阈值", en="Large school fees"),
    reason=Text(
        zh="近12个月减免后学费住宿费书本费{school_fees_12m:,.0f}元，超过{threshold:,.0f}元的预警线",
        en=(
            "paid CNY {school_fees_12m:,.0f} of school fees after aid in 12 months, past the threshold of "
            "{threshold:,.0f}"
        ),
    ),
    hidden=Text(zh="教育支出达到部门预警线", en="school fees past the department's warning threshold"),
    of=("school_fees_12m", "students_beyond_compulsory"),
    condition="school_fees_12m > threshold AND students_beyond_compulsory > 0",
    standards={"threshold": Threshold("school_fees_threshold")},
    evidence="school_fees_12m",
    department=Department.EDUCATION,
    theme=Theme.SCHOOLING,
    risk="schooling",
    firing="""
        household_id | school_fees_12m | students_beyond_compulsory | threshold
        H1           | 10001           | 1                          | 10000
    """,
    silent="""
        household_id | school_fees_12m | students_beyond_compulsory | threshold
        H1           | 10000           | 1                          | 10000
        H2           | 12000           | 0                          | 10000
        H3           | -               | 1                          | 10000
    """,
    source=Text(
        zh="教育局，每年4月底前；一县部门预警阈值（示范文件，非官方来源）",
        en=(
            "education bureau, by the end of April; one county's written warning thresholds (model document, "
            "unofficial)"
        ),
    ),
    unofficial=True,
)
