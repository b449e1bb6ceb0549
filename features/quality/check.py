"""Runs every rule over the records as known on a day: findings, what was exempted, and which rules never fired."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import duckdb
import pandas as pd

from features.engine import connect
from features.errors import PovertyRiskError
from features.progress import track
from features.quality.exemptions import Exemption, standing
from features.quality.rule import Rule, rules
from features.quality.views import prepare
from features.records import Records
from features.scope import Scope

COLUMNS = ("rule", "severity", "mends", "area_code", "household_id", "person_id", "zh", "en", "exempt")


@dataclass(frozen=True)
class Checked:
    """The outcome of one check.

    `findings` has one row per finding with COLUMNS; `exempt` holds the reason where somebody
    exempted it. `counts` has one row per rule: rule, findings, exempted.
    """

    as_of: date
    findings: pd.DataFrame
    counts: pd.DataFrame

    @property
    def never_fired(self) -> list[str]:
        """Rules that found nothing at all: right, or broken; either way somebody should know."""
        return list(self.counts.loc[self.counts["findings"] == 0, "rule"])


def check(
    records: Records,
    as_of: date,
    scope: Scope,
    *,
    exemptions: Sequence[Exemption] = (),
    chosen: Mapping[str, Rule] | None = None,
) -> Checked:
    """Every rule (or the `chosen`) over the records known on `as_of` inside `scope`."""
    wanted = rules() if chosen is None else chosen
    with connect() as connection:
        prepare(connection, records, as_of, scope)
        villages = dict(connection.execute("SELECT household_id, village_code FROM households").fetchall())
        found = [_findings(connection, rule, villages) for rule in track(list(wanted.values()), "检查 / Checking")]
    findings = pd.DataFrame([row for rows in found for row in rows], columns=list(COLUMNS))
    findings = marked(findings, exemptions, as_of)
    counts = pd.DataFrame({"rule": list(wanted), "findings": [len(rows) for rows in found]})
    exempted = findings[findings["exempt"] != ""].groupby("rule").size()
    counts["exempted"] = counts["rule"].map(exempted).fillna(0).astype(int)
    return Checked(as_of, findings, counts)


def _findings(connection: duckdb.DuckDBPyConnection, rule: Rule, villages: Mapping[str, str]) -> list[tuple]:
    try:
        rows = connection.execute(rule.find).df().to_dict("records")
    except duckdb.Error as error:
        raise PovertyRiskError(
            f"rule {rule.name}: its SQL does not run ({type(error).__name__}); mend {rule.module}"
        ) from None
    return [_finding(rule, {str(k): v for k, v in row.items()}, villages) for row in rows]


def _finding(rule: Rule, row: Mapping[str, object], villages: Mapping[str, str]) -> tuple:
    household, person = row.get("household_id"), row.get("person_id")
    words = rule.words(row)
    area = row.get("area_code") or villages.get(str(household), "")
    return (
        *(rule.name, rule.severity.value, rule.mends.value, area),
        *("" if v is None or v != v else str(v) for v in (household, person)),
        *(words.zh, words.en, ""),
    )


def marked(findings: pd.DataFrame, exemptions: Sequence[Exemption], on: date) -> pd.DataFrame:
    """`findings` with column `exempt`: why, by whom and until when, where somebody exempted one and it holds."""
    held = standing(exemptions, on)
    said = {key: f"{e.why}（{e.owner}，至{e.until}）" for key, e in held.items()}
    by_subject = [said.get(pair, "") for pair in zip(findings["rule"], subjects(findings), strict=True)]
    by_home = [said.get(pair, "") for pair in zip(findings["rule"], findings["household_id"], strict=True)]
    return findings.assign(exempt=[one or home for one, home in zip(by_subject, by_home, strict=True)])


def subjects(findings: pd.DataFrame) -> pd.Series:
    """Whom each finding is about: the person, else the household, else the area."""
    subject = findings["person_id"].where(findings["person_id"] != "", findings["household_id"])
    return subject.where(subject != "", findings["area_code"])
