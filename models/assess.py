"""Assesses households: index, risk, bands, reasons, what would lower the risk, measures; one row each."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from features.errors import EmptyPopulationError, RecordStoreError
from features.feature import features
from features.standard import Standards
from features.vector import model_matrix
from models.bands import bands
from models.lowering import lowering
from models.proposals import Proposals
from models.reasoning import reasons, uncertain
from models.reasons import Facts
from models.reference import medians
from models.sufficiency import sufficiency
from models.trained import Trained
from models.trees import gains

COLUMNS = (
    *("household_id", "village_code", "township_code", "as_of", "group", "monitored"),
    *("poverty_index", "index_low", "index_high", "band", "return_risk", "risk_low", "risk_high"),
    *("sufficient", "missing", "reasons", "uncertain", "lowers", "measures"),
    *("model_id", "fingerprint", "policy_version"),
)
NOT_IN_POPULATION = {"group": "entry", "monitored": False}


@dataclass(frozen=True)
class Assessments:
    """Assessments of one date.

    `table` has `COLUMNS`, a row per household in the vectors' order. poverty_index and its bounds are
    points (0..100, higher is better off), return_risk and its bounds probabilities; `missing`, `reasons`,
    `uncertain`, `lowers` and `measures` are JSON lists. Every household that is `sufficient` has a reason.
    `risk_contributions` (raw score, one column per feature, the same rows) are for whoever explains the model.
    """

    table: pd.DataFrame
    risk_contributions: pd.DataFrame
    risk_base: float


def assess(
    trained: Trained,
    vectors: pd.DataFrame,
    earlier: pd.DataFrame | None,
    population: pd.DataFrame,
    standards: Standards,
    benefits: Mapping[str, Collection[str]] | None = None,
) -> Assessments:
    """Assess every row of `vectors`.

    `vectors`: one date, people's units, as `features.vector` gives them. `earlier`: the vectors of a
    quarter before, which tell what is new; None if there are none. `population`: group and monitored per
    household_id and as_of. `benefits`: per household the codes of what it draws, where known. Raises
    EmptyPopulationError for no rows and ValueError for more than one date.
    """
    _check(vectors)
    vectors = vectors.reset_index(drop=True)
    names = [n for n in features() if n in set(trained.index.names) | set(trained.risk.names)]
    matrix = model_matrix(vectors, names)
    values, base = trained.risk.contributions(matrix)
    enough = sufficiency(trained.risk, vectors, matrix, trained.manifest.reference)
    facts = Facts(vectors, matrix, medians(trained.manifest.reference), earlier)
    found = reasons(facts, values, lambda rows: trained.index.contributions(matrix.iloc[rows])[0])
    proposals = Proposals(vectors, benefits or {})
    lower = lowering(trained.risk, vectors, proposals.held)
    table = numbers(trained, vectors, matrix).assign(
        sufficient=enough.sufficient & np.array([bool(some) for some in found]),
        missing=_json(enough.missing),
        reasons=_json([[one.as_dict() for one in some] for some in found]),
        uncertain=_json(_uncertain(trained, facts, matrix)),
        lowers=_json([[] if one is None else [one.as_dict()] for one in lower]),
        measures=proposals.measures(found, lower),
        model_id=trained.manifest.model_id,
        fingerprint=trained.manifest.fingerprint,
        policy_version=standards.version,
    )
    return Assessments(_placed(table, population), values, base)


def _check(vectors: pd.DataFrame) -> None:
    if not len(vectors):
        raise EmptyPopulationError("no household to assess: build the vectors of the date first")
    if vectors["as_of"].nunique() != 1:
        raise ValueError("assess one date at a time")


def numbers(trained: Trained, vectors: pd.DataFrame, matrix: pd.DataFrame) -> pd.DataFrame:
    """Index, risk, their intervals and the band of each row, without reasons; `matrix` is in the models' units."""
    index, index_low, index_high = trained.index.estimate(matrix)
    risk, risk_low, risk_high = trained.risk.estimate(matrix)
    table = vectors[["household_id", "village_code", "as_of"]].copy()
    return table.assign(
        township_code=table["village_code"].str[:9] + "000",
        poverty_index=index,
        index_low=index_low,
        index_high=index_high,
        band=bands(index),
        return_risk=risk,
        risk_low=risk_low,
        risk_high=risk_high,
    )


def _placed(table: pd.DataFrame, population: pd.DataFrame) -> pd.DataFrame:
    """With group and monitored; a household the population leaves out is a newcomer and not monitored."""
    known = population[["household_id", "as_of", "group", "monitored"]].copy()
    known["as_of"], days = pd.to_datetime(known["as_of"]), pd.to_datetime(table["as_of"])
    if known.duplicated(["household_id", "as_of"]).any() or table.duplicated(["household_id", "as_of"]).any():
        raise RecordStoreError("a household stands twice on a date among those to assess: build the vectors again")
    placed = table.assign(as_of=days).merge(known, on=["household_id", "as_of"], how="left", validate="one_to_one")
    for name, usual in NOT_IN_POPULATION.items():
        placed[name] = placed[name].astype("object").where(placed[name].notna(), usual)
    placed["monitored"] = placed["monitored"].astype(bool)
    return placed[list(COLUMNS)]


def _uncertain(trained: Trained, facts: Facts, matrix: pd.DataFrame) -> list[list[str]]:
    gain = gains(trained.risk.booster)
    unknown = matrix[facts.names].isna().to_numpy()
    return uncertain(facts, unknown, np.array([gain.get(n, 0.0) for n in facts.names]))


def _json(lists: list) -> list[str]:
    return [json.dumps(some, ensure_ascii=False) for some in lists]
