"""What each visit found and what the next one found."""

from datetime import date

import pandas as pd
import pytest

from features.ascii_table import read_ascii
from features.coverage import Covered, Seen
from features.errors import MissingStandardError
from features.records import Records, Source
from features.visits import WEIGHTS, visits_frame

HOUSEHOLDS = """
    record_id | household_id | village_code | happened_on | known_on
    H1        | H1           | 980101001001 | 2004-03-31  | 2004-03-31
    H2        | H2           | 980101001001 | 2004-03-31  | 2004-03-31
"""
MEMBERS = """
    record_id | household_id | person_id | relation | equivalent_adults | happened_on | known_on   | left_on
    P1        | H1           | P1        | head     | 1.0               | 2004-03-31  | 2004-03-31 | -
    P2        | H1           | P2        | child    | 0.5               | 2004-03-31  | 2004-03-31 | -
    P2        | H1           | P2        | child    | 0.5               | 2004-03-31  | 2004-06-30 | 2004-06-30
    P3        | H2           | P3        | head     | 1.0               | 2004-03-31  | 2004-03-31 | -
"""
VISITS = """
    record_id | household_id | happened_on | known_on   | prompted_by | result
    V1        | H1           | 2004-02-10  | 2004-02-10 | routine     | confirmed
    V2        | H1           | 2004-06-30  | 2004-06-30 | routine     | confirmed
    V3        | H1           | 2005-03-31  | 2005-03-31 | routine     | confirmed
    V4        | H2           | 2004-03-31  | 2004-03-31 | routine     | confirmed
    V5        | H2           | 2004-06-30  | 2004-06-30 | routine     | confirmed
    V6        | H2           | 2005-03-31  | 2005-03-31 | routine     | not_reached
"""
INCOMES = """
    record_id | household_id | person_id | income_kind | amount_fen | happened_on | known_on
    I1        | H1           | P1        | wage        | 9000       | 2004-02-29  | 2004-02-29
    I2        | H1           | P1        | transfer    | 3000       | 2004-02-29  | 2004-02-29
    I3        | H1           | P1        | wage        | 12000      | 2004-06-30  | 2004-06-30
    I4        | H1           | P1        | wage        | 4000       | 2005-03-31  | 2005-03-31
    I5        | H2           | P3        | wage        | 0          | 2004-03-31  | 2004-03-31
    I6        | H2           | P3        | wage        | 90000      | 2004-03-31  | 2005-01-31
"""
LINE = """
title_zh = "线"
title_en = "Line"
unit = "a person and year"
[[figure]]
area = "98"
from = 2004-01-01
to = {last}
amount = 1000.0
document = "made up for this test"
"""


def panel(root, last="2009-12-31", incomes=INCOMES):
    source = Source(name="p", title_zh="甲", title_en="P", outcome="next_visit", cohort="visited", lines="own")
    records = Records.create(root, source, [Covered(table="visits", first_on=date(2004, 1, 1), seen=Seen.SNAPSHOTS)])
    for name, text in {"households": HOUSEHOLDS, "members": MEMBERS, "visits": VISITS, "incomes": incomes}.items():
        records.append(name, pd.DataFrame(read_ascii(text)))
    (root / "standards").mkdir()
    (root / "standards" / "monitoring_line.toml").write_text(LINE.format(last=last), encoding="utf-8")
    return records


def visit(frame, household, day):
    return frame.set_index(["household_id", "as_of"]).loc[(household, pd.Timestamp(day))]


def test_welfare_is_a_years_income_per_adult_equivalent_against_the_line(tmp_path):
    frame = visits_frame(panel(tmp_path))
    assert visit(frame, "H1", "2004-03-31")["welfare"] == pytest.approx(12 * 120 / 1.5 / 1000)
    assert visit(frame, "H1", "2004-06-30")["welfare"] == pytest.approx(12 * 120 / 1.0 / 1000)


def test_a_household_is_assessed_on_the_day_that_closes_the_quarter_of_its_visit(tmp_path):
    frame = visits_frame(panel(tmp_path))
    assert list(frame.loc[frame["household_id"] == "H1", "as_of"].dt.date) == [
        date(2004, 3, 31),
        date(2004, 6, 30),
        date(2005, 3, 31),
    ]


def test_a_visit_tells_what_the_next_one_found_and_when(tmp_path):
    second = visit(visits_frame(panel(tmp_path)), "H1", "2004-06-30")
    assert not second["poor"] and second["poor_before"] and second["next_poor"]
    assert second["next_as_of"] == pd.Timestamp("2005-03-31") and second["months_to_next"] == 9
    assert second["visit"] == 2 and second["first_visit"] == pd.Timestamp("2004-03-31")


def test_the_last_visit_has_no_next_one(tmp_path):
    last = visit(visits_frame(panel(tmp_path)), "H1", "2005-03-31")
    assert pd.isna(last["next_as_of"]) and pd.isna(last["next_poor"]) and pd.isna(last["months_to_next"])


def test_income_reported_later_does_not_change_what_the_visit_found(tmp_path):
    assert visit(visits_frame(panel(tmp_path)), "H2", "2004-03-31")["welfare"] == 0


def test_a_visit_that_learnt_no_income_calls_nobody_poor_or_not(tmp_path):
    frame = visits_frame(panel(tmp_path))
    first = visit(frame, "H2", "2004-03-31")
    assert list(frame.loc[frame["household_id"] == "H2", "visit"]) == [1]
    assert first["next_as_of"] == pd.Timestamp("2004-06-30") and pd.isna(first["next_poor"])


def test_weights_of_the_source_come_along_and_are_one_where_it_has_none(tmp_path):
    records = panel(tmp_path)
    assert set(visits_frame(records)["weight"]) == {1.0}
    rows = visits_frame(records)[["household_id", "as_of"]].assign(weight=7.0)
    rows.to_parquet(tmp_path / WEIGHTS)
    assert set(visits_frame(records)["weight"]) == {7.0}


def test_a_visit_without_a_line_is_refused(tmp_path):
    with pytest.raises(MissingStandardError):
        visits_frame(panel(tmp_path, last="2004-12-31"))
