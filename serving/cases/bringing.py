"""Cases of households that were identified before this service kept any: taken over from the records, once."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import pandas as pd
from sqlalchemy import select
from sqlalchemy.orm import Session

from features.scope import Scope
from features.standard import Standards
from serving.access.caller import Within
from serving.cases.clock import Calendar
from serving.cases.status import Aim
from serving.database.areas import Household
from serving.database.base import now
from serving.database.cases import Case, Help, Step
from serving.database.engine import Database
from serving.run import Run

MOVES = {"identified": "identify", "eliminated": "eliminate", "rolled_back": "roll_back"}
STATUS = {"identified": "help", "eliminated": "eliminated", "rolled_back": "help"}
FROM_RECORDS = "records"


def bring_cases(database: Database, run: Run) -> int:
    """A case for every monitored household, and every eliminated one, that has none; returns how many were made."""
    day = run.last_day()
    standards = Standards.load(run.records.root / "standards")
    decisions = run.records.rows("status_decisions", day, Scope.everything())
    decisions = decisions[decisions["decision"].isin(MOVES)].sort_values(["happened_on", "known_on"], kind="stable")
    given = run.records.rows("help_given", day, Scope.everything())
    with database.session(Within.everything(), writing=True) as session:
        known = set(session.scalars(select(Case.household_id)))
        homes = {home.household_id: home for home in session.scalars(select(Household))}
        fresh = decisions[decisions["household_id"].isin(set(homes) - known)]
        for household_id, rows in fresh.groupby("household_id"):
            home = homes[str(household_id)]
            helped = given[given["household_id"] == household_id]
            _case(session, home, rows.to_dict("records"), Calendar(standards, home.village_code), not helped.empty)
            session.add_all(_help(home, row) for row in helped.to_dict("records"))
    return int(fresh["household_id"].nunique())


def _case(session: Session, home: Household, rows: list[dict[Any, Any]], calendar: Calendar, helped: bool) -> None:
    last = rows[-1]
    identified = _last_day(rows, ("identified", "rolled_back"))
    since = last["happened_on"].date()
    status = STATUS[last["decision"]]
    waits = status == "help" and not helped
    session.add(
        Case(
            household_id=home.household_id,
            village_code=home.village_code,
            status=status,
            aim=(Aim.ELIMINATION if status == "eliminated" else Aim.IDENTIFICATION).value,
            channel=_text(rows[0].get("channel")) or "cadre",
            opened_on=_day(rows[0].get("clue_on")) or rows[0]["happened_on"].date(),
            opened_by=FROM_RECORDS,
            since=since,
            due_on=calendar.after(since, "help", working=False) if waits else None,
            identified_on=identified,
            ended_on=since if status == "eliminated" else None,
            about=[],
            green=False,
            steps=_steps(home, rows),
        )
    )


def _steps(home: Household, rows: list[dict[Any, Any]]) -> list[Step]:
    made = [_step(home, "from_records", "clue", "clue", Aim.IDENTIFICATION, rows[0]["happened_on"].date(), {})]
    for row in rows:
        decision, on = row["decision"], row["happened_on"].date()
        aim = Aim.IDENTIFICATION if decision == "identified" else Aim.ELIMINATION
        filled = {name: row[name] for name in ("category", "risk_type") if _text(row.get(name))}
        came_from = "eliminated" if decision == "rolled_back" else "county_decision"
        filled = filled if decision == "identified" else {}
        made.append(_step(home, MOVES[decision], came_from, STATUS[decision], aim, on, filled))
    return made


def _step(home: Household, move: str, came_from: str, went_to: str, aim: Aim, on: date, filled: dict[str, Any]) -> Step:
    return Step(
        household_id=home.household_id,
        village_code=home.village_code,
        move=move,
        came_from=came_from,
        went_to=went_to,
        aim=aim.value,
        on=on,
        at=now(),
        by=FROM_RECORDS,
        role=FROM_RECORDS,
        filled=filled,
    )


def _help(home: Household, row: dict[Any, Any]) -> Help:
    amount = row.get("amount_fen")
    return Help(
        household_id=home.household_id,
        village_code=home.village_code,
        record_id=row["record_id"],
        measure=row["measure"],
        given_on=row["happened_on"].date(),
        amount_fen=None if amount is None or pd.isna(amount) else int(amount),
    )


def _last_day(rows: Iterable[dict[Any, Any]], decisions: tuple[str, ...]) -> date | None:
    days = [row["happened_on"].date() for row in rows if row["decision"] in decisions]
    return days[-1] if days else None


def _day(value: Any) -> date | None:
    return None if value is None or pd.isna(value) else value.date()


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""
