"""Official figures: dated, with their document, and refused where there is none."""

from collections import Counter
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from features.errors import MissingStandardError, StandardFileError
from features.example import run_example
from features.feature import Example, features
from features.standard import BUILT_IN, Standard, Standards
from tests.features.ascii_store import LINE

GUIZHOU = "522426001001"
ELSEWHERE = "110101001001"
every_standard = pytest.mark.parametrize("standard", list(Standards.load()), ids=lambda s: s.name)


@every_standard
def test_every_figure_names_its_document_and_amount(standard):
    assert standard.figures and standard.title_zh and standard.title_en and standard.unit
    assert all(f.document.strip() and f.amount >= 0 for f in standard.figures)


@every_standard
def test_a_document_is_no_address_of_a_mirror(standard):
    assert not [f for f in standard.figures if "http" in f.document or ".com" in f.document]


@every_standard
def test_no_two_figures_are_in_force_at_once(standard):
    for area, key in Counter((f.area, f.key) for f in standard.figures):
        dated = sorted(
            ((f.first_on, f.last_on or date.max) for f in standard.figures if (f.area, f.key) == (area, key)),
            key=lambda days: (days[0], days[1]),
        )
        for (began, ended), (next_began, next_ended) in pairwise(dated):
            # The later one may also be an exception, like a holiday, wholly inside the earlier: it counts then.
            inside = began < next_began and next_ended < ended
            assert ended < next_began or inside


@every_standard
def test_an_end_does_not_lie_before_its_beginning(standard):
    assert all(f.last_on is None or f.first_on <= f.last_on for f in standard.figures)


def test_a_figure_of_a_threshold_without_a_rule_is_marked_unofficial():
    found = {s.name: s for s in Standards.load()}
    for name in ("self_paid_threshold", "school_fees_threshold", "assessment_weights", "subsistence_allowance"):
        assert all(f.unofficial for f in found[name].figures), name


def test_the_line_of_the_place_counts_from_its_first_to_its_last_day():
    standards = Standards.load()
    assert standards.amount("monitoring_line", GUIZHOU, date(2023, 1, 1)) == 7300
    assert standards.amount("monitoring_line", GUIZHOU, date(2023, 12, 31)) == 7300
    assert standards.amount("monitoring_line", GUIZHOU, date(2026, 11, 22)) == 8500


@pytest.mark.parametrize("on", [date(2020, 12, 31), date(2022, 1, 1), date(2024, 6, 30)])
def test_a_missing_line_refuses_and_says_what_to_add(on):
    with pytest.raises(
        MissingStandardError, match=f"no monitoring_line for area {GUIZHOU} on {on}: add a dated figure"
    ):
        Standards.load().amount("monitoring_line", GUIZHOU, on)


def test_the_floor_of_the_country_does_not_outlive_its_year():
    standards = Standards.load()
    assert standards.amount("monitoring_line", ELSEWHERE, date(2021, 12, 31)) == 6000
    with pytest.raises(MissingStandardError):
        standards.amount("monitoring_line", ELSEWHERE, date(2022, 1, 1))


def test_a_standard_nobody_declared_refuses():
    with pytest.raises(MissingStandardError, match=r"no old_age_line for area .* add .* to old_age_line.toml"):
        Standards.load().amount("old_age_line", GUIZHOU, date(2025, 1, 1))


def test_the_threshold_of_a_formerly_poor_household_is_lower():
    standards = Standards.load()
    poor, other = (
        standards.amount("self_paid_threshold", ELSEWHERE, date(2025, 1, 1), k) for k in ("formerly_poor", "other")
    )
    assert poor < other
    with pytest.raises(MissingStandardError, match=r"self_paid_threshold \(rich\)"):
        standards.amount("self_paid_threshold", ELSEWHERE, date(2025, 1, 1), "rich")


def test_the_longest_area_wins(tmp_path):
    standards = written(tmp_path, LINE + figure("9901", 9000) + figure("990102", 9500))
    assert standards.amount("monitoring_line", "990103001001", date(2025, 1, 1)) == 9000
    assert standards.amount("monitoring_line", "990102001001", date(2025, 1, 1)) == 9500


def test_a_file_of_the_source_replaces_ours_of_the_same_name_only(tmp_path):
    standards = written(tmp_path, LINE)
    assert standards.amount("monitoring_line", "990101001001", date(2025, 1, 1)) == 8000
    assert standards.amount("school_fees_threshold", "990101001001", date(2025, 1, 1)) == 10000
    with pytest.raises(MissingStandardError):
        standards.amount("monitoring_line", GUIZHOU, date(2023, 6, 30))


def test_lines_of_many_villages_refuse_at_the_first_gap(tmp_path):
    standards = written(tmp_path, LINE)
    frame = standards.lines(["990101001001", "990101001002"], [date(2025, 1, 31), date(2025, 2, 28)])
    assert len(frame) == 4 and set(frame["monitoring_line"]) == {8000.0}
    with pytest.raises(MissingStandardError, match="for area 110101001001"):
        standards.lines(["990101001001", ELSEWHERE], [date(2025, 1, 31)])


def test_another_line_changes_the_policy_version(tmp_path):
    assert written(tmp_path / "a", LINE).version == written(tmp_path / "b", LINE).version
    assert written(tmp_path / "c", LINE.replace("8000.0", "9000.0")).version != written(tmp_path / "a", LINE).version


@pytest.mark.parametrize(
    ("was", "becomes", "sentence"),
    [
        ('title_en = "Line"\n', "", r"monitoring_line.toml: title_en is missing"),
        ("amount = 8000.0", "amount = six thousand", r"monitoring_line.toml: is no readable TOML .*line \d+"),
        ("amount = 8000.0", 'amount = "6000"', r"monitoring_line.toml, figure 1: amount must be a number"),
        ("amount = 8000.0", "amount = nan", r"monitoring_line.toml, figure 1: amount must be a number of zero or more"),
        ("from = 2020-01-01", 'from = "2020-01-01"', r"monitoring_line.toml, figure 1: from must be a date"),
        ("from = 2020-01-01", "from = 2020-01-01T00:00:00", r"figure 1: from must be a date"),
        ("from = 2020-01-01", "from = 2020-01-01\nto = 2019-12-31", r"figure 1: to lies before from"),
        ("[[figure]]", "[figure]", r"monitoring_line.toml: figure must be a list"),
    ],
)
def test_a_file_that_a_county_broke_is_refused_naming_the_place(was, becomes, sentence, tmp_path):
    assert was in LINE
    with pytest.raises(StandardFileError, match=sentence):
        written(tmp_path, LINE.replace(was, becomes))


def test_the_weights_add_up_and_are_those_of_the_feature():
    weights = {part: weight(part) for part in ("house", "grain", "labour", "student")}
    assert sum(weights.values()) == 100
    for name in ("assessment_points", "assessment_points_previous"):
        assert weights == pytest.approx({part: points_of(name, part) for part in weights})


def test_every_file_of_the_folder_is_a_standard():
    assert {s.name for s in Standards.load()} == {p.stem for p in BUILT_IN.glob("*.toml")}
    assert all(isinstance(s, Standard) for s in Standards.load())


def weight(part: str) -> float:
    return Standards.load().amount("assessment_weights", ELSEWHERE, date(2025, 1, 1), part)


def points_of(name: str, part: str) -> float | None:
    """What a feature makes of an assessment with all its points in one part."""
    feature = features()[name]
    row = dict.fromkeys(("house", "grain", "labour", "student"), "0") | {part: "100"}
    header = "household_id | happened_on | verified | " + " | ".join(f"{p}_points" for p in row)
    lines = [f"H1 | {day} | true | " + " | ".join(row.values()) for day in ("2024-01-01", "2024-06-01")]
    records = "\n".join([header, *lines])
    example = Example(as_of=date(2025, 6, 30), records=records, expect={"H1": None})
    return run_example(replace(feature, example=example))["H1"]


def written(folder: Path, text: str) -> Standards:
    folder.mkdir(exist_ok=True)
    (folder / "monitoring_line.toml").write_text(text, encoding="utf-8")
    return Standards.load(folder)


def figure(area: str, amount: float) -> str:
    return f'[[figure]]\narea = "{area}"\nfrom = 2020-01-01\namount = {amount}\ndocument = "made up for a test"\n'
