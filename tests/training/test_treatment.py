"""Who was helped teaches nothing; who was not stands for them; audits tell what nobody looked for."""

from datetime import date

import numpy as np
import pytest

from features.population import population
from features.scope import Scope
from training.outcomes import HORIZON_MONTHS, outcomes
from training.treatment import CONFIRMED, MOST, NOBODY, OTHER, Seen, corrected
from training.treatment import seen as seen_of


def seen(fell, **given):
    n = len(fell)
    usual = {"helped": [0] * n, "helped_since": given.get("helped", [0] * n), "watched": [0] * n}
    masks = {name: np.array(mask, dtype=bool) for name, mask in (usual | given).items() if name in usual}
    return Seen(
        fell=np.array(fell, dtype=bool),
        finding=np.array(given.get("finding", [NOBODY] * n), dtype=object),
        audit_probability=np.array(given.get("audited", [np.nan] * n)),
        **masks,
    )


def test_without_help_and_audits_every_row_counts_exactly_one():
    assert (
        seen([1, 0, 0, 1], watched=[1, 1, 0, 0], finding=[CONFIRMED, OTHER, NOBODY, NOBODY]).weights().tolist()
        == [1.0] * 4
    )


def test_whoever_was_found_alike_stands_for_the_helped_fallen_or_not():
    alike = [CONFIRMED, CONFIRMED, CONFIRMED, CONFIRMED, OTHER]
    weight = seen([0, 1, 1, 0, 0], helped=[1, 1, 0, 0, 0], finding=alike, watched=[1] * 5).weights()
    assert weight.tolist() == [0.0, 0.0, 2.0, 2.0, 1.0]


def test_nobody_stands_for_a_household_that_was_helped_from_the_start():
    assert seen([0, 0], helped=[1, 0], helped_since=[0, 0]).weights().tolist() == [0.0, 1.0]


def test_no_household_speaks_for_a_village():
    helped = [1] * 50 + [0]
    assert seen([0] * 50 + [1], helped=helped, watched=[1] * 51).weights()[-1] == MOST


def audited(found_by_audits: int) -> Seen:
    """2,000 households, a tenth of them audited; of the others one in twenty is found to have fallen."""
    fell = [1] * found_by_audits + [0] * (200 - found_by_audits) + [1] * 90 + [0] * 1710
    draws = [0.1] * 200 + [np.nan] * 1800
    return seen(fell, watched=[1] * 200 + [0] * 1800, audited=draws)


def test_audits_that_find_twice_as_many_falls_double_those_found_elsewhere():
    one = audited(20)
    assert one.found_share == pytest.approx(0.5)
    assert one.weights()[[0, 199, 200, -1]] == pytest.approx([1, 1, 2, 1])


def test_what_may_be_chance_corrects_nothing():
    assert audited(13).found_share == 1.0 and (audited(13).weights() == 1).all()


AS_OF = date(2025, 6, 30)
HOUSEHOLDS = "household_id | happened_on | village_code | formerly_poor\n" + "\n".join(
    f"{name} | 2020-01-01 | 990101001001 | true"
    for name in ("still", "fell", "after_help", "helped", "spared", "before")
)
VISITS = """
    household_id | happened_on | prompted_by | result    | selection_probability
    fell         | 2025-07-10  | list        | confirmed | 1
    helped       | 2025-07-10  | list        | confirmed | 1
    after_help   | 2025-07-10  | list        | confirmed | 1
    spared       | 2025-07-10  | list        | confirmed | 1
    still        | 2025-07-10  | audit       | changed   | 0.01
"""
LATER_LISTED = VISITS + "    still        | 2025-09-10  | list        | changed   | 1\n"
HELP = """
    household_id | happened_on | measure    | ended_on
    helped       | 2025-07-20  | employment | -
    after_help   | 2025-07-20  | employment | -
    before       | 2025-06-01  | employment | -
    fell         | 2025-08-10  | employment | -
"""
DECISIONS = """
    household_id | happened_on | decision
    fell         | 2025-08-01  | identified
    after_help   | 2025-08-01  | identified
"""


@pytest.mark.parametrize(("visits", "drawn"), [(VISITS, 0.01), (LATER_LISTED, np.nan)])
def test_whom_a_list_chose_later_is_compared_on_neither_side(store, visits, drawn):
    records = store(households=HOUSEHOLDS, visits=visits, help_given=HELP, status_decisions=DECISIONS)
    found = outcomes(records, population(records, [AS_OF]), known_until=date(2026, 3, 31))
    one = seen_of(records, found, date(2026, 3, 31), HORIZON_MONTHS, Scope.everything())
    at = found["household_id"].tolist().index("still")
    assert one.audit_probability[at] == pytest.approx(drawn, nan_ok=True) and one.watched[at]


def test_from_the_records_of_visits_help_and_decisions(store):
    records = store(households=HOUSEHOLDS, visits=VISITS, help_given=HELP, status_decisions=DECISIONS)
    rows = corrected(records, population(records, [AS_OF]), known_until=date(2026, 3, 31)).set_index("household_id")
    assert rows["weight"].to_dict() == {"still": 1.0, "fell": 2.0, "spared": 2.0}
    assert rows["outcome"].to_dict() == {"still": 0.0, "fell": 1.0, "spared": 0.0}
