"""A record in a line: its table and what it says, in the caller's language and as the caller may see it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from features.table import Column, Kind
from features.text import Text
from models.measure import measures
from serving.household_records import Shown

MOST = 4
NOT_SAID = frozenset({"happened_on", "known_on", "person_id", "withdrawn"})


def value_said(column: Column, value: Any) -> Text:
    """One value with its unit; money in yuan.

    >>> from features.table import table
    >>> value_said(table("incomes").all_columns["amount_fen"], 123400).en
    'CNY 1,234'
    """
    if isinstance(value, Text):
        return value
    if column.kind is Kind.FEN:
        return Text(zh=f"{value / 100:,.0f}元", en=f"CNY {value / 100:,.0f}")
    if column.kind is Kind.YES_NO:
        return Text(zh="是", en="yes") if value else Text(zh="否", en="no")
    if column.name == "measure" and value in measures():
        return measures()[value].label
    if column.kind in (Kind.NUMBER, Kind.WHOLE):
        return Text(zh=f"{value:,.10g}", en=f"{value:,.10g}")
    return Text(zh=str(value), en=str(value))


def record_said(shown: Shown, row: Mapping[str, Any]) -> Text:
    """The first few things a record says; its table's name where it says nothing else."""
    some = [c for c in shown.columns if c.name not in NOT_SAID and _worth_saying(c, row.get(c.name))][:MOST]
    said = [_said(column, value_said(column, row[column.name])) for column in some]
    if not said:
        return shown.table.label
    return Text(zh="，".join(one.zh for one in said), en="; ".join(one.en for one in said))


def _said(column: Column, value: Text) -> Text:
    """A code speaks for itself, other values need the name of what they are."""
    if column.kind is Kind.CODE or column.name == "measure":
        return value
    zh, en = column.label.zh, column.label.en.lower()
    if column.kind is Kind.YES_NO:
        return Text(zh=zh.removeprefix("是否"), en=en)
    return Text(zh=f"{zh}{value.zh}", en=f"{en} {value.en}")


def _worth_saying(column: Column, value: Any) -> bool:
    """What is unknown, nothing, or the end of something says nothing by itself."""
    return value is not None and value is not False and value != 0 and not isinstance(value, date)
