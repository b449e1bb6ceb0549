"""What is held of a county or a survey on disk, put together for whoever assesses or learns from it."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

import pandas as pd

from features.records import Records
from features.scope import Scope
from features.standard import Standards
from features.vector import Vectors

RECORDS, VECTORS, POPULATION = "records", "vectors", "population.parquet"  # their places in a run's folder


@dataclass(frozen=True, kw_only=True)
class Holdings:
    """The store, its vectors and figures, and who there was when.

    `population` is that of `features.population.population` for every date of `vectors`; readers of
    records see only what lies in `scope`.
    """

    records: Records
    vectors: Vectors
    standards: Standards
    population: pd.DataFrame
    scope: Scope = field(default_factory=Scope.everything)

    @classmethod
    def open(cls, root: Path) -> Self:
        """What the steps of a run left in `root`: records/, vectors/ and population.parquet.

        Raises RecordStoreError without records and FingerprintError if the features changed since the vectors.
        """
        records, vectors = Records(root / RECORDS), Vectors(root / VECTORS)
        vectors.check_fingerprint()
        standards = Standards.load(records.root / "standards")
        people = pd.read_parquet(root / POPULATION)
        return cls(records=records, vectors=vectors, standards=standards, population=people)
