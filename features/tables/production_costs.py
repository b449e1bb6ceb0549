"""What the household spent on its own production in a month (seed, feed, fertiliser, rent)."""

from features.department import Department
from features.privacy import Privacy
from features.table import Column, Kind, Subject, Table
from features.text import Text

TABLE = Table(
    department=Department.AGRICULTURE,
    label=Text(zh="生产经营支出", en="Production costs"),
    subject=Subject.HOUSEHOLD,
    happened=Text(zh="支出所属月份的最后一天", en="the last day of the month of the cost"),
    sent_every_days=31,
    columns=(
        Column(
            name="amount_fen",
            kind=Kind.FEN,
            label=Text(zh="金额", en="Amount"),
            unit="fen",
            required=True,
            at_least=0,
            privacy=Privacy.FINANCE,
        ),
    ),
)
