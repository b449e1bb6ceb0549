"""A certificate of disability: kind and grade (1 is the most severe)."""

from features.department import Department
from features.privacy import Privacy
from features.table import Column, Kind, Subject, Table
from features.text import Text

TABLE = Table(
    department=Department.DISABLED_FEDERATION,
    label=Text(zh="残疾人证", en="Disability certificates"),
    subject=Subject.PERSON,
    happened=Text(zh="发证日期", en="the day it was issued"),
    columns=(
        Column(
            name="disability",
            kind=Kind.CODE,
            label=Text(zh="类别", en="Kind"),
            required=True,
            codes={
                "1": Text(zh="视力", en="Sight"),
                "2": Text(zh="听力", en="Hearing"),
                "3": Text(zh="言语", en="Speech"),
                "4": Text(zh="肢体", en="Limbs"),
                "5": Text(zh="智力", en="Intellect"),
                "6": Text(zh="精神", en="Mental"),
                "7": Text(zh="多重", en="Several"),
            },
            privacy=Privacy.HEALTH,
        ),
        Column(
            name="grade",
            kind=Kind.WHOLE,
            label=Text(zh="等级", en="Grade"),
            unit="grade",
            required=True,
            at_least=1,
            at_most=4,
            privacy=Privacy.HEALTH,
        ),
        Column(
            name="valid_until_on",
            kind=Kind.DATE,
            label=Text(zh="有效期至", en="Valid until"),
            privacy=Privacy.HEALTH,
        ),
    ),
)
