"""Which features moved, by Evidently's preset as it comes; beside `benchmarks.drift_peers`."""

import warnings
from collections.abc import Callable

import pandas as pd


def ready(before: str, now: str) -> Callable[[], list[str]]:
    """Compares two files; Evidently is imported here, which takes seconds that are not measured."""
    warnings.simplefilter("ignore")
    import evidently.presets  # noqa: F401

    first, second = pd.read_parquet(before), pd.read_parquet(now)
    return lambda: drifted(first, second)


def drifted(before: pd.DataFrame, now: pd.DataFrame) -> list[str]:
    """The columns that Evidently says have drifted, in their order."""
    from evidently import Dataset, Report
    from evidently.presets import DataDriftPreset

    report = Report([DataDriftPreset()], include_tests=True)  # else nothing says which columns have drifted
    made = report.run(Dataset.from_pandas(now), Dataset.from_pandas(before))
    failed = {test.metric_config.params.get("column") for test in made.tests_results if test.status.name == "FAIL"}
    return [str(name) for name in now if name in failed]
