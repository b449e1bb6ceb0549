"""Who belongs to which group of the fairness audit on a day, read from records written down by hand."""

from datetime import date

import pandas as pd
import pytest

from features.scope import Scope
from tests.features.ascii_store import county
from training.fairness import GROUPS, memberships

AS_OF = date(2026, 3, 31)
AREAS = """
    record_id | area_code    | level    | area_name | minority_township | happened_on | known_on
    A1        | 990101000000 | county   | C         | -                 | 2000-01-01  | 2000-01-01
    A2        | 990101001000 | township | T         | true              | 2000-01-01  | 2000-01-01
    A3        | 990101001001 | village  | V         | -                 | 2000-01-01  | 2000-01-01
    A4        | 990101002000 | township | U         | false             | 2000-01-01  | 2000-01-01
    A5        | 990101002001 | village  | W         | -                 | 2000-01-01  | 2000-01-01
"""
HOUSEHOLDS = """
    record_id | household_id | village_code | head_female | migrant | happened_on | known_on
    H1        | H1           | 990101001001 | true        | false   | 2010-01-01  | 2010-01-01
    H2        | H2           | 990101001001 | false       | false   | 2010-01-01  | 2010-01-01
    H2b       | H2           | 990101001001 | false       | true    | 2026-01-01  | 2026-04-01
    H3        | H3           | 990101002001 | -           | true    | 2010-01-01  | 2010-01-01
"""
MEMBERS = """
record_id | household_id | person_id | relation | born_on    | left_on    | equivalent_adults | happened_on | known_on
M1        | H1           | P1        | head     | 1960-01-01 | -          | 1                 | 2010-01-01  | 2010-01-01
M2        | H1           | P2        | child    | 1990-01-01 | 2026-02-01 | 1                 | 2010-01-01  | 2026-02-02
M3        | H2           | P3        | head     | 1966-03-31 | -          | 1                 | 2010-01-01  | 2010-01-01
M4        | H3           | P4        | head     | 1966-04-01 | -          | 1                 | 2010-01-01  | 2010-01-01
"""
CERTIFICATES = """
    record_id | household_id | person_id | disability | grade | valid_until_on | happened_on | known_on
    {0}
"""
WRITTEN = {"areas": AREAS, "households": HOUSEHOLDS, "members": MEMBERS}


def groups(root, **written):
    """Who is in which group on the day: households by group."""
    records = county(root, **(WRITTEN | written))
    villages = ["990101001001", "990101001001", "990101002001"]
    rows = pd.DataFrame({"household_id": ["H1", "H2", "H3"], "village_code": villages, "as_of": pd.Timestamp(AS_OF)})
    rows["group"] = ["return", "entry", "entry"]
    found = memberships(records, rows, Scope.everything())
    return {name: set(rows.loc[found[name], "household_id"]) for name in GROUPS}


def test_groups_are_those_known_on_the_day(tmp_path):
    assert groups(tmp_path) == {
        "formerly_poor": {"H1"},
        "minority_township": {"H1", "H2"},
        "head_female": {"H1"},
        "migrant": {"H3"},
        "elderly_only": {"H1", "H2"},
        "disabled": set(),
    }


@pytest.mark.parametrize(
    "certificate, held",
    [
        ("D1 | H1 | P1 | 4 | 2 | - | 2020-01-01 | 2020-01-05", True),
        ("D1 | H1 | P1 | 4 | 2 | 2026-03-31 | 2020-01-01 | 2020-01-05", True),
        ("D1 | H1 | P1 | 4 | 2 | 2026-03-30 | 2020-01-01 | 2020-01-05", False),
        ("D1 | H1 | P1 | 4 | 2 | - | 2026-03-01 | 2026-04-05", False),
        ("D1 | H1 | P2 | 4 | 2 | - | 2020-01-01 | 2020-01-05", False),
    ],
    ids=["without an end", "on its last day", "run out", "known later", "of somebody who left"],
)
def test_a_household_with_a_disabled_member_has_one_who_lives_there_with_a_certificate_in_force(
    tmp_path, certificate, held
):
    found = groups(tmp_path, disability_certificates=CERTIFICATES.format(certificate))
    assert found["disabled"] == ({"H1"} if held else set())


def test_a_certificate_goes_with_a_person_who_moved_to_another_household(tmp_path):
    moved = MEMBERS + "M5 | H3 | P2 | child | 1990-01-01 | - | 1 | 2026-02-01 | 2026-02-02\n"
    certificate = "D1 | H1 | P2 | 4 | 2 | - | 2020-01-01 | 2020-01-05"
    found = groups(tmp_path, members=moved, disability_certificates=CERTIFICATES.format(certificate))
    assert found["disabled"] == {"H3"}
