"""Every feature found: its example holds and would notice a mistake, and its words can be said to people."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import cache

import pytest
import sqlglot
from sqlglot import exp

from features import query
from features.ascii_table import read_ascii
from features.example import run_example, run_variants
from features.feature import YES_NO, Direction, Example, Feature, features, window_in
from features.privacy import Privacy
from features.table import Subject, table
from features.theme import Theme

every_feature = pytest.mark.parametrize("feature", features().values(), ids=lambda f: f.name)
every_record_feature = pytest.mark.parametrize(
    "feature", [f for f in features().values() if f.table], ids=lambda f: f.name
)
every_derived_feature = pytest.mark.parametrize(
    "feature", [f for f in features().values() if f.of and not f.over], ids=lambda f: f.name
)
UNSAYABLE = re.compile(
    r"score|probab|SHAP|概率|模型|ethnic|民族|religio|wom[ae]n|\bmale|女|男|岁|years old|\baged|illiterate|文盲", re.I
)


def test_there_are_more_than_ninety_features_of_every_department():
    assert len(features()) > 90
    assert len({f.department for f in features().values()}) == 14


@every_feature
def test_an_example_holds(feature):
    assert tried(feature.name)["as it stands"] == pytest.approx(dict(feature.example.expect))


@every_record_feature
def test_rows_known_later_change_nothing(feature):
    assert tried(feature.name)["and once more later"] == pytest.approx(dict(feature.example.expect))


@every_record_feature
def test_an_example_notices_rows_that_are_not_known_yet(feature):
    assert not same(tried(feature.name)["known at once"], feature.example.expect), feature.module


@every_record_feature
def test_an_example_notices_a_wrong_declaration(feature):
    found = tried(feature.name)
    unnoticed = [n for n, _ in wrong_declarations(feature) if same(found[n], feature.example.expect)]
    assert not unnoticed, f"the example of {feature.module} does not notice: {', '.join(unnoticed)}"


@every_derived_feature
def test_a_derived_feature_is_unknown_when_anything_it_needs_is(feature):
    known = next(r for r in read_ascii(feature.example.values) if None not in r.values())
    rows = [known | {"household_id": name, name: None} for name in feature.of]
    example = Example(values=as_ascii(rows), expect=dict.fromkeys(feature.of))
    assert run_example(replace(feature, example=example)) == dict.fromkeys(feature.of)


@every_feature
def test_an_example_keeps_the_valid_range(feature):
    low, high = feature.valid_range
    assert all(low <= v <= high for v in feature.example.expect.values() if v is not None)


@every_feature
def test_a_reason_reads_as_a_sentence_in_both_languages(feature):
    zh, en = (words.format(value=said_value(feature)) for words in (feature.reason.zh, feature.reason.en))
    assert re.search(r"[\u4e00-\u9fff]{2}", zh) and not re.search(r"[a-z]{3}", zh)
    assert en.isascii() and en[0].islower() and len(en.split()) >= 3
    assert not re.search(r"[.。;；{}]$|  |nan|-0%", en) and not re.search(r"[.。;；{}]$|nan", zh)
    if feature.unit != YES_NO:
        assert re.search(r"\d", zh) and re.search(r"\d", en)


@every_feature
def test_what_is_said_of_zero_is_a_sentence_without_a_number(feature):
    if feature.reason_of_none is not None:
        said = feature.sentence(0.0)
        assert said == feature.reason_of_none and said != feature.sentence(1.0)
        assert feature.valid_range[0] <= 0 and not re.search(r"\b0\b|[{}]", said.zh + said.en)
        assert re.search(r"[\u4e00-\u9fff]{2}", said.zh) and said.en.isascii() and said.en[0].islower()


@every_feature
def test_a_reason_that_is_said_names_no_trait_and_blames_no_record(feature):
    if feature.said:
        assert not UNSAYABLE.search(feature.reason.zh + feature.reason.en)
        assert feature.theme is not Theme.RECORDS or feature.name == "assessment_change"


@every_feature
def test_words_and_docstring_are_there(feature):
    assert feature.definition[0].isupper() and feature.definition.split("\n")[0].endswith(".")
    assert re.search(r"[\u4e00-\u9fff]", feature.label.zh) and feature.label.en.isascii()


def test_no_two_features_share_a_label():
    labels = [words for f in features().values() for words in (f.label.zh, f.label.en)]
    assert len(set(labels)) == len(labels)


@every_feature
def test_what_comes_from_health_records_is_health(feature):
    sources = {features()[n].privacy for n in feature.of}
    if feature.table:
        columns = table(feature.table).all_columns
        sources = {columns[n].privacy for n in feature.columns_read if n in columns and n != "insured"}
    if Privacy.HEALTH in sources and not feature.over:
        assert feature.privacy is Privacy.HEALTH


@every_feature
def test_the_sql_is_spark_sql_too(feature):
    sql = f"SELECT {query.derived_sql(feature)} FROM vector"
    if feature.table:
        rows = query.rows_sql(table(feature.table), "")
        grouped = feature.by and query.Groups(feature.by, [feature]).sql_of_rows(rows)
        sql = grouped or query.table_sql(table(feature.table), [feature], rows, evidence=True)
    [spark] = sqlglot.transpile(sql, read="duckdb", write="spark")
    assert sqlglot.parse_one(spark, read="spark")


def test_models_are_held_to_a_direction_wherever_the_sign_is_certain():
    certain = [f for f in features().values() if f.direction is not Direction.EITHER]
    assert len(certain) > len(features()) / 2


@cache
def tried(name: str) -> dict[str, dict[str, float | None]]:
    """What a feature makes of its example, of two changed copies of its records, and of being declared wrongly.

    The copies are other households in the same run, because opening an engine costs more than a row.
    """
    feature = features()[name]
    if feature.of:
        return {"as it stands": run_example(feature)}
    if table(feature.table).subject is Subject.AREA:
        return tried_one_by_one(feature)
    records = [row for copy in COPIES for row in copied(feature, copy)]
    everybody = {f"{copy}{h}": v for copy in COPIES for h, v in feature.example.expect.items()}
    example = replace(feature.example, records=as_ascii(records), expect=everybody)
    found = run_variants(replace(feature, example=example), {name: feature, **dict(wrong_declarations(feature))})
    plain = {n: {h: values[h] for h in feature.example.expect} for n, values in found.items()}
    copies = {COPIES[c]: {h: found[name][f"{c}{h}"] for h in feature.example.expect} for c in COPIES}
    return plain | copies


def tried_one_by_one(feature: Feature) -> dict[str, dict[str, float | None]]:
    """The same for records of areas: all households of an example live in one village."""
    found = run_variants(feature, dict(wrong_declarations(feature)))
    for copy, words in COPIES.items():
        example = replace(feature.example, records=as_ascii(copied(feature, copy, renamed=False)))
        found[words] = run_example(replace(feature, example=example))
    return found


COPIES = {"": "as it stands", "late_": "and once more later", "early_": "known at once"}


def copied(feature: Feature, copy: str, renamed: bool = True) -> list[dict]:
    """The records of the example for another set of households, changed as the copy says."""
    rows = read_ascii(feature.example.records)
    if copy == "late_":
        later = str(feature.example.as_of + timedelta(days=1))
        rows = rows + [row | {"known_on": later} for row in rows]
    if copy == "early_":
        rows = [row | {"known_on": row["happened_on"]} for row in rows]
    names = [n for n in ("household_id", "person_id") if renamed and n in rows[0]]
    return [row | {n: row[n] and copy + row[n] for n in names} for row in rows]


def as_ascii(rows: list[dict]) -> str:
    lines = [" | ".join(rows[0])] + [" | ".join(cell or "-" for cell in row.values()) for row in rows]
    return "\n".join(lines)


def wrong_declarations(feature: Feature) -> Iterator[tuple[str, Feature]]:
    """The feature with one thing wrong at a time: its window, one condition, or its value of nothing."""
    if feature.months is not None:
        yield "longer", replace(feature, name="longer", months=feature.months + 1)
        yield "shorter", replace(feature, name="shorter", months=max(feature.months - 1, 0))
    if feature.ago:
        yield "sooner", replace(feature, name="sooner", months=feature.months + 1, ago=feature.ago - 1)
        yield "later", replace(feature, name="later", months=feature.months - 1, ago=feature.ago + 1)
    for number, where in enumerate(conditions_less_one(feature.where)):
        name = f"without_condition_{number}"
        yield name, replace(feature, name=name, where=where)
    if table(feature.table).subject is not Subject.AREA:  # every household of an example lives in the one village
        wrong = 1.0 if feature.when_empty is None else None
        yield "other_when_empty", replace(feature, name="other_when_empty", when_empty=wrong)


def conditions_less_one(where: str) -> list[str]:
    if not where:
        return []
    tree = sqlglot.parse_one(where, read="duckdb")
    parts = [p.sql("duckdb") for p in (tree.flatten() if isinstance(tree, exp.And) else [tree])]
    return [" AND ".join(parts[:n] + parts[n + 1 :]) for n in range(len(parts))]


def same(found: dict, expect: dict) -> bool:
    return found == pytest.approx(dict(expect))


def said_value(feature: Feature) -> float:
    """A value that its reason may be said of, as odd as an example's."""
    found = [v for v in feature.example.expect.values() if v is not None]
    bounded = [v for v in (feature.said_from, feature.said_to) if v is not None]
    return float(bounded[0] if bounded else found[0])


def test_a_name_says_its_window():
    assert [window_in(n) for n in ("income_12m_before_3m", "income_3m", "rooms", "deaths_past_year")] == [
        (12, 3),
        (3, 0),
        None,
        None,
    ]
    assert all(f.example.as_of != date.max for f in features().values())
