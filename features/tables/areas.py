"""Administrative areas from county to village with their surroundings; one row per area and change."""

from features.department import Department
from features.privacy import Privacy
from features.table import Column, Kind, Subject, Table
from features.text import Text

TABLE = Table(
    department=Department.STATISTICS,
    label=Text(zh="行政区划", en="Areas"),
    subject=Subject.AREA,
    happened=Text(zh="自何日起如此", en="since when it is so"),
    columns=(
        Column(
            name="level",
            kind=Kind.CODE,
            label=Text(zh="级别", en="Level"),
            required=True,
            codes={
                "county": Text(zh="县", en="County"),
                "township": Text(zh="乡镇", en="Township"),
                "village": Text(zh="村", en="Village"),
            },
        ),
        Column(
            name="area_name",
            kind=Kind.TEXT,
            label=Text(zh="名称", en="Name"),
            required=True,
            privacy=Privacy.PUBLIC,
        ),
        Column(
            name="minority_township",
            kind=Kind.YES_NO,
            label=Text(zh="是否民族乡镇", en="Minority township"),
            privacy=Privacy.AUDIT_ONLY,
            forbidden=True,
        ),
        Column(
            name="resettlement_site",
            kind=Kind.YES_NO,
            label=Text(zh="是否易地搬迁安置点", en="Resettlement site"),
            privacy=Privacy.PUBLIC,
        ),
        Column(
            name="kilometres_to_county_town",
            kind=Kind.NUMBER,
            label=Text(zh="距县城里程", en="Distance to the county town"),
            unit="km",
            at_least=0,
            at_most=1000,
            privacy=Privacy.PUBLIC,
        ),
        Column(
            name="hardened_road",
            kind=Kind.YES_NO,
            label=Text(zh="是否通硬化路", en="Hardened road"),
            privacy=Privacy.PUBLIC,
        ),
        Column(
            name="mountainous",
            kind=Kind.YES_NO,
            label=Text(zh="是否山区", en="Mountainous"),
            privacy=Privacy.PUBLIC,
        ),
        Column(
            name="leading_industry_price_index",
            kind=Kind.NUMBER,
            label=Text(
                zh="主导产业价格指数（100为上年同期）", en="Price index of the leading product (100 = a year before)"
            ),
            unit="index",
            at_least=0,
            at_most=1000,
            privacy=Privacy.PUBLIC,
        ),
        Column(
            name="ended_on",
            kind=Kind.DATE,
            label=Text(zh="撤销日期", en="Abolished on"),
            privacy=Privacy.PUBLIC,
        ),
    ),
)
