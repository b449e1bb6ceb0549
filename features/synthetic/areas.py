"""Records about areas: divisions, what struck them, visiting capacity; and the county's invented map."""

import json
from pathlib import Path

import numpy as np
import pandas as pd

from features.records import Records
from features.synthetic.clock import Clock, as_date, stream
from features.synthetic.constants import CONSTANTS
from features.synthetic.places import Events, Places

COUNTY_NAME = {"zh": "云岭县（虚构）", "en": "Yunling County (invented)"}


def write_areas(
    places: Places, events: Events, clock: Clock, households: np.ndarray, records: Records, seed: int
) -> None:
    """Write tables areas, area_events and visiting_capacity; `households` counts them by village."""
    rng = stream(seed, 0, "area records")
    records.append("areas", _areas(places, events, clock, rng))
    records.append("area_events", _events(places, events, clock, rng))
    records.append("visiting_capacity", _capacity(places, clock, households, rng))


def _areas(places: Places, events: Events, clock: Clock, rng: np.random.Generator) -> pd.DataFrame:
    county = CONSTANTS.county.code + "000000"
    long_ago = as_date(clock.starts[0] - 1000)
    top = pd.DataFrame(
        {
            "area_code": [county, *places.township_codes],
            "level": ["county"] + ["township"] * len(places.factory),
            "area_name": [COUNTY_NAME["zh"], *places.township_names],
            "minority_township": [False, *places.minority_township],
            "happened_on": long_ago,
        }
    )
    villages = pd.DataFrame(
        {
            "area_code": places.village_codes,
            "level": "village",
            "area_name": places.village_names,
            "minority_township": places.minority_township[places.township],
            "resettlement_site": places.resettlement_site,
            "kilometres_to_county_town": places.kilometres,
            "hardened_road": places.hardened_road,
            "mountainous": places.mountainous,
        }
    )
    rows = [top]
    for month in [0, *clock.recorded[::6]]:
        recent = events.price_fall[:, max(0, month - 5) : month + 1].max(axis=1)
        index = 102 - 45 * recent[places.township] + rng.normal(0, 3, len(villages))
        rows.append(
            villages.assign(leading_industry_price_index=np.round(index, 1), happened_on=as_date(clock.starts[month]))
        )
    made = pd.concat(rows, ignore_index=True)
    made["known_on"] = [as_date((d - as_date(0)).days + 12) for d in made["happened_on"]]
    return _known(_named(made, "A"), clock)


def _events(places: Places, events: Events, clock: Clock, rng: np.random.Generator) -> pd.DataFrame:
    kinds = (
        ("disaster", events.disaster, places.village_codes, 45),
        ("price_fall", events.price_fall, places.township_codes, 150),
        ("factory_closed", events.factory_closed, places.township_codes, 200),
    )
    rows = []
    for event, severity, codes, lasts in kinds:
        area, month = np.nonzero(severity)
        kept = (month >= clock.first - 6) & (month <= clock.now)
        for a, m in zip(area[kept], month[kept], strict=True):
            day = int(clock.starts[m] + rng.integers(1, 10))
            rows.append(
                _event(codes[a], event, float(severity[a, m]), day, int(rng.integers(1, 12)), day + lasts, clock)
            )
    change = int(clock.starts[clock.rule_change])
    rows.append(_event(CONSTANTS.county.code + "000000", "rule_change", 0.5, change, 3, None, clock))
    return _known(_named(pd.DataFrame(rows), "AE"), clock)


def _event(code: str, event: str, severity: float, day: int, lag: int, ends: int | None, clock: Clock) -> dict:
    over = ends is not None and ends < clock.last_day
    return {
        "area_code": code,
        "event": event,
        "severity": severity,
        "happened_on": as_date(day),
        "known_on": as_date(day + lag),
        # Its end is foreseen when it is announced: a disaster is declared for so many weeks.
        "ended_on": as_date(ends) if ends is not None and over else None,
    }


def _capacity(places: Places, clock: Clock, households: np.ndarray, rng: np.random.Generator) -> pd.DataFrame:
    """So many visits a week as one in a hundred households, fewer around the Spring Festival."""
    rates = CONSTANTS.records
    sunday = clock.last_day - (clock.last.weekday() + 1) % 7
    weeks = sunday - 7 * np.arange(rates.capacity_weeks - 1, -1, -1)
    by_township = np.bincount(places.township, weights=households, minlength=len(places.factory))
    rows = []
    for week in weeks:
        holiday = 0.4 if as_date(week).month == 2 else 1.0
        visits = np.maximum(
            1, np.round(by_township * rates.capacity * holiday * rng.uniform(0.85, 1.15, len(by_township)))
        )
        day = as_date(week)
        rows.append(
            pd.DataFrame(
                {"area_code": places.township_codes, "happened_on": day, "known_on": day, "visits": visits.astype(int)}
            )
        )
    return _named(pd.concat(rows, ignore_index=True), "VC")


def _named(rows: pd.DataFrame, prefix: str) -> pd.DataFrame:
    return rows.assign(record_id=[f"{prefix}-{n}" for n in range(len(rows))])


def _known(rows: pd.DataFrame, clock: Clock) -> pd.DataFrame:
    return rows[rows["known_on"] <= clock.last].reset_index(drop=True)


def write_map(places: Places, path: Path, seed: int) -> None:
    """The townships as tiles with wavering edges, in degrees around a point of the sea: no real place."""
    rng = stream(seed, 0, "map")
    count = len(places.factory)
    wide = int(np.ceil(np.sqrt(count * 4 / 3)))
    high = -(-count // wide)
    x, y = np.meshgrid(np.arange(wide + 1), np.arange(high + 1))
    inner_x, inner_y = (x > 0) & (x < wide), (y > 0) & (y < high)
    east = (x + rng.uniform(-0.28, 0.28, x.shape) * inner_x) * 0.1
    north = (y + rng.uniform(-0.28, 0.28, y.shape) * inner_y) * 0.1
    features = []
    for number, (code, name) in enumerate(zip(places.township_codes, places.township_names, strict=True)):
        row, column = divmod(number, wide)
        corners = [(row, column), (row, column + 1), (row + 1, column + 1), (row + 1, column), (row, column)]
        ring = [[round(float(east[c]), 4), round(float(north[c]), 4)] for c in corners]
        shape = {"type": "Polygon", "coordinates": [ring]}
        features.append({"type": "Feature", "properties": {"area_code": str(code), "name": name}, "geometry": shape})
    text = json.dumps({"type": "FeatureCollection", "name": COUNTY_NAME, "features": features}, ensure_ascii=False)
    path.write_text(text, encoding="utf-8")
