"""From a run's files to the database: areas, households with their helpers, and each week's list, once."""

import json
from datetime import date
from typing import Any

import pandas as pd
from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from features.intake.gathering import gather
from features.scope import Scope
from models.lists.rows import list_hash
from serving.access.caller import Within
from serving.access.role import Identity
from serving.database.areas import Area, HelperContact, Household
from serving.database.base import now
from serving.database.engine import Database
from serving.database.lists import Listed, PublishedList, Standing
from serving.database.vault import VaultField
from serving.invented_names import identity_of, is_invented
from serving.run import Run
from serving.vault import Vault

LISTS = ("alerts", "reasons", "lowers", "measures", "missing", "why")


def publish(database: Database, run: Run) -> list[str]:
    """Publish every week of `run` that is not yet; returns those weeks. A second call changes nothing.

    What was found out record by record is gathered, and what pages read of one household is laid out for them.
    """
    gather(run.records)
    run.records.put_by_household()
    with database.session(Within.everything(), writing=True) as session:
        _bring_areas(session, run)
        known = {week for (week,) in session.query(PublishedList.week)}
        fresh = [week for week in run.weeks() if week not in known]
        for week in fresh:
            _bring_list(session, week, run.listed(week), run.about(week))
            _bring_standing(session, week, run.standing(week))
    return fresh


def _bring_areas(session: Session, run: Run) -> None:
    """Areas and households as they are known on the day of the latest assessments."""
    day = run.last_day()
    areas = run.records.rows("areas", day, Scope.everything())
    areas = areas.sort_values(["happened_on", "known_on"]).drop_duplicates("area_code", keep="last")
    session.execute(delete(Area))
    session.add_all(
        Area(area_code=a["area_code"], level=a["level"], name=a["area_name"]) for a in areas.to_dict("records")
    )
    helpers, heads = helper_of(run, day), head_of(run, day)
    _bring_helpers(session, set(helpers.values()))
    session.execute(delete(Household))
    session.add_all(
        Household(
            household_id=h["household_id"],
            village_code=h["village_code"],
            helper_id=helpers.get(h["household_id"]),
            head_id=heads.get(h["household_id"]),
            group=h["group"],
            monitored=h["monitored"],
        )
        for h in run.residents().to_dict("records")
    )


def helper_of(run: Run, day: date) -> dict[str, str]:
    """The helper contact who answers for each household on `day`."""
    rows = run.records.rows("helper_assignments", day, Scope.everything())
    rows = rows[rows["ended_on"].isna() | (rows["ended_on"] > pd.Timestamp(day))]
    latest = rows.sort_values(["happened_on", "known_on"]).drop_duplicates("household_id", keep="last")
    return dict(zip(latest["household_id"], latest["helper_id"], strict=True))


def head_of(run: Run, day: date) -> dict[str, str]:
    """The person who heads each household on `day`; its oldest member where no head is on file."""
    rows = run.records.rows("members", day, Scope.everything())
    rows = rows[rows["left_on"].isna() | (rows["left_on"] > pd.Timestamp(day))]
    rows = rows.assign(heads=rows["relation"] == "head").sort_values(["heads", "born_on"], ascending=[False, True])
    first = rows.drop_duplicates("household_id", keep="first")
    return dict(zip(first["household_id"], first["person_id"], strict=True))


def _bring_helpers(session: Session, helpers: set[str]) -> None:
    known = set(session.scalars(select(HelperContact.helper_id)))
    session.add_all(HelperContact(helper_id=helper, shown="") for helper in sorted(helpers - known))


def bring_invented_names(database: Database, run: Run, vault: Vault) -> int:
    """Give the people of an invented county invented names, once; returns how many people got one."""
    if not is_invented(run.records.root):
        return 0
    members = run.records.rows("members", run.last_day(), Scope.everything())
    members = members.sort_values(["happened_on", "known_on"]).drop_duplicates("person_id", keep="last")
    with database.session(Within.everything(), writing=True) as session:
        named = set(session.scalars(select(VaultField.person_id).distinct()))
        households = {household.household_id: household for household in session.scalars(select(Household))}
        fresh = members[~members["person_id"].isin(named) & members["household_id"].isin(households)]
        vault.put(session, [_invented(households[p["household_id"]], p) for p in fresh.to_dict("records")])
        for helper in session.scalars(select(HelperContact).where(HelperContact.shown == "")):
            helper.shown = identity_of(helper.helper_id, None)[Identity.NAME]
    return len(fresh)


def _invented(household: Household, person: dict[Any, Any]) -> tuple[Household, str, dict[Identity, str]]:
    born_on = None if pd.isna(person["born_on"]) else person["born_on"].date()
    return household, person["person_id"], identity_of(person["person_id"], born_on)


def _bring_list(session: Session, week: str, rows: pd.DataFrame, about: dict[str, Any]) -> None:
    session.add(
        PublishedList(
            week=week,
            as_of=rows["as_of"].iloc[0].date(),
            published_at=now(),
            list_hash=list_hash(rows),
            households=len(rows),
            about=about,
        )
    )
    session.flush()
    session.add_all(Listed(**_row(row)) for row in rows.drop(columns=["as_of"]).to_dict("records"))


def _bring_standing(session: Session, week: str, rows: pd.DataFrame | None) -> None:
    if rows is None:
        return
    names = [column.key for column in Standing.__mapper__.column_attrs if column.key != "week"]
    plain = rows[names].astype("object").where(rows[names].notna(), None)
    session.execute(insert(Standing), [_standing(week, row) for row in plain.to_dict("records")])


def _standing(week: str, row: dict[Any, Any]) -> dict[str, Any]:
    days = {name: row[name] and row[name].date() for name in ("confirmed_on", "settled_on", "visited_on")}
    numbers = {name: None if row[name] is None else int(row[name]) for name in ("place", "position")}
    lists = {name: json.loads(row[name]) for name in ("missing", "unchecked")}
    return row | days | numbers | lists | {"week": week}


def _row(row: dict[Any, Any]) -> dict[str, Any]:
    return row | {name: json.loads(row[name]) for name in LISTS}
