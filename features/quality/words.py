"""How a row of a finding is said: codes by their words in the reader's language, never as codes."""

from collections.abc import Mapping
from functools import cache

from features.table import tables
from features.text import Text


@cache
def code_words() -> Mapping[str, Mapping[str, Text]]:
    """The words of every code: by the column it stands in, and under "" whatever the column."""
    found: dict[str, dict[str, Text]] = {"": {}}
    for contract in tables().values():
        for column in contract.columns:
            for code, words in column.codes.items():
                found.setdefault(column.name, {})[code] = words
                found[""].setdefault(code, words)
    return found


def filled(sentence: Text, row: Mapping[str, object]) -> Text:
    """The sentence with the row's values; a code stands there in words of the same language.

    >>> filled(Text(zh="{benefit}在发", en="{benefit} is paid"), {"benefit": "social_aid"})
    Text(zh='社会帮扶在发', en='social aid is paid')
    """
    return Text(
        zh=sentence.zh.format(**{k: _said(k, v, "zh") for k, v in row.items()}),
        en=sentence.en.format(**{k: _said(k, v, "en") for k, v in row.items()}),
    )


def _said(column: str, value: object, language: str) -> object:
    if not isinstance(value, str):
        return value
    words = code_words().get(column, {}).get(value) or code_words()[""].get(value)
    if words is None:
        return value
    if language == "zh":
        return words.zh
    return words.en[:1].lower() + words.en[1:] if words.en[1:2].islower() else words.en
