"""Which records are probably the same person: splink on DuckDB, with the weight of every agreement laid open.

Nothing is merged here. Pairs above `REVIEW` go to a person, who decides; see `features.linkage.decisions`.
"""

import logging
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

import duckdb
import pandas as pd

from features.errors import IntakeError

FIELDS = ("name", "number", "born_on", "phone", "sex", "village_code")
REVIEW = 0.5  # probability from which a pair is shown to a reviewer
# From which a pair is called likely. With identity numbers both thresholds reach an F1 of 0.98 at 5 % typing
# errors; without them twins with like names cannot be told apart, and such pairs stay below this one.
LIKELY = 0.98
SEED = 1
PAIRS_SAMPLED = 200_000  # pairs drawn to learn how often people agree by chance
MOST = "max_by({column}, length({column}))"


@dataclass(frozen=True)
class Pair:
    """Two records that may be one person, and why: field → how it agrees and its weight in bits."""

    left: str
    right: str
    probability: float
    weight: float
    why: dict[str, tuple[str, float]]


def likely_pairs(
    people: pd.DataFrame, others: pd.DataFrame | None = None, *, apart: Collection[tuple[str, str]] = ()
) -> list[Pair]:
    """Pairs that may be one person, most probable first: duplicates among `people`, or links to `others`.

    Both frames have person_id and the columns FIELDS, any of which may be empty. Pairs in `apart` (of
    sorted person_ids) were decided already and are left out. Raises IntakeError where a frame has less
    than two rows, or nothing to compare by.
    """
    frames = [_prepared(people)] if others is None else [_prepared(people), _prepared(others)]
    if min(len(f) for f in frames) < (2 if others is None else 1):
        raise IntakeError("there are too few people to compare: take the register of members in first")
    filled = [c for c in FIELDS if all(f[c].notna().any() for f in frames)]
    if len(filled) < 2:
        raise IntakeError("people can only be compared by at least two of name, number, birth date, telephone")
    found = _predicted(frames, filled)
    rows = [_pair({str(k): v for k, v in row.items()}, filled) for row in found.to_dict("records")]
    kept = [p for p in rows if (min(p.left, p.right), max(p.left, p.right)) not in apart]
    return sorted(kept, key=lambda p: (-p.probability, p.left, p.right))


def _prepared(people: pd.DataFrame) -> pd.DataFrame:
    """Texts only; a day as 2026-01-05, one that is none as it was typed, what is empty as None."""
    frame = people[["person_id", *FIELDS]].copy()
    days = pd.to_datetime(frame["born_on"], errors="coerce").dt.strftime("%Y-%m-%d")
    frame["born_on"] = days.where(days.notna(), frame["born_on"])
    frame = frame.astype(object).where(frame.notna(), None)
    return frame.sort_values("person_id").reset_index(drop=True)


def _predicted(frames: list[pd.DataFrame], filled: list[str]) -> pd.DataFrame:
    """splink's predictions above REVIEW; trained without any known pair."""
    from splink import DuckDBAPI, Linker

    logging.getLogger("splink").setLevel(logging.ERROR)
    connection = duckdb.connect()
    connection.execute("SET threads = 2")
    connection.execute("SET autoinstall_known_extensions = false")
    db = DuckDBAPI(connection=connection)
    tables = [db.register(f, dataset_display_name=n) for f, n in zip(frames, ("people", "others"), strict=False)]
    linker = Linker(tables if len(tables) > 1 else tables[0], _settings(filled, len(frames)), log_level=None)
    linker.training.estimate_u_using_random_sampling(max_pairs=PAIRS_SAMPLED, seed=SEED)
    return linker.inference.predict(threshold_match_probability=REVIEW).as_pandas_dataframe()


def _settings(filled: list[str], frames: int) -> Any:
    from splink import SettingsCreator, block_on

    rules = [
        ("number", block_on("number")),
        ("number", block_on("substr(number, 7, 11)")),
        ("name", block_on("name", "substr(born_on, 1, 4)") if "born_on" in filled else block_on("name")),
        ("phone", block_on("phone", "sex") if "sex" in filled else block_on("phone")),
        ("born_on", block_on("born_on", "village_code") if "village_code" in filled else block_on("born_on")),
    ]
    return SettingsCreator(
        link_type="dedupe_only" if frames == 1 else "link_only",
        unique_id_column_name="person_id",
        comparisons=[_comparison(c) for c in filled],
        blocking_rules_to_generate_predictions=[rule for column, rule in rules if column in filled],
        probability_two_random_records_match=1e-4,
        retain_intermediate_calculation_columns=True,
        retain_matching_columns=True,
    )


# How often the same person's records agree at each level (m), by what is known of typing: one field in
# twenty is mistyped, mostly in one place. How often strangers agree (u) is learnt from the people themselves.
LEVELS: dict[str, list[tuple[str, str, float]]] = {
    "name": [
        ("相同 same", "name_l = name_r", 0.94),
        ("一字之差 one character apart", "levenshtein(name_l, name_r) = 1 AND length(name_l) > 1", 0.05),
        ("不同 different", "ELSE", 0.01),
    ],
    "number": [
        ("相同 same", "number_l = number_r", 0.93),
        ("一两位之差 one or two digits apart", "damerau_levenshtein(number_l, number_r) <= 2", 0.06),
        ("不同 different", "ELSE", 0.01),
    ],
    "born_on": [
        ("相同 same", "born_on_l = born_on_r", 0.93),
        ("一位之差 one digit apart", "damerau_levenshtein(born_on_l, born_on_r) <= 1", 0.055),
        ("不同 different", "ELSE", 0.015),
    ],
    "phone": [
        ("相同 same", "phone_l = phone_r", 0.85),
        ("一位之差 one digit apart", "levenshtein(phone_l, phone_r) = 1", 0.05),
        ("不同 different", "ELSE", 0.10),
    ],
    "sex": [("相同 same", "sex_l = sex_r", 0.99), ("不同 different", "ELSE", 0.01)],
    "village_code": [
        ("同村 same village", "village_code_l = village_code_r", 0.93),
        ("同乡镇 same township", "left(village_code_l, 9) = left(village_code_r, 9)", 0.03),
        ("不同 different", "ELSE", 0.04),
    ],
}


def _comparison(column: str) -> dict[str, Any]:
    null = {"sql_condition": f"{column}_l IS NULL OR {column}_r IS NULL", "label_for_charts": "缺 missing"}
    levels = [
        {"sql_condition": sql, "label_for_charts": label, "m_probability": m, "fix_m_probability": True}
        for label, sql, m in LEVELS[column]
    ]
    return {"output_column_name": column, "comparison_levels": [null | {"is_null_level": True}, *levels]}


def _pair(row: dict[str, Any], filled: list[str]) -> Pair:
    return Pair(
        left=str(row["person_id_l"]),
        right=str(row["person_id_r"]),
        probability=float(row["match_probability"]),
        weight=float(row["match_weight"]),
        why={c: _why(row, c) for c in filled},
    )


def _why(row: dict[str, Any], column: str) -> tuple[str, float]:
    """How a field agrees, and its weight in bits (0 where one of the two is empty)."""
    level = int(row[f"gamma_{column}"])
    if level < 0:
        return "缺 missing", 0.0
    labels = [label for label, _, _ in LEVELS[column]]
    return labels[len(labels) - 1 - level], float(row[f"mw_{column}"])
