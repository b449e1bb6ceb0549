"""Mappings: shipped ones are finished, unfinished ones are refused in words, proposals need little more than a look."""

from pathlib import Path

import pytest

from features.errors import MappingError
from features.sources.export import Export
from features.sources.mapping_file import SHIPPED, exports, read_export
from features.sources.proposal import likeness, propose
from tests.features.intake.sent import AREAS, CLAIMS, MAPPINGS, PEOPLE, workbook

SHIPPED_FILES = sorted(p for p in SHIPPED.glob("*/*.toml"))
GOOD = MAPPINGS["claims"]


def export(tmp_path, text: str) -> Export:
    (tmp_path / "m.toml").write_text(text, encoding="utf-8")
    return read_export(tmp_path / "m.toml")


@pytest.mark.parametrize("path", SHIPPED_FILES, ids=lambda p: f"{p.parent.name}-{p.stem}")
def test_a_shipped_mapping_is_finished_and_says_why_the_file_is_received(path):
    found = read_export(path)
    assert found.headings and found.basis and found.title.zh != found.title.en


def test_the_register_is_taken_in_before_what_is_looked_up_in_it():
    names = [e.name for e in exports("invented_county")]
    assert names[:2] == ["areas", "register"]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('total_fen = { from = "总费用" }', "", "needs total_fen"),
        ('total_fen = { from = "总费用" }', 'total_fen = { from = "" }', "unfinished"),
        ('total_fen = { from = "总费用" }', 'total_fen = { from = "总费用", unit = "斤" }', "unit is none of"),
        ('total_fen = { from = "总费用" }', 'total_fen = { from = "总费用", read = "day" }', "read is none of"),
        ('"普通门诊" = "outpatient"', '"普通门诊" = "TODO"', "what is 普通门诊"),
        ('key = ["record"]', 'key = ["icd"]', "key must name columns"),
        ('key = ["record"]', "key = []", "key must name columns"),
        ("since = 2024-01-01", "", "since is missing"),
        ('department = "medical_insurance"', 'department = "police"', "department is none of"),
        ("[[rows]]", "[rows]", r"has no \[\[rows\]\]"),
        ("[identity]", "[identify]", "unknown identify"),
        ('record = { from = "流水号" }', 'colour = { from = "流水号" }', "no such column"),
        ('from = "流水号"', 'form = "流水号"', "unknown form"),
        ("[identity]", "[identity", "is no TOML"),
    ],
)
def test_an_unfinished_mapping_is_refused_with_file_and_place(tmp_path, old, new, said):
    assert old in GOOD
    with pytest.raises(MappingError, match=said) as error:
        export(tmp_path, GOOD.replace(old, new))
    assert str(error.value).startswith("m.toml")


def test_a_source_that_is_not_there_names_those_that_are():
    with pytest.raises(MappingError, match="invented_county, national_export"):
        exports("nowhere")


@pytest.mark.parametrize(
    ("heading", "names", "alike"),
    [("个人负担（元）", ["个人负担"], True), ("证件号码*", ["证件号码"], True), ("备注", ["个人负担"], False)],
)
def test_headings_are_compared_without_units_stars_and_blanks(heading, names, alike):
    assert (likeness(heading, names) > 0.9) is alike


def proposed(tmp_path: Path, name: str, rows: list[list]):
    (one,) = propose(workbook(tmp_path / f"{name}.xlsx", rows))
    (tmp_path / "p.toml").write_text(one.toml, encoding="utf-8")
    return one


def test_a_proposal_for_bills_is_finished_but_for_a_look(tmp_path):
    one = proposed(tmp_path, "医保2026-10", CLAIMS)
    assert (one.table, one.open) == ("medical_claims", ())
    found = read_export(tmp_path / "p.toml")
    assert found.files == ("医保*",)
    assert found.identity.person == "身份证号"
    assert found.rows[0].columns["setting"].codes == {"普通门诊": "outpatient"}


def test_a_proposal_for_a_register_fills_households_too_and_finds_headings_in_the_third_row(tmp_path):
    one = proposed(tmp_path, "登记", PEOPLE)
    assert '[[rows]]\ntable = "households"' in one.toml
    assert 'village_code = { from = ["乡镇", "行政村"] }' in one.toml
    assert any("happened_on" in point for point in one.open) or "TODO" in one.toml


def test_what_cannot_be_mapped_is_named(tmp_path):
    one = proposed(tmp_path, "区划", [[*AREAS[0], "备注"], *[[*row, "x"] for row in AREAS[1:]]])
    assert one.unmapped == ("备注",)
    assert "备注" in one.toml
