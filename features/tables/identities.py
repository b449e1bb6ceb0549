"""What a person's numbers say about themselves, without the numbers: keyed hashes and the results of their checks."""

from features.department import Department
from features.privacy import Privacy
from features.table import Column, Kind, Subject, Table
from features.text import Text

TABLE = Table(
    department=Department.PUBLIC_SECURITY,
    label=Text(zh="身份核验", en="Identity checks"),
    subject=Subject.PERSON,
    happened=Text(zh="核验之日", en="the day they were checked"),
    leak=True,
    columns=(
        Column(
            name="number_key",
            kind=Kind.TEXT,
            label=Text(zh="证件号码密文索引", en="Keyed hash of the identity number"),
        ),
        Column(
            name="number_fits",
            kind=Kind.YES_NO,
            label=Text(zh="证件号码校验位是否正确", en="Identity number passes its check digit"),
        ),
        Column(
            name="number_born_on",
            kind=Kind.DATE,
            label=Text(zh="证件号码所含出生日期", en="Birth date inside the identity number"),
        ),
        Column(
            name="number_sex",
            kind=Kind.CODE,
            label=Text(zh="证件号码所含性别", en="Sex inside the identity number"),
            codes={
                "male": Text(zh="男", en="Male"),
                "female": Text(zh="女", en="Female"),
            },
            privacy=Privacy.AUDIT_ONLY,
            forbidden=True,
        ),
        Column(
            name="name_key",
            kind=Kind.TEXT,
            label=Text(zh="姓名密文索引", en="Keyed hash of the name"),
        ),
        Column(
            name="phone_key",
            kind=Kind.TEXT,
            label=Text(zh="联系电话密文索引", en="Keyed hash of the telephone number"),
        ),
        Column(
            name="phone_fits",
            kind=Kind.YES_NO,
            label=Text(zh="联系电话是否有效号码", en="Telephone number is well formed"),
        ),
        Column(
            name="card_fits",
            kind=Kind.YES_NO,
            label=Text(zh="残疾人证号是否正确", en="Disability card number is well formed"),
            privacy=Privacy.HEALTH,
        ),
        Column(
            name="card_names_person",
            kind=Kind.YES_NO,
            label=Text(zh="残疾人证号与证件号码是否一致", en="Disability card carries the person's identity number"),
            privacy=Privacy.HEALTH,
        ),
        Column(
            name="card_kind",
            kind=Kind.TEXT,
            label=Text(zh="残疾人证号所含类别", en="Kind of disability inside the card number"),
            privacy=Privacy.HEALTH,
        ),
        Column(
            name="card_grade",
            kind=Kind.WHOLE,
            label=Text(zh="残疾人证号所含等级", en="Grade inside the card number"),
            unit="grade",
            at_least=0,
            privacy=Privacy.HEALTH,
        ),
    ),
)
