"""Which features moved, by our own measure; beside `benchmarks.drift_peers`."""

import features.environment  # noqa: F401  isort: skip

from collections.abc import Callable
from functools import partial

import pandas as pd

from models.reference import Reference, reference
from monitoring.moved import between


def ready(before: str, now: str, kept: str) -> Callable[[], list[str]]:
    """Compares two files; with `kept` "kept" the reference is there, as it lies with a model, else it is made anew."""
    first, second = pd.read_parquet(before), pd.read_parquet(now)
    if kept == "kept":
        return partial(moved, reference(first), second)
    return lambda: moved(reference(first), second)


def moved(spread: Reference, now: pd.DataFrame) -> list[str]:
    """The features that are far from the reference."""
    distances = {name: between(spread[name], now[name].to_numpy("float64")) for name in spread}
    return [name for name, distance in distances.items() if distance is not None and distance.large]
