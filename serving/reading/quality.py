"""The last quality check as its command left it: findings, rules that never fired, by township and department."""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pandas as pd

from features.department import Department
from features.quality.check import marked
from features.quality.exemptions import read_exemptions
from features.quality.rule import Rule, Severity, rules
from features.scope import Scope
from serving.access.caller import Caller

TOWNSHIP = 9


@dataclass(frozen=True)
class Results:
    """What `python -m features quality` left: `findings` have the columns `features.quality.check.COLUMNS`."""

    as_of: date
    findings: pd.DataFrame


def results(root: Path, on: date) -> Results | None:
    """The results below the run's folder, with the exemptions that hold on a day; None before the first check."""
    folder = root / "quality"
    said = folder / "quality.json"
    if not said.is_file():
        return None
    as_of = date.fromisoformat(json.loads(said.read_text(encoding="utf-8"))["as_of"])
    findings = pd.read_parquet(folder / "findings.parquet")
    known = findings["rule"].isin(list(rules()))  # a rule may have gone since the check
    return Results(as_of, marked(findings[known], read_exemptions(root / "records"), on))


def standing(found: Results, scope: Scope, department: Department | None = None) -> pd.DataFrame:
    """The findings inside `scope` that nobody exempted, of one department if it is named."""
    rows = inside(found.findings, scope)
    rows = rows[rows["exempt"] == ""]
    return rows if department is None else rows[rows["mends"] == department.value]


def inside(findings: pd.DataFrame, scope: Scope) -> pd.DataFrame:
    """The findings inside `scope`; one that no area is known of belongs to whoever reaches everything."""
    return findings[findings["area_code"].str.startswith(scope.prefixes)]


def of_caller(found: Results, caller: Caller) -> pd.DataFrame:
    """All findings a caller may read, exempted ones too: within reach, for department staff their own."""
    rows = inside(found.findings, caller.within.scope)
    return rows if caller.department is None else rows[rows["mends"] == caller.department]


@dataclass(frozen=True)
class Row:
    """One line of the dashboard: whose findings, and how many of each severity (by its value)."""

    key: str
    counts: Mapping[str, int]

    @property
    def total(self) -> int:
        """All of them."""
        return sum(self.counts.values())


def by_township(rows: pd.DataFrame) -> list[Row]:
    """Counts by township, the most errors first; "" for what lies in none."""
    codes = rows["area_code"].str[:TOWNSHIP]
    return _counted(rows, codes.where(codes.str.len() == TOWNSHIP, "") + "000")


def by_department(rows: pd.DataFrame) -> list[Row]:
    """Counts by who mends it."""
    return _counted(rows, rows["mends"])


def _counted(rows: pd.DataFrame, keys: pd.Series) -> list[Row]:
    counts: dict[str, Counter[str]] = {}
    for key, severity in zip(keys, rows["severity"], strict=True):
        counts.setdefault(str(key), Counter())[severity] += 1
    order = [s.value for s in Severity]
    made = [Row(key, {s: counted[s] for s in order}) for key, counted in counts.items()]
    return sorted(made, key=lambda row: ([-row.counts[s] for s in order], row.key))


@dataclass(frozen=True)
class Fired:
    """A rule with how often it fired, and how many of these somebody exempted."""

    rule: Rule
    findings: int
    exempted: int


def by_rule(rows: pd.DataFrame, department: str | None = None) -> list[Fired]:
    """Every rule (of one department if it is named), those that fired most first; the silent ones at the end."""
    found, exempt = Counter(rows["rule"]), Counter(rows.loc[rows["exempt"] != "", "rule"])
    own = [r for r in rules().values() if department in (None, r.mends.value)]
    return sorted((Fired(r, found[r.name], exempt[r.name]) for r in own), key=lambda f: (-f.findings, f.rule.name))
