"""Records of land and harvests."""

import numpy as np

from features.synthetic.chances import FAILED
from features.synthetic.incomes import COST_SHARE
from features.synthetic.ledger import Ledger, fen, lags
from features.synthetic.world import World

GRAIN_KG_PER_MU = 330.0  # a season, mountain maize and rice
PIG_PRICE = 1700.0


def write_farming(world: World, ledger: Ledger) -> None:
    """Write tables land and harvests."""
    _write_land(world, ledger)
    _write_harvests(world, ledger)


def _write_land(world: World, ledger: Ledger) -> None:
    """Once a year, in January, and once before the records begin."""
    who, clock, rng = world.who, world.clock, world.stream("land")
    forest = np.round(rng.gamma(1.2, 2.5, len(who)) * (1 + world.places.mountainous[who.village]), 1)
    irrigated = np.round(
        who.land_mu * rng.beta(2, 3, len(who)) * np.where(world.places.mountainous[who.village], 0.5, 1.0), 1
    )
    rented = np.round(np.where(rng.random(len(who)) < 0.18, who.land_mu * rng.uniform(0.3, 1, len(who)), 0), 1)
    januaries = [m for m in clock.recorded if clock.calendar_month[m] == 1]
    for number, month in enumerate([clock.first, *januaries]):
        first = number == 0
        there = np.flatnonzero(world.exists[:, month] & ((who.land_mu > 0) | first))
        day = (
            clock.first_day - rng.integers(30, 330, len(there))
            if first
            else clock.starts[month] + rng.integers(2, 28, len(there))
        )
        ledger.add(
            "land",
            household=there,
            happened_on=day,
            lag=lags(rng, len(there), 5, 29),
            cultivated_mu=who.land_mu[there],
            irrigated_mu=irrigated[there],
            forest_mu=forest[there],
            rented_out_mu=rented[there],
        )


def _write_harvests(world: World, ledger: Ledger) -> None:
    """Two seasons of crops, and animals sold before the Spring Festival."""
    for calendar_month, product in ((6, "grain"), (10, "grain"), (10, "cash_crop"), (1, "pigs"), (9, "poultry")):
        _write_product(world, ledger, calendar_month, product)


def _write_product(world: World, ledger: Ledger, calendar_month: int, product: str) -> None:
    who, clock, rng = world.who, world.clock, world.stream(f"harvest {product} {calendar_month}")
    keeps = rng.random(len(who)) < {"grain": 0.9, "cash_crop": 1.0, "pigs": 0.4, "poultry": 0.25}[product]
    keeps &= who.farm > 0.02
    if product == "cash_crop":
        keeps &= who.sells_crop
    share = {"grain": 0.25, "cash_crop": 0.45, "pigs": 0.35, "poultry": 0.08}[product]
    months = [m for m in clock.recorded if clock.calendar_month[m] == calendar_month]
    for month in months:
        there = np.flatnonzero(keeps & world.exists[:, month])
        count = len(there)
        failed = world.paths.production[there, month] == FAILED
        loss = np.where(failed, rng.uniform(0.35, 0.9, count), np.clip(rng.normal(0.04, 0.04, count), 0, 0.2))
        gross = who.yearly_income(clock, month)[there] * who.farm[there] / (1 - COST_SHARE) * share
        worth = gross * (1 - loss) * rng.lognormal(0, 0.2, count)
        crop = product in ("grain", "cash_crop")
        kilos = who.land_mu[there] * GRAIN_KG_PER_MU * (1 - loss) if product == "grain" else worth / 6.0
        heads = np.round(worth / (PIG_PRICE if product == "pigs" else 60.0))
        ledger.add(
            "harvests",
            household=there,
            happened_on=clock.starts[month] + rng.integers(5, 28, count),
            lag=lags(rng, count, 8, 60, 0.1),
            product=np.full(count, product),
            quantity_kg=np.round(kilos, 1) if crop else np.full(count, np.nan),
            head_count=np.full(count, np.nan) if crop else heads,
            sold_fen=fen(np.round(worth * (0.4 if product == "grain" else 0.95))),
            loss_share=np.round(loss, 2),
        )
