"""Every alert found is run on its own firing and silent cases; then the rule lane as a whole."""

from datetime import date

import numpy as np
import pandas as pd
import pytest

from features.ascii_table import read_ascii
from features.department import Department
from features.errors import DeclarationError, MissingStandardError
from features.privacy import Privacy
from features.standard import Standards
from features.table import table
from features.text import Text
from features.theme import Theme
from models.alert import Alert, Threshold, alerts
from models.firing import fire, run_on
from models.measure import measures
from models.suggestions import fits

AS_OF = date(2026, 11, 22)
VILLAGE = "990101001001"
EVERY = pytest.mark.parametrize("alert", alerts().values(), ids=alerts().keys())


def vectors(text: str) -> pd.DataFrame:
    """A vector frame of an ascii table: the features it names, known; dates as the vector brings them."""
    rows = pd.DataFrame(read_ascii(text)).set_index("household_id")
    days = [c for c in rows if c.endswith("_on")]
    frame = rows.drop(columns=days).astype("float64").reset_index()
    for day in days:
        frame[day] = pd.to_datetime(rows[day].to_numpy())
    frame["as_of"] = pd.Timestamp(AS_OF)
    frame["village_code"] = VILLAGE
    return frame


def standards() -> Standards:
    return Standards.load()


def test_there_are_at_least_twenty_two_alerts():
    assert len(alerts()) >= 22


@EVERY
def test_it_fires_on_its_firing_cases(alert):
    found = run_on(alert, alert.firing)
    assert found and all(found.values()), found


@EVERY
def test_it_is_silent_on_its_silent_cases(alert):
    found = run_on(alert, alert.silent)
    assert found and not any(found.values()), found


@EVERY
def test_what_mends_it_is_a_declared_measure_that_fits_its_firing_cases(alert):
    if alert.mended_by:
        for facts in (
            pd.DataFrame(read_ascii(alert.firing)).set_index("household_id").astype("float64").to_dict("records")
        ):
            assert fits(measures()[alert.mended_by], facts)


@EVERY
def test_no_unknown_input_lets_it_fire(alert):
    rows = pd.DataFrame(read_ascii(alert.firing)).set_index("household_id").astype("float64")
    for name in alert.of:
        unknown = rows.reset_index().assign(as_of=pd.Timestamp(AS_OF), village_code=VILLAGE, **{name: np.nan})
        fired = fire(unknown, standards(), [alert])
        assert fired.table.empty, f"fires although {name} is unknown"
        assert set(fired.unchecked["household_id"]) == set(unknown["household_id"])


@EVERY
def test_its_figures_are_in_force_in_every_village(alert):
    for threshold in alert.standards.values():
        keys = ("formerly_poor", "other") if threshold.by_formerly_poor else (threshold.key,)
        for key in keys:
            assert standards().amount(threshold.standard, VILLAGE, AS_OF, key) >= 0


@EVERY
def test_its_words_read_as_words(alert):
    for words in (alert.reason, alert.label, alert.source, *([alert.hidden] if alert.hidden else [])):
        zh = words.zh.format(**dict.fromkeys(alert.names, 3.0))
        en = words.en.format(**dict.fromkeys(alert.names, 3.0))
        assert any("\u4e00" <= c <= "\u9fff" for c in zh)
        assert not any("\u4e00" <= c <= "\u9fff" for c in en)
        assert "_" not in zh and "_" not in en
    if alert.hidden:
        assert not any(c.isdigit() for c in alert.hidden.zh + alert.hidden.en), "general words give no figure"


@EVERY
def test_its_unofficial_figures_are_marked(alert):
    figures = [
        standards().figure(t.standard, VILLAGE, AS_OF, "other" if t.by_formerly_poor else t.key)
        for t in alert.standards.values()
    ]
    if any(f.unofficial for f in figures):
        assert alert.unofficial


@EVERY
def test_its_risk_is_a_type_the_county_knows(alert):
    assert alert.risk in {"", *table("status_decisions").all_columns["risk_type"].codes}


def test_the_threshold_of_self_paid_costs_depends_on_former_status():
    frame = vectors("""
        household_id | medical_out_of_pocket_12m | formerly_poor
        H1           | 6000                      | 1
        H2           | 6000                      | 0
        H3           | 25000                     | 0
    """)
    fired = fire(frame, standards(), [alerts()["self_paid_cost_large"]])
    assert fired.table["household_id"].tolist() == ["H1", "H3"]
    assert "6,000元，达到5,000元" in fired.table.iloc[0]["zh"]
    assert fired.table.iloc[0]["evidence"] == 6000


def test_an_alert_carries_the_days_of_the_records_it_rests_on():
    frame = vectors("""
        household_id | disaster_net_loss_12m | disasters__happened_on | disasters__known_on
        H1           | 900                   | 2026-10-03             | 2026-10-09
    """)
    row = fire(frame, standards(), [alerts()["disaster_loss"]]).table.iloc[0]
    assert (row["happened_on"], row["known_on"], row["event_on"]) == (
        pd.Timestamp("2026-10-03"),
        pd.Timestamp("2026-10-09"),
        pd.Timestamp("2026-10-03"),
    )
    assert row["memory_months"] == 12


def test_what_could_not_be_checked_is_told_household_by_household():
    frame = vectors("""
        household_id | disaster_net_loss_12m | water_unsafe
        H1           | 900                   | -
        H2           | -                     | -
        H3           | 0                     | 0
    """)
    chosen = [alerts()["disaster_loss"], alerts()["water_unsafe"]]
    fired = fire(frame, standards(), chosen)
    assert fired.table[["household_id", "alert"]].to_numpy().tolist() == [["H1", "disaster_loss"]]
    unchecked = fired.unchecked[["household_id", "alert"]].to_numpy().tolist()
    assert sorted(unchecked) == [["H1", "water_unsafe"], ["H2", "disaster_loss"], ["H2", "water_unsafe"]]


def test_the_order_of_the_rows_changes_nothing():
    frame = vectors("household_id | water_unsafe\n" + "\n".join(f"H{n} | {n % 2}" for n in range(9)))
    chosen = [alerts()["water_unsafe"]]
    straight = fire(frame, standards(), chosen).table
    pd.testing.assert_frame_equal(straight, fire(frame.iloc[::-1], standards(), chosen).table)


def test_a_figure_that_is_missing_refuses():
    frame = vectors("household_id | school_fees_12m | students_beyond_compulsory\nH1 | 12000 | 1")
    frame["as_of"] = pd.Timestamp("1990-01-31")
    with pytest.raises(MissingStandardError, match="school_fees_threshold"):
        fire(frame, standards(), [alerts()["school_fees_large"]])


def test_alerts_cover_the_cases_the_brief_of_the_list_names():
    for name in ("lifted_out_but_poor_by_every_record", "lifted_out_but_support_ended"):
        assert name in alerts()
    assert {a.department for a in alerts().values()} >= {
        Department.MEDICAL_INSURANCE,
        Department.HEALTH,
        Department.EDUCATION,
        Department.HOUSING,
        Department.WATER,
        Department.EMERGENCY,
        Department.HUMAN_RESOURCES,
        Department.CIVIL_AFFAIRS,
    }
    assert sum(a.guarantee for a in alerts().values()) >= 5


def declare(**changes) -> Alert:
    """A sound alert, with one thing changed."""
    sound = {
        "label": Text(zh="水", en="Water"),
        "reason": Text(zh="饮水不安全", en="unsafe water"),
        "of": ("water_unsafe",),
        "condition": "water_unsafe > 0",
        "department": Department.WATER,
        "theme": Theme.HOUSING,
        "firing": "household_id | water_unsafe\nH1 | 1",
        "silent": "household_id | water_unsafe\nH1 | 0",
        "source": Text(zh="规则", en="a rule"),
        "returns_with": "drinking_water",
    }
    return Alert(**(sound | changes))


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"of": ("water_unsave",), "condition": "water_unsave > 0"}, "'water_unsave', which is no feature"),
        ({"condition": "water_cut_off > 0"}, "unknown column 'water_cut_off'"),
        ({"condition": "sum(water_unsafe) > 0"}, "aggregates"),
        ({"condition": "water_unsafe >"}, "not SQL"),
        ({"of": ("water_unsafe", "members")}, "names members in of, but never uses it"),
        ({"reason": Text(zh="{members}", en="{members}")}, "states 'members', which it does not know"),
        ({"returns_with": ""}, "say when it returns"),
        ({"returns_with": "wells"}, "'wells', which is no table"),
        ({"risk": "thirst"}, "no code of status_decisions.risk_type"),
        ({"of": ("deaths_past_year",), "condition": "deaths_past_year > 0"}, None),
        ({"of": ("major_illness_new_12m",), "condition": "major_illness_new_12m > 0"}, "give general words as hidden"),
        (
            {
                "condition": "water_unsafe > x",
                "standards": {"x": Threshold("self_paid_threshold", by_formerly_poor=True)},
            },
            "needs formerly_poor in of",
        ),
    ],
)
def test_an_alert_that_contradicts_itself_is_refused_in_one_sentence(changes, sentence):
    if sentence is None:
        assert declare(**changes).privacy in Privacy
        return
    with pytest.raises(DeclarationError) as refused:
        declare(**changes)
    assert sentence in str(refused.value) and "\n" not in str(refused.value)
