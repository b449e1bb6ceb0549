"""The as-of rule, on histories that hypothesis makes up: late rows, corrections, withdrawals, in any order.

What a date shows must not depend on anything that was known later.
"""

import tempfile
from datetime import date, timedelta
from itertools import count
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from features.assembly import Assembly
from features.engine import connect
from features.feature import features
from features.records import Records
from features.scope import Scope
from features.standard import Standards
from tests.features.ascii_store import county

AS_OF = date(2025, 6, 30)
NEXT = date(2025, 7, 31)
FIRST = date(2024, 1, 1)
# Every example builds a county twice: a few long histories find more than many short ones for their time.
relaxed = settings(deadline=None, suppress_health_check=list(HealthCheck))
few = settings(relaxed, max_examples=4, phases=[Phase.generate])
many = settings(relaxed, max_examples=40)  # and what fails is made as small as it can be

days = st.integers(0, 640).map(lambda n: FIRST + timedelta(days=n))
delays = st.sampled_from([0, 0, 5, 30, 120, 400])
households = st.sampled_from(["H1", "H2", "H3"])
persons = {"H1": "P1", "H2": "P3", "H3": "P4"}
amounts = st.integers(0, 5_000_000)
versions = st.integers(1, 3)  # of one record: what came first, and its corrections


@st.composite
def histories(draw, row, least=8):
    """Versions of some records of one table, as frames sent one after the other: record_id, days, withdrawn."""
    sent = []
    for number in range(draw(st.integers(least, 20))):
        happened = draw(days)
        known = happened + timedelta(days=draw(delays))
        household = draw(households)
        for version in range(draw(versions)):
            known += timedelta(days=version * draw(st.sampled_from([1, 20, 200])))
            keys = {"record_id": f"R{number}", "household_id": household, "happened_on": happened, "known_on": known}
            last = version > 0 and draw(st.booleans())
            sent.append(keys | row(draw, household) | {"withdrawn": last and draw(st.booleans())})
    return pd.DataFrame(sent)


def claim(draw, household):
    paid = draw(amounts)
    inside = {
        "self_paid_fen": paid,
        "self_paid_in_catalogue_fen": paid // 2,
        "total_fen": 2 * paid,
        "fund_paid_fen": paid,
    }
    return inside | {"person_id": persons[household], "setting": draw(st.sampled_from(["inpatient", "outpatient"]))}


def income(draw, household):
    kind = draw(st.sampled_from(["wage", "business", "transfer"]))
    return {"person_id": persons[household], "income_kind": kind, "amount_fen": draw(amounts)}


def spell(draw, household):
    state = draw(st.sampled_from(["employed", "unemployed", "self_employed"]))
    ended = draw(st.none() | days)
    return {"person_id": persons[household], "work_state": state, "ended_on": ended, "lost_job": draw(st.booleans())}


def benefit(draw, household):
    kind = draw(st.sampled_from(["subsistence_allowance", "old_age_pension"]))
    return {
        "benefit": kind,
        "monthly_fen": draw(amounts),
        "after_clue": draw(st.booleans()),
        "ended_on": draw(st.none()),
    }


ROWS = {"medical_claims": claim, "incomes": income, "employment_spells": spell, "benefits": benefit}
counties = st.fixed_dictionaries({name: histories(row) for name, row in ROWS.items()})


def store(root: Path, sent: dict[str, pd.DataFrame], until: date | None = None) -> Records:
    """A county with these rows, each year's arrivals a batch; with `until`, only what was known by then."""
    records = county(root)
    for name, frame in sent.items():
        known = frame if until is None else frame[frame["known_on"] <= until]
        for _, batch in known.groupby([day.year for day in known["known_on"]]):
            records.append(name, batch)
    return records


def vectors(records: Records, dates: list[date]) -> pd.DataFrame:
    """The vectors of AS_OF, made together with those of the other `dates`, of every feature of these tables."""
    declared = {n: f for n, f in features().items() if f.table in ROWS}
    standards = Standards.load(records.root / "standards")
    with connect() as connection:
        records.register(connection, Scope.everything(), known_until=max(dates))
        assembly = Assembly(connection, dates, declared=declared)
        assembly.prepare()
        assembly.compute(records.coverage, standards)
        return connection.execute(assembly.select(AS_OF)).df()


@pytest.fixture
def folders():
    with tempfile.TemporaryDirectory() as folder:
        yield (Path(folder) / str(number) for number in count())


def a_vector_is_the_same_whether_or_not_the_future_is_in_the_store(folders, sent):
    whole = vectors(store(next(folders), sent), [AS_OF])
    truncated = vectors(store(next(folders), sent, until=AS_OF), [AS_OF])
    pd.testing.assert_frame_equal(whole, truncated)


def a_vector_is_the_same_whether_or_not_a_later_date_is_built_with_it(folders, sent):
    records = store(next(folders), sent)
    alone = vectors(records, [AS_OF])
    pd.testing.assert_frame_equal(alone, vectors(store(next(folders), sent), [AS_OF, NEXT]))


def only_the_version_known_last_counts(folders, sent):
    """As if each record had been sent once, as last known; a record withdrawn then is sent as withdrawn only."""
    once = {
        name: frame[frame["known_on"] <= AS_OF].drop_duplicates("record_id", keep="last")
        for name, frame in sent.items()
    }
    pd.testing.assert_frame_equal(
        vectors(store(next(folders), sent), [AS_OF]), vectors(store(next(folders), once), [AS_OF])
    )


def a_record_that_was_withdrawn_leaves_no_trace_in_any_value(folders, sent):
    """A withdrawn row counts as much as a row of a stranger: only that the department has sent something."""
    withdrawn = {name: frame.assign(withdrawn=True) for name, frame in sent.items()}
    strangers = {name: of_a_stranger(frame) for name, frame in sent.items()}
    names = [n for n, f in features().items() if f.table in ROWS]
    found, without = (vectors(store(next(folders), some), [AS_OF]) for some in (withdrawn, strangers))
    pd.testing.assert_frame_equal(found[names], without[names])


def of_a_stranger(frame: pd.DataFrame) -> pd.DataFrame:
    persons = {"person_id": "P99"} if "person_id" in frame else {}
    return frame.assign(household_id="H99", **persons)


def the_order_in_which_batches_came_does_not_matter(folders, frame, order):
    first, second = county(next(folders)), county(next(folders))
    batches = [batch for _, batch in frame.groupby([day.year for day in frame["known_on"]])]
    for records, some in ((first, batches), (second, order.sample(batches, len(batches)))):
        for batch in some:
            records.append("medical_claims", batch)
    pd.testing.assert_frame_equal(vectors(first, [AS_OF]), vectors(second, [AS_OF]))


batches_in_any_order = {"frame": histories(claim), "order": st.randoms(use_true_random=False)}
RULES = {
    a_vector_is_the_same_whether_or_not_the_future_is_in_the_store: {"sent": counties},
    a_vector_is_the_same_whether_or_not_a_later_date_is_built_with_it: {"sent": counties},
    only_the_version_known_last_counts: {"sent": counties},
    a_record_that_was_withdrawn_leaves_no_trace_in_any_value: {"sent": counties},
    the_order_in_which_batches_came_does_not_matter: batches_in_any_order,
}
each = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)


@each
def test_on_a_few_histories(rule, folders):
    few(given(**RULES[rule])(rule))(folders=folders)


@pytest.mark.slow
@each
def test_on_many_histories(rule, folders):
    many(given(**RULES[rule])(rule))(folders=folders)
