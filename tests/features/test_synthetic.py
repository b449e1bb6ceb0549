"""The invented county: its truth is exact, its records are its late and faulty shadow, and the two lie apart."""

import json
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

from features.calendar import month_ends
from features.errors import PovertyRiskError, RecordStoreError
from features.records import Records
from features.scope import Scope
from features.standard import Standards
from features.synthetic.__main__ import app
from features.synthetic.chances import expected_pushes, real_pushes
from features.synthetic.clock import Clock
from features.synthetic.constants import CENSUS, CONSTANTS
from features.synthetic.county import County, invent
from features.synthetic.describe import ages, base_rates, defects, oracle, read_truth
from features.synthetic.hazard import at, hazards
from features.synthetic.paths import chances, step
from features.synthetic.places import Events, make_events, make_places
from features.synthetic.truth import falls_ahead, true_risk
from features.synthetic.world import World, make_world
from features.table import table, tables

LAST = date(2026, 11, 22)
ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="module")
def county(tmp_path_factory) -> County:
    folder = tmp_path_factory.mktemp("invented")
    return invent(folder / "county", households=600, seed=5, months=24, last=LAST)


@pytest.fixture(scope="module")
def world() -> World:
    clock = Clock.of(36, LAST)
    places = make_places(5000, 3)
    return make_world(5000, 0, places, make_events(places, clock, 3), clock, 3)


@pytest.fixture(scope="module")
def risk(world) -> np.ndarray:
    return true_risk(world.who, world.places, world.paths, world.clock)


def versions(county: County, name: str) -> pd.DataFrame:
    """Every version of every record of a table."""
    return pd.concat([pq.read_table(b).to_pandas() for b in county.records.batches(name)], ignore_index=True)


def batches(root: Path) -> dict[str, bytes]:
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in sorted(root.rglob("*")) if p.is_file()}


# --- the same seed ---


def test_the_same_seed_gives_the_same_bytes_and_another_seed_others(tmp_path):
    for name, seed in (("one", 1), ("again", 1), ("other", 2)):
        invent(tmp_path / name / "county", households=60, seed=seed, months=13)
    one, again, other = (batches(tmp_path / name) for name in ("one", "again", "other"))
    assert one == again
    assert other.keys() != one.keys()  # batches are named by their content


def test_more_months_ahead_change_nothing_in_what_was(world):
    quiet = Events(*(np.where(np.arange(world.clock.count) > 30, 0, e) for e in vars(world.events).values()))
    other = make_world(5000, 0, world.places, quiet, world.clock, 3)
    assert (other.paths.work[:, :31] == world.paths.work[:, :31]).all()
    assert (other.paths.work != world.paths.work).any() or (other.paths.production != world.paths.production).any()


# --- the truth ---


def test_the_risk_on_a_day_does_not_know_the_events_after_it(world, risk):
    quiet = Events(*(np.where(np.arange(world.clock.count) > 30, 0, e) for e in vars(world.events).values()))
    other = make_world(5000, 0, world.places, quiet, world.clock, 3)
    foreseen = true_risk(other.who, other.places, other.paths, other.clock)
    np.testing.assert_allclose(foreseen[:, 30], risk[:, 30], atol=1e-12)


def test_the_true_risk_is_the_share_of_repeated_lives_that_fall(world, risk):
    """From one day's states the next half year is lived 60 times, each time with area events of its own."""
    start, horizon = 30, CONSTANTS.clock.horizon_months
    clock, who, places = world.clock, world.who, world.places
    by_month = {m: hazards(who, places, clock, m) for m in range(start + 1, start + 1 + horizon)}
    rng = np.random.default_rng(8)
    fell = []
    for life in range(60):
        events = make_events(places, clock, 1000 + life)
        state = (world.paths.work[:, start], world.paths.health[:, start], world.paths.production[:, start])
        stays = np.ones(len(who))
        for month, hazard in by_month.items():
            state = step(chances(who, clock, month, real_pushes(who, places, events, month)), *state, rng)
            stays *= 1 - at(hazard, *state)
        fell.append(1 - stays)
    tenths = np.array_split(np.argsort(risk[:, start]), 10)
    for tenth in tenths:
        apart = np.array([life[tenth].mean() for life in fell]) - risk[tenth, start].mean()
        assert abs(apart.mean()) < 4 * apart.std(ddof=1) / np.sqrt(len(apart))


def test_the_true_risk_is_calibrated_in_every_tenth(world, risk):
    """Half-years that do not overlap; falls of a village share its area events, so villages are the clusters."""
    clock = world.clock
    falls = falls_ahead(world.u < world.paths.hazard, clock) >= 0
    months = clock.as_of[::6]
    open_cases = world.exists[:, months] & ~world.course.fallen[:, months]
    row, column = np.nonzero(open_cases)
    said, came = risk[:, months][row, column], falls[:, months][row, column]
    tenth = np.minimum((pd.Series(said).rank(pct=True) * 10).astype(int), 9)
    for number in range(10):
        some = (tenth == number).to_numpy()
        apart = pd.Series(came[some] - said[some]).groupby(world.who.village[row[some]]).sum()
        assert abs(apart.sum()) < 4 * np.sqrt((apart**2).sum()), f"tenth {number}"


def test_expected_pushes_are_the_mean_of_real_ones(world):
    clock, who, places = world.clock, world.who, world.places
    month = 20
    drawn = [real_pushes(who, places, make_events(places, clock, seed), month) for seed in range(400)]
    expected = expected_pushes(who, places, clock, month)
    assert np.mean([p.production.mean() for p in drawn]) == pytest.approx(expected.production.mean(), rel=0.25)
    assert np.mean([p.work.mean() for p in drawn]) == pytest.approx(expected.work.mean(), rel=0.6)


def test_help_only_ever_prevents_falls(world):
    falls = world.u < world.paths.hazard
    assert not (world.course.falls & ~falls).any()
    helped = world.course.helped[:, :-1] & ~world.course.fallen[:, :-1] & world.exists[:, 1:]
    without, with_help = falls[:, 1:][helped].mean(), world.course.falls[:, 1:][helped].mean()
    assert with_help < 0.7 * without


def test_shocks_hurt_most_where_they_meet_little_to_hold_on_to(world):
    by_state = hazards(world.who, world.places, world.clock, 20)
    times = by_state[2, 0, 0] / by_state[0, 0, 0]  # what losing the work multiplies the hazard by
    one, some = world.who.earners == 1, world.who.earners >= 2
    assert np.median(times[one & (world.who.cushion < 0.3)]) > 3 * np.median(times[some & (world.who.cushion > 0.5)])
    assert (times[world.who.earners == 0] == 1).all()
    level = one & (by_state[2, 2, 0] < CONSTANTS.hazard.highest / 5)  # where the hazard does not level off yet
    ill, both = by_state[0, 2, 0] / by_state[0, 0, 0], by_state[2, 2, 0] / by_state[0, 0, 0]
    assert level.any() and (both[level] > 2 * times[level] * ill[level]).all()


def test_base_rates_and_the_oracle_are_those_of_the_design(world, risk):
    clock, course = world.clock, world.course
    truth = pd.concat(
        pd.DataFrame(
            {
                "as_of": m,
                "group": np.where(world.who.formerly_poor, "return", "entry"),
                "true_risk": risk[:, m],
                "would_fall": falls_ahead(world.u < world.paths.hazard, clock)[:, m] >= 0,
                "fell": falls_ahead(course.falls, clock)[:, m] >= 0,
                "fallen": course.fallen[:, m],
                "monitored": course.monitored[:, m],
            }
        )[world.exists[:, m]]
        for m in clock.as_of[::6]
    )
    rates = base_rates(truth).groupby("group")[["would_fall", "households"]].mean()
    overall = (rates["would_fall"] * rates["households"]).sum() / rates["households"].sum()
    assert 0.015 < overall < 0.035
    assert 2 < rates["would_fall"]["return"] / rates["would_fall"]["entry"] < 4
    assert 0.2 < oracle(truth)["open"].mean() < 0.5


def test_truth_is_written_for_every_month_end_and_household(county):
    truth = read_truth(county.truth)
    assert sorted(truth["as_of"].unique()) == month_ends(date(2024, 11, 1), date(2026, 10, 31))
    assert not truth.duplicated(["household_id", "as_of"]).any()
    assert truth["true_risk"].between(0, 1).all() and truth["true_index"].between(0, 100).all()
    fallen = truth["fallen"]
    assert (truth.loc[fallen, "true_risk"] == 1).all() and truth.loc[fallen, "true_index"].max() < 60
    dated = truth[~fallen & truth["would_fall"]]
    ahead = (pd.to_datetime(dated["fell_on"]) - pd.to_datetime(dated["as_of"])).dt.days
    assert ahead.between(1, 184).all()
    assert truth.loc[~truth["would_fall"] | fallen, "fell_on"].isna().all()


def test_truth_lies_outside_the_store_and_nothing_but_the_evaluation_reads_it(county, tmp_path):
    assert not county.truth.is_relative_to(county.records.root)
    words = b"true_risk", b"would_fall", b"true_index"
    assert not [n for n, content in batches(county.records.root).items() if any(w in content for w in words)]
    with pytest.raises(RecordStoreError, match="must not lie in the record store"):
        invent(tmp_path / "county", households=60, seed=1, months=13, truth=tmp_path / "county" / "truth")
    readers = {
        p.relative_to(ROOT).as_posix()
        for package in ("features", "models", "training", "serving")
        for p in (ROOT / package).rglob("*.py")
        if "true_risk" in p.read_text(encoding="utf-8")
    }
    readers = {p for p in readers if not p.startswith("features/synthetic/")}
    assert readers <= {"training/planted.py", "training/evaluation.py", "training/report.py", "training/plots.py"}, (
        readers
    )


# --- the records ---

# Tables that intake checks and no model reads: nobody sends them in the invented county.
CHECKED_ONLY = {"identities", "consents", "asset_registrations", "grant_payments", "grant_receipts"}


def test_every_table_is_filled(county):
    assert {name for name in tables() if not county.records.batches(name)} == CHECKED_ONLY


def test_nothing_is_known_before_it_happens_or_after_the_last_day(county):
    for name in set(tables()) - CHECKED_ONLY:
        rows = versions(county, name)
        assert (rows["known_on"] >= rows["happened_on"]).all(), name
        assert rows["known_on"].max() <= LAST, name


def test_records_come_late_wrong_and_twice(county):
    found = defects(county.records)
    assert found.loc["incomes", "days_until_known"] >= 10
    assert found.loc["medical_claims", "days_95"] >= 45
    for name in ("incomes", "medical_claims", "harvests"):
        assert 0.005 < found.loc[name, "versions"] < 0.05, name
        assert 0.001 < found.loc[name, "withdrawn"] < 0.01, name
    claims = versions(county, "medical_claims")
    days = (pd.to_datetime(claims["known_on"]) - pd.to_datetime(claims["happened_on"])).dt.days
    assert days[claims["other_province"]].median() > 90 > days[~claims["other_province"]].median()


def test_a_correction_changes_the_amount_and_comes_later(county):
    rows = versions(county, "incomes")
    rows = rows[~rows["withdrawn"]].sort_values(["record_id", "known_on"])
    twice = rows[rows.duplicated("record_id", keep=False)].groupby("record_id")
    assert (twice["known_on"].nunique() == 2).all()
    assert (twice["amount_fen"].nunique()[twice["amount_fen"].max() > 0] == 2).mean() > 0.9


def known(rows: pd.DataFrame, as_of: date) -> pd.DataFrame:
    """The latest version of each record known on the day."""
    until = rows[rows["known_on"] <= as_of].sort_values(["record_id", "known_on"], kind="stable")
    return until.drop_duplicates("record_id", keep="last")


def test_every_household_has_a_member_on_every_month_end(county):
    households, members = versions(county, "households"), versions(county, "members")
    for as_of in [*month_ends(date(2024, 11, 1), date(2026, 10, 31)), LAST]:
        living = known(households, as_of)
        living = living[living["ended_on"].isna() | (living["ended_on"] > as_of)]
        there = known(members, as_of).sort_values(["person_id", "happened_on", "known_on"])
        there = there.drop_duplicates("person_id", keep="last")
        there = there[there["left_on"].isna() | (there["left_on"] > as_of)]
        assert len(living) > 500
        assert set(living["household_id"]) <= set(there["household_id"]), as_of


def test_households_split_and_merge_and_people_are_born_marry_and_die(tmp_path):
    county = invent(tmp_path / "county", households=2000, seed=4, months=24, last=LAST)
    members, households = versions(county, "members"), versions(county, "households")
    assert {"death", "marriage", "split", "move"} <= set(members["left_by"].dropna())
    assert {"birth", "split", "move", "registered"} <= set(members["joined_by"])
    assert households["came_from_household_id"].notna().any() and households["ended_on"].notna().any()
    assert (~members["identity_valid"].astype(bool)).any()


def test_the_household_is_of_the_census_size_and_age(world):
    people, day = world.people, world.clock.first_day
    here = people.present(day)
    age = people.age(day)[here]
    assert here.sum() / world.exists[:, 12].sum() == pytest.approx(CENSUS.households.mean_size, rel=0.12)
    assert (age < 15).mean() == pytest.approx(CENSUS.ages.from_0_to_14, abs=0.03)
    assert (age >= 65).mean() == pytest.approx(CENSUS.ages.from_65, abs=0.03)


def test_ages_of_the_store_are_those_of_its_members(county):
    shares = ages(county.records, table("members"), pd.Timestamp("2025-06-30"))
    assert sum(shares.values()) == pytest.approx(1, abs=0.01) and shares["15-64"] > 0.5


def test_a_feed_stops_and_then_brings_all_at_once(county):
    about = json.loads((county.truth / "_about.json").read_text())
    stops, resumes = (date.fromisoformat(d) for d in about["medical_feed_stops"])
    days = pd.Series(versions(county, "medical_claims")["known_on"])
    assert not ((days >= stops) & (days < resumes)).any()
    week = timedelta(days=7)
    after = ((days >= resumes) & (days < resumes + week)).sum()
    before = ((days < stops) & (days >= stops - week)).sum()
    assert after > 2 * before


def test_the_insurers_new_rule_raises_what_people_pay_for_outpatients(county):
    change = date.fromisoformat(json.loads((county.truth / "_about.json").read_text())["rule_change_on"])
    claims = county.records.rows("medical_claims", LAST, Scope.everything())
    claims["share"] = claims["self_paid_fen"] / claims["total_fen"]
    claims["new"] = claims["happened_on"] >= pd.Timestamp(change)
    paid = claims.groupby(["setting", "new"])["share"].median().unstack()
    assert paid.loc["outpatient", True] > 1.3 * paid.loc["outpatient", False]
    assert paid.loc["inpatient", True] == pytest.approx(paid.loc["inpatient", False], rel=0.15)
    events = county.records.rows("area_events", LAST, Scope.everything())
    assert pd.Timestamp(change) in set(events.loc[events["event"] == "rule_change", "happened_on"])


def test_incomes_of_the_formerly_poor_are_carried_forward_and_rounded(county):
    rows = county.records.rows("incomes", LAST, Scope.everything())
    poor = county.records.rows("households", LAST, Scope.everything()).set_index("household_id")["formerly_poor"]
    wages = rows[rows["income_kind"] == "wage"].assign(
        poor=lambda r: r["household_id"].map(poor[~poor.index.duplicated()])
    )
    wages["round"] = wages["amount_fen"] % 10000 == 0
    by_group = wages.groupby("poor")[["carried_forward", "round"]].mean()
    assert by_group.loc[True, "carried_forward"] > 2 * by_group.loc[False, "carried_forward"]
    assert by_group.loc[True, "round"] > 1.5 * by_group.loc[False, "round"]


def test_wages_stop_when_the_work_is_lost(county):
    """Told by the records of those whose incomes are not carried forward."""
    truth = read_truth(county.truth).assign(happened_on=lambda t: pd.to_datetime(t["as_of"]))
    rows = county.records.rows("incomes", LAST, Scope.everything())
    rows = rows[rows["income_kind"] == "wage"]
    carried = rows.groupby("household_id")["carried_forward"].transform("any")
    monthly = rows[~carried].groupby(["household_id", "happened_on"], as_index=False)["amount_fen"].sum()
    monthly["happened_on"] = monthly["happened_on"].astype(truth["happened_on"].dtype)
    both = monthly.merge(truth, on=["household_id", "happened_on"])
    paid = both.assign(none=both["amount_fen"] == 0).groupby("work")["none"].mean()
    assert paid["lost"] > 0.3 > paid["unstable"] > paid["steady"]


def test_assessments_are_near_the_true_index(county):
    truth = read_truth(county.truth).assign(month=lambda t: pd.to_datetime(t["as_of"]).dt.to_period("M"))
    rows = county.records.rows("household_assessments", LAST, Scope.everything())
    weights = Standards.load()
    parts = ("house", "grain", "labour", "student")
    share = {part: weights.amount("assessment_weights", "", LAST, part) for part in parts}
    rows["total"] = sum(rows[f"{part}_points"] * share[part] for part in parts) / sum(share.values())
    rows["month"] = rows["happened_on"].dt.to_period("M")
    both = rows.merge(truth, on=["household_id", "month"])
    apart = both["total"] - both["true_index"]
    assert abs(apart.mean()) < 2 and 2 < apart.std() < 8


def test_verified_decisions_follow_falls_and_some_falls_are_never_found(world):
    cases = world.course.cases.columns()
    confirmed = cases["confirmed"]
    assert 0.03 < confirmed.mean() < 0.7  # most clues are none, as everywhere
    found = np.isin(np.arange(len(world.who)), cases["household"][confirmed])
    fell = world.course.falls[:, world.clock.first : world.clock.now - 8].any(axis=1)
    assert 0.7 < found[fell].mean() < 0.999
    assert found[~fell].mean() < 0.1
    wait = cases["decided_on"] - cases["clue_on"]
    assert (wait > 0).all() and np.quantile(wait, 0.9) < 45


def test_nobody_is_taken_in_again_before_the_risk_was_eliminated(world):
    decisions = pd.DataFrame(world.course.decisions.columns())
    taken = decisions[decisions["decision"].isin(["identified", "rolled_back", "eliminated"])]
    # A month's eliminations are logged after the clues that the same month opened.
    order = taken.assign(last=taken["decision"] == "eliminated").sort_values(["household", "month", "last"])
    before = order.groupby("household")["decision"].shift()
    assert (before[order["decision"] == "eliminated"].isin(["identified", "rolled_back"])).all()
    assert (before[order["decision"] != "eliminated"].fillna("eliminated") == "eliminated").all()


def test_whoever_is_taken_in_is_monitored_from_the_month_of_the_decision(world):
    decisions = pd.DataFrame(world.course.decisions.columns())
    taken = decisions[decisions["decision"].isin(["identified", "rolled_back"])]
    due = world.clock.month_of(taken["decided_on"].to_numpy())
    inside = due < world.clock.count
    assert world.course.monitored[taken["household"].to_numpy()[inside], due[inside]].mean() > 0.99


def test_the_random_slice_tells_its_probability(county):
    visits = county.records.rows("visits", LAST, Scope.everything())
    audit = visits["prompted_by"] == "audit"
    assert audit.any()
    assert (visits.loc[audit, "selection_probability"] == CONSTANTS.procedure.audit).all()
    assert visits.loc[~audit, "selection_probability"].isna().all()


def test_the_line_steps_every_january_and_the_next_one_is_known(county):
    own = Standards.load(county.records.root / "standards")
    village = county.records.rows("households", LAST, Scope.everything())["village_code"].iloc[0]
    lines = [own.amount("monitoring_line", village, date(year, 6, 30)) for year in range(2023, 2028)]
    assert lines == sorted(set(lines)) and lines[0] == CONSTANTS.line.amount


def test_the_map_has_every_township(county):
    tiles = json.loads((county.records.root / "county.geojson").read_text(encoding="utf-8"))["features"]
    areas = county.records.rows("areas", LAST, Scope.everything())
    assert {t["properties"]["area_code"] for t in tiles} == set(areas.loc[areas["level"] == "township", "area_code"])


def test_capacity_is_about_one_household_in_a_hundred_a_week(county):
    rows = county.records.rows("visiting_capacity", LAST, Scope.everything())
    last = rows[rows["happened_on"] == pd.Timestamp(LAST)]
    assert 0.5 <= last["visits"].sum() / (600 * CONSTANTS.records.capacity) <= 2
    assert rows["happened_on"].nunique() == CONSTANTS.records.capacity_weeks


# --- the edges ---


@pytest.mark.parametrize(
    ("households", "months", "words"), [(10, 24, "too few for a county"), (300, 6, "too few to look back")]
)
def test_a_county_too_small_or_too_short_is_refused_in_words(tmp_path, households, months, words):
    with pytest.raises(PovertyRiskError, match=words):
        invent(tmp_path / "county", households=households, seed=1, months=months)
    assert not list(tmp_path.iterdir())


def test_a_store_that_is_there_is_not_overwritten(county):
    with pytest.raises(RecordStoreError, match="there is a record store already"):
        invent(county.records.root, households=60, seed=1, months=13)


def test_the_command_line_invents_and_describes_a_county_of_three_hundred(tmp_path):
    runner = CliRunner()
    made = runner.invoke(app, ["--households", "300", "--months", "24", "--out", str(tmp_path)])
    assert made.exit_code == 0, made.output
    assert Records(tmp_path / "county").source.outcome == "decisions"
    told = runner.invoke(app, ["describe", str(tmp_path)])
    assert told.exit_code == 0 and "Base rates" in told.output and "medical_claims" in told.output
