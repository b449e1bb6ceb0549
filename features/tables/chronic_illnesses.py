"""A person registered with a chronic or a major illness."""

from features.department import Department
from features.privacy import Privacy
from features.table import Column, Kind, Subject, Table
from features.text import Text

TABLE = Table(
    department=Department.HEALTH,
    label=Text(zh="慢病大病登记", en="Chronic and major illnesses"),
    subject=Subject.PERSON,
    happened=Text(zh="登记日期", en="the day it was registered"),
    columns=(
        Column(
            name="illness",
            kind=Kind.CODE,
            label=Text(zh="类别", en="Kind"),
            required=True,
            codes={
                "chronic": Text(zh="长期慢性病", en="Chronic"),
                "major": Text(zh="大病", en="Major"),
            },
            privacy=Privacy.HEALTH,
        ),
        Column(
            name="icd10",
            kind=Kind.TEXT,
            label=Text(zh="诊断（ICD-10）", en="Diagnosis (ICD-10)"),
            privacy=Privacy.HEALTH,
        ),
        Column(
            name="recovered_on",
            kind=Kind.DATE,
            label=Text(zh="治愈或注销日期", en="Recovered or struck off on"),
            privacy=Privacy.HEALTH,
        ),
    ),
)
