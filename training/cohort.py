"""Which households are asked whether they will fall."""

import pandas as pd


def learning(population: pd.DataFrame) -> pd.Series:
    """True for the rows of `features.population.population` that are not monitored (or poor) already."""
    return ~population["monitored"]
