"""What a household grew or raised in a season."""

from features.department import Department
from features.privacy import Privacy
from features.table import Column, Kind, Subject, Table
from features.text import Text

TABLE = Table(
    department=Department.AGRICULTURE,
    label=Text(zh="种养", en="Crops and livestock"),
    subject=Subject.HOUSEHOLD,
    happened=Text(zh="收获或出栏日期", en="the day of the harvest or sale"),
    sent_every_days=190,
    columns=(
        Column(
            name="product",
            kind=Kind.CODE,
            label=Text(zh="品类", en="Product"),
            required=True,
            codes={
                "grain": Text(zh="粮食", en="Grain"),
                "cash_crop": Text(zh="经济作物", en="Cash crop"),
                "pigs": Text(zh="生猪", en="Pigs"),
                "cattle_sheep": Text(zh="牛羊", en="Cattle and sheep"),
                "poultry": Text(zh="家禽", en="Poultry"),
                "other": Text(zh="其他", en="Other"),
            },
        ),
        Column(
            name="quantity_kg",
            kind=Kind.NUMBER,
            label=Text(zh="产量", en="Quantity"),
            unit="kg",
            at_least=0,
        ),
        Column(
            name="head_count",
            kind=Kind.WHOLE,
            label=Text(zh="头数", en="Head"),
            unit="head",
            at_least=0,
        ),
        Column(
            name="sold_fen",
            kind=Kind.FEN,
            label=Text(zh="销售额", en="Sold for"),
            unit="fen",
            required=True,
            at_least=0,
            privacy=Privacy.FINANCE,
        ),
        Column(
            name="loss_share",
            kind=Kind.NUMBER,
            label=Text(zh="损失比例", en="Share lost"),
            unit="share",
            at_least=0,
            at_most=1,
        ),
    ),
)
