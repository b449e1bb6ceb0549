"""A school term of a person: where, whether attending, what it costs after aid."""

from features.department import Department
from features.privacy import Privacy
from features.table import Column, Kind, Subject, Table
from features.text import Text

TABLE = Table(
    department=Department.EDUCATION,
    label=Text(zh="就学", en="Schooling"),
    subject=Subject.PERSON,
    happened=Text(zh="学期开始日期", en="the first day of the term"),
    sent_every_days=190,
    columns=(
        Column(
            name="stage",
            kind=Kind.CODE,
            label=Text(zh="学段", en="Stage"),
            required=True,
            codes={
                "preschool": Text(zh="学前", en="Preschool"),
                "primary": Text(zh="小学", en="Primary"),
                "junior": Text(zh="初中", en="Junior secondary"),
                "senior": Text(zh="普通高中", en="Senior secondary"),
                "vocational": Text(zh="中职", en="Vocational secondary"),
                "college": Text(zh="高职大专及以上", en="College and above"),
            },
            privacy=Privacy.MINOR,
        ),
        Column(
            name="attending",
            kind=Kind.YES_NO,
            label=Text(zh="是否在读", en="Attending"),
            required=True,
            privacy=Privacy.MINOR,
        ),
        Column(
            name="boarding",
            kind=Kind.YES_NO,
            label=Text(zh="是否寄宿", en="Boarding"),
            privacy=Privacy.MINOR,
        ),
        Column(
            name="fees_fen",
            kind=Kind.FEN,
            label=Text(zh="学费住宿费书本费（减免后）", en="Fees, boarding and books after aid"),
            unit="fen",
            required=True,
            at_least=0,
            privacy=Privacy.FINANCE,
        ),
        Column(
            name="aid_fen",
            kind=Kind.FEN,
            label=Text(zh="资助金额", en="Aid received"),
            unit="fen",
            at_least=0,
            privacy=Privacy.FINANCE,
        ),
        Column(
            name="left_school_on",
            kind=Kind.DATE,
            label=Text(zh="离校日期", en="Left school on"),
            privacy=Privacy.MINOR,
        ),
        Column(
            name="left_because_ill",
            kind=Kind.YES_NO,
            label=Text(zh="是否因病因残离校", en="Left because of illness or disability"),
            privacy=Privacy.HEALTH,
        ),
    ),
)
