"""A loan or another way of living on tomorrow's money: borrowing, spending savings, selling belongings."""

from features.department import Department
from features.privacy import Privacy
from features.table import Column, Kind, Subject, Table
from features.text import Text

TABLE = Table(
    department=Department.FINANCE,
    label=Text(zh="借贷", en="Debts and loans"),
    subject=Subject.HOUSEHOLD,
    happened=Text(zh="借款日期", en="the day it was taken"),
    columns=(
        Column(
            name="loan",
            kind=Kind.CODE,
            label=Text(zh="类别", en="Kind"),
            required=True,
            codes={
                "bank": Text(zh="银行贷款", en="Bank or microcredit"),
                "private": Text(zh="民间借贷", en="From family or private lenders"),
                "spent_savings": Text(zh="动用积蓄", en="Spent savings"),
                "sold_belongings": Text(zh="变卖财物", en="Sold belongings"),
                "instalments": Text(zh="分期赊购", en="Bought on credit"),
            },
            privacy=Privacy.FINANCE,
        ),
        Column(
            name="amount_fen",
            kind=Kind.FEN,
            label=Text(zh="金额", en="Amount"),
            unit="fen",
            at_least=0,
            privacy=Privacy.FINANCE,
        ),
        Column(
            name="overdue",
            kind=Kind.YES_NO,
            label=Text(zh="是否逾期", en="Overdue"),
            privacy=Privacy.FINANCE,
        ),
        Column(
            name="repaid_on",
            kind=Kind.DATE,
            label=Text(zh="还清日期", en="Repaid on"),
            privacy=Privacy.FINANCE,
        ),
    ),
)
