"""The register of rural households: where a household lives and what it formerly was; a change is a later version."""

from features.department import Department
from features.privacy import Privacy
from features.table import Column, Kind, Subject, Table
from features.text import Text

TABLE = Table(
    department=Department.TOWNSHIP,
    label=Text(zh="农户", en="Households"),
    subject=Subject.HOUSEHOLD,
    happened=Text(zh="户成立或纳入登记之日", en="the day the household was formed or registered"),
    columns=(
        Column(
            name="village_code",
            kind=Kind.TEXT,
            label=Text(zh="所在村代码", en="Village (12 digits)"),
            required=True,
        ),
        Column(
            name="formerly_poor",
            kind=Kind.YES_NO,
            label=Text(zh="是否脱贫户", en="Lifted out of poverty (formerly poor)"),
        ),
        Column(
            name="resettled",
            kind=Kind.YES_NO,
            label=Text(zh="是否易地搬迁户", en="Resettled household"),
        ),
        Column(
            name="marked_lifted_out_on",
            kind=Kind.DATE,
            label=Text(zh="标记脱贫日期", en="Marked as lifted out on"),
        ),
        Column(
            name="came_from_household_id",
            kind=Kind.TEXT,
            label=Text(zh="由何户分出（假名）", en="Split from household (pseudonym)"),
        ),
        Column(
            name="head_female",
            kind=Kind.YES_NO,
            label=Text(zh="户主是否女性", en="Head is a woman"),
            privacy=Privacy.AUDIT_ONLY,
            forbidden=True,
        ),
        Column(
            name="head_ethnic_minority",
            kind=Kind.YES_NO,
            label=Text(zh="户主是否少数民族", en="Head belongs to an ethnic minority"),
            privacy=Privacy.AUDIT_ONLY,
            forbidden=True,
        ),
        Column(
            name="migrant",
            kind=Kind.YES_NO,
            label=Text(zh="是否整户外出", en="Whole household away"),
        ),
        Column(
            name="ended_on",
            kind=Kind.DATE,
            label=Text(zh="销户日期", en="Dissolved on"),
        ),
    ),
)
