"""Townships and villages of the invented county, and the events that strike whole areas."""

from dataclasses import dataclass

import numpy as np

from features.synthetic.clock import Clock, stream
from features.synthetic.constants import CONSTANTS

FIRST_TOWNSHIP, FIRST_VILLAGE = 101, 201
TOWNSHIP_NAMES = [
    "云溪",
    "石桥",
    "白果",
    "柳塘",
    "青岭",
    "龙井",
    "桃坪",
    "松坎",
    "清水",
    "大坝",
    "梨园",
    "竹林",
    "花桥",
    "古渡",
    "金竹",
    "长滩",
    "马鞍",
    "双河",
    "红岩",
    "杉木",
]
VILLAGE_NAMES = [
    "上寨",
    "下寨",
    "新田",
    "老屋",
    "水井",
    "岩脚",
    "河边",
    "坪上",
    "湾子",
    "高坡",
    "大树",
    "小河",
    "田坝",
    "沙坪",
    "茶园",
    "后山",
    "前进",
    "向阳",
    "团结",
    "和平",
]


@dataclass(frozen=True)
class Places:
    """The villages side by side, with what holds of them; townships by their number.

    `effect` is added to the log of lasting income. `disaster` is the probability of a disaster by
    village and calendar month (0 to 11).
    """

    township: np.ndarray
    number: np.ndarray
    mountainous: np.ndarray
    kilometres: np.ndarray
    hardened_road: np.ndarray
    resettlement_site: np.ndarray
    effect: np.ndarray
    disaster: np.ndarray
    minority_township: np.ndarray
    factory: np.ndarray

    @property
    def township_codes(self) -> np.ndarray:
        """12-digit codes of the townships."""
        return np.array([f"{CONSTANTS.county.code}{FIRST_TOWNSHIP + t}000" for t in range(len(self.factory))])

    @property
    def village_codes(self) -> np.ndarray:
        """12-digit codes of the villages."""
        pairs = zip(self.township, self.number, strict=True)
        return np.array([f"{CONSTANTS.county.code}{FIRST_TOWNSHIP + t}{FIRST_VILLAGE + v}" for t, v in pairs])

    @property
    def village_names(self) -> list[str]:
        """Names of the villages, one of a kind within a township."""
        return [VILLAGE_NAMES[n % 20] + ("村" if n < 20 else f"{n // 20 + 1}村") for n in self.number]

    @property
    def township_names(self) -> list[str]:
        """Names of the townships."""
        count = len(self.factory)
        return [
            TOWNSHIP_NAMES[t % 20] + ("镇" if t % 3 else "乡") + (f"{t // 20 + 1}" if t >= 20 else "")
            for t in range(count)
        ]


def shape(households: int) -> tuple[int, int]:
    """Townships and villages per township for a county of so many households.

    >>> shape(300), shape(2000), shape(20_000), shape(200_000)
    ((3, 4), (12, 8), (12, 8), (25, 32))
    """
    county = CONSTANTS.county
    if households < 2000:
        return min(county.townships, max(2, households // 100)), 4
    townships = max(county.townships, households // county.households_per_township)
    villages = max(county.villages_per_township, households // (townships * county.households_per_village))
    return townships, villages


def make_places(households: int, seed: int) -> Places:
    """The villages of a county of so many households."""
    rng = stream(seed, 0, "places")
    townships, per_township = shape(households)
    county, events = CONSTANTS.county, CONSTANTS.events
    township = np.repeat(np.arange(townships), per_township)
    count = len(township)
    mountainous = rng.random(count) < county.mountainous
    kilometres = np.round(rng.uniform(3, 55, townships)[township] + rng.uniform(0, 12, count) + 8 * mountainous, 1)
    effect = rng.normal(0, county.township_spread, townships)[township] + rng.normal(0, county.village_spread, count)
    effect += county.mountain_income * mountainous + county.remote_income * kilometres / 100
    flood = np.where(np.isin(np.arange(12), (4, 5, 6, 7)), events.disaster_flood_season, 0.5)
    terrain = np.where(mountainous, events.disaster_mountain, 0.7)
    return Places(
        township=township,
        number=np.tile(np.arange(per_township), townships),
        mountainous=mountainous,
        kilometres=kilometres,
        hardened_road=rng.random(count) < np.where(mountainous, 0.93, 0.995),
        resettlement_site=rng.random(count) < county.resettlement_sites,
        effect=effect,
        disaster=events.disaster * terrain[:, None] * flood[None, :],
        minority_township=rng.random(townships) < county.minority_townships,
        factory=rng.random(townships) < county.factories,
    )


@dataclass(frozen=True)
class Events:
    """What struck areas, as severities (0: nothing) by village or township and month."""

    disaster: np.ndarray
    price_fall: np.ndarray
    factory_closed: np.ndarray


def make_events(places: Places, clock: Clock, seed: int) -> Events:
    """Draw the events of all months; the truth knows only how likely they are."""
    rng = stream(seed, 0, "events")
    by_township = (len(places.factory), clock.count)
    factory = np.where(places.factory, CONSTANTS.events.factory_closed, 0.0)[:, None]
    return Events(
        disaster=_severity(rng, places.disaster[:, clock.calendar_month - 1]),
        price_fall=_severity(rng, np.full(by_township, CONSTANTS.events.price_fall)),
        factory_closed=_severity(rng, np.broadcast_to(factory, by_township)),
    )


def _severity(rng: np.random.Generator, probability: np.ndarray) -> np.ndarray:
    struck = rng.random(probability.shape) < probability
    low, high = CONSTANTS.events.severity_low, CONSTANTS.events.severity_high
    return np.round(rng.uniform(low, high, probability.shape), 2) * struck


def mean_severity() -> float:
    """The severity to be expected of an event."""
    return (CONSTANTS.events.severity_low + CONSTANTS.events.severity_high) / 2
