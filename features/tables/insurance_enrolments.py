"""Medical insurance of a person for a year."""

from features.department import Department
from features.privacy import Privacy
from features.table import Column, Kind, Subject, Table
from features.text import Text

TABLE = Table(
    department=Department.MEDICAL_INSURANCE,
    label=Text(zh="参保", en="Insurance enrolments"),
    subject=Subject.PERSON,
    happened=Text(zh="参保生效日期", en="the day cover begins"),
    sent_every_days=31,
    columns=(
        Column(
            name="scheme",
            kind=Kind.CODE,
            label=Text(zh="险种", en="Scheme"),
            required=True,
            codes={
                "resident": Text(zh="城乡居民医保", en="Residents' scheme"),
                "employee": Text(zh="城镇职工医保", en="Employees' scheme"),
                "other": Text(zh="其他", en="Other scheme"),
                "public_only": Text(zh="仅公共医疗", en="Public care only, not insured"),
            },
            privacy=Privacy.HEALTH,
        ),
        Column(
            name="insured",
            kind=Kind.YES_NO,
            label=Text(zh="是否参保", en="Insured"),
            required=True,
        ),
        Column(
            name="valid_until_on",
            kind=Kind.DATE,
            label=Text(zh="有效期至", en="Cover ends on"),
        ),
        Column(
            name="premium_subsidised",
            kind=Kind.YES_NO,
            label=Text(zh="是否资助参保", en="Premium subsidised"),
        ),
    ),
)
