"""What can be wrong with a cell or a row, each as one sentence: what is wrong and what to do."""

from collections.abc import Mapping
from types import MappingProxyType

from features.table import Column
from features.text import Text

FAULTS: Mapping[str, Text] = MappingProxyType(
    {
        "empty": Text(zh="必填项“{heading}”为空，请补填。", en="“{heading}” is empty but needed: fill it in."),
        "excel_error": Text(
            zh="“{heading}”是Excel公式错误，请改为数值后重新报送。",
            en="“{heading}” holds an Excel error: replace the formula by its value.",
        ),
        "not_a_day": Text(
            zh="“{heading}”不是日期，请写成2026-01-05或20260105。",
            en="“{heading}” is no day: write it like 2026-01-05 or 20260105.",
        ),
        "not_a_month": Text(
            zh="“{heading}”不是月份，请写成202601或2026-01。",
            en="“{heading}” is no month: write it like 202601 or 2026-01.",
        ),
        "not_an_amount": Text(
            zh="“{heading}”不是金额，请只写数字（单位{unit}）。",
            en="“{heading}” is no amount: write a number in {unit_en}.",
        ),
        "part_of_a_fen": Text(
            zh="“{heading}”小数位数过多（不足一分），请保留两位小数。",
            en="“{heading}” has parts of a fen: write two decimals.",
        ),
        "not_a_number": Text(zh="“{heading}”不是数字，请只写数字。", en="“{heading}” is no number: write digits only."),
        "not_whole": Text(zh="“{heading}”应为整数。", en="“{heading}” must be a whole number."),
        "not_yes_no": Text(zh="“{heading}”应填“是”或“否”。", en="“{heading}” must be 是 (yes) or 否 (no)."),
        "unknown_code": Text(
            zh="“{heading}”的取值不在代码表内，可填：{codes}。",
            en="“{heading}” is outside its code table: write one of {codes_en}.",
        ),
        "too_low": Text(zh="“{heading}”小于{low}，请核对。", en="“{heading}” is below {low}: check it."),
        "too_high": Text(zh="“{heading}”大于{high}，请核对。", en="“{heading}” is above {high}: check it."),
        "number_destroyed": Text(
            zh="“{heading}”被Excel转成科学计数法，末几位已丢失：请把该列设为“文本”格式后重新录入或重新导出。",
            en="Excel turned “{heading}” into a rounded number and lost its last digits: "
            "format the column as text and enter or export it again.",
        ),
        "number_length": Text(
            zh="“{heading}”不是18位（或15位）证件号码，请核对。",
            en="“{heading}” is no identity number of 18 (or 15) digits: check it.",
        ),
        "person_unknown": Text(
            zh="按“{heading}”在成员登记中查无此人：请先导入成员登记，或在查重结果中确认身份。",
            en="“{heading}” names nobody in the register of members: import the register first, "
            "or confirm who it is in the review of duplicates.",
        ),
        "nobody": Text(
            zh="此行未写明是哪一户、哪个人（“{heading}”为空）。",
            en="The row does not say whom it is about (“{heading}” is empty).",
        ),
        "unknown_area": Text(
            zh="“{heading}”在行政区划中查不到或有重名，请写12位区划代码。",
            en="“{heading}” is not among the areas, or is the name of several: write the 12-digit code.",
        ),
        "in_the_future": Text(
            zh="“{heading}”晚于收到文件之日，请核对。",
            en="“{heading}” lies after the day on which the file was received: check it.",
        ),
        "contradiction": Text(
            zh="表内同一条记录（{key}相同）出现多次且内容不一致，请只保留正确的一行。",
            en="The same record (same {key_en}) stands in the file several times with different content: "
            "keep the right one.",
        ),
        "outside_area": Text(
            zh="此行不在您报送的区划范围内，或查不到属于哪个村。",
            en="The row lies outside the area you may send for, or nothing says which village it belongs to.",
        ),
        "too_many_cells": Text(
            zh="此行的单元格多于表头列数，内容可能错位，请核对。",
            en="The row has more cells than there are headings, so its content may be shifted: check it.",
        ),
    }
)

UNITS_EN = {"元": "yuan", "分": "fen", "万元": "10,000 yuan"}


def sentence(code: str, *, heading: str, column: Column | None = None, unit: str = "元", key: str = "") -> Text:
    """The fault `code` in words, for the cell under `heading`; never a family's value."""
    words = {
        "heading": heading,
        "unit": unit,
        "unit_en": UNITS_EN.get(unit, unit),
        "key": key,
        "key_en": key,
        "codes": "、".join(t.zh for t in column.codes.values()) if column else "",
        "codes_en": ", ".join(t.en for t in column.codes.values()) if column else "",
        "low": _bound(column.at_least if column else None, column),
        "high": _bound(column.at_most if column else None, column),
    }
    fault = FAULTS[code]
    return Text(zh=fault.zh.format(**words), en=fault.en.format(**words))


def _bound(value: float | None, column: Column | None) -> str:
    if value is None or column is None:
        return ""
    return f"{value / 100:g}" if column.name.endswith("_fen") else f"{value:g}"
