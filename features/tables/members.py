"""Who belongs to a household and since when: births, deaths, marriages, splits and moves begin and end spells."""

from features.department import Department
from features.privacy import Privacy
from features.table import Column, Kind, Subject, Table
from features.text import Text

TABLE = Table(
    department=Department.PUBLIC_SECURITY,
    label=Text(zh="家庭成员", en="Members"),
    subject=Subject.PERSON,
    happened=Text(zh="成为家庭成员之日", en="the day the person joined the household"),
    columns=(
        Column(
            name="relation",
            kind=Kind.CODE,
            label=Text(zh="与户主关系", en="Relation to head"),
            required=True,
            codes={
                "head": Text(zh="户主", en="Head"),
                "spouse": Text(zh="配偶", en="Spouse"),
                "child": Text(zh="子女", en="Child"),
                "child_in_law": Text(zh="儿媳女婿", en="Child-in-law"),
                "grandchild": Text(zh="孙辈", en="Grandchild"),
                "parent": Text(zh="父母", en="Parent"),
                "sibling": Text(zh="兄弟姐妹", en="Sibling"),
                "other": Text(zh="其他", en="Other"),
            },
        ),
        Column(
            name="born_on",
            kind=Kind.DATE,
            label=Text(zh="出生日期", en="Born on"),
        ),
        Column(
            name="joined_by",
            kind=Kind.CODE,
            label=Text(zh="加入方式", en="Joined by"),
            codes={
                "registered": Text(zh="登记", en="Registered"),
                "birth": Text(zh="出生", en="Birth"),
                "marriage": Text(zh="婚嫁", en="Marriage"),
                "split": Text(zh="分户", en="Split"),
                "move": Text(zh="迁入", en="Move"),
            },
        ),
        Column(
            name="left_on",
            kind=Kind.DATE,
            label=Text(zh="离开日期", en="Left on"),
        ),
        Column(
            name="left_by",
            kind=Kind.CODE,
            label=Text(zh="离开方式", en="Left by"),
            codes={
                "death": Text(zh="死亡", en="Death"),
                "marriage": Text(zh="婚嫁", en="Marriage"),
                "split": Text(zh="分户", en="Split"),
                "move": Text(zh="迁出", en="Move"),
            },
        ),
        Column(
            name="labour",
            kind=Kind.CODE,
            label=Text(zh="劳动技能", en="Capacity for work"),
            codes={
                "skilled": Text(zh="技能劳动力", en="Skilled"),
                "ordinary": Text(zh="普通劳动力", en="Ordinary"),
                "weak": Text(zh="弱劳动力或半劳动力", en="Weak or half"),
                "lost": Text(zh="丧失劳动力", en="Lost"),
                "none": Text(zh="无劳动力", en="None"),
            },
        ),
        Column(
            name="schooling_level",
            kind=Kind.CODE,
            label=Text(zh="文化程度", en="Highest schooling"),
            codes={
                "illiterate": Text(zh="文盲或半文盲", en="Illiterate or semi-literate"),
                "primary": Text(zh="小学", en="Primary"),
                "junior": Text(zh="初中", en="Junior secondary"),
                "senior": Text(zh="高中或中职", en="Senior secondary"),
                "college": Text(zh="大专及以上", en="College or above"),
            },
        ),
        Column(
            name="equivalent_adults",
            kind=Kind.NUMBER,
            label=Text(zh="等值成人数", en="Adult equivalents"),
            unit="adults",
            required=True,
            at_least=0.1,
            at_most=2,
        ),
        Column(
            name="identity_valid",
            kind=Kind.YES_NO,
            label=Text(zh="身份号码校验是否通过", en="Identity number passes its check digit"),
        ),
        Column(
            name="sex",
            kind=Kind.CODE,
            label=Text(zh="性别", en="Sex"),
            codes={
                "male": Text(zh="男", en="Male"),
                "female": Text(zh="女", en="Female"),
            },
            privacy=Privacy.AUDIT_ONLY,
            forbidden=True,
        ),
    ),
)
