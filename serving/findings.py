"""What people found out goes back to the records: the one way from the service into the record store.

A finding is checked against its table's contract and kept in the same transaction as the visit or decision
it belongs to; once that is committed it is appended to the record store. What could not be appended (a full
disk, a crash) is appended with the next finding or at the next start. Appended twice it counts once, since
its `record_id` is the same.
"""

import logging
from datetime import date
from typing import Any

import pandas as pd
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from features.contract import checked
from features.errors import NotThereError, PovertyRiskError
from features.records import Records
from features.table import Kind, table
from serving.access.caller import Within
from serving.database.areas import Household
from serving.database.base import now
from serving.database.engine import Database, afterwards
from serving.database.found import Finding

LOG = logging.getLogger("poverty_risk.serving")


def find(
    session: Session,
    name: str,
    household_id: str,
    *,
    record_id: str,
    happened_on: date,
    known_on: date,
    **columns: Any,
) -> None:
    """Keep a record of table `name` ("visits", "status_decisions", "help_given" …) about a household.

    `record_id` is the finding's own key: the same again is a correction of it. Raises NotThereError for a
    household out of reach and ContractError for what the table does not take.
    """
    household = session.get(Household, household_id)
    if household is None:
        raise NotThereError("在您的辖区内没有此户", "there is no such household within your area")
    row = {"household_id": household_id, "record_id": record_id, "happened_on": happened_on, "known_on": known_on}
    row |= {key: value for key, value in columns.items() if value is not None}
    checked(table(name), pd.DataFrame([row]))
    session.add(
        Finding(
            household_id=household_id,
            village_code=household.village_code,
            record_id=record_id,
            table=name,
            columns={key: str(value) if isinstance(value, date) else value for key, value in row.items()},
            found_at=now(),
        )
    )
    afterwards(session, "findings")


def deliver(database: Database, records: Records) -> int:
    """Append every finding that is not in the record store yet; returns how many.

    Nobody waits for the store meanwhile: the database is read, then the store is written, then the findings are marked.
    """
    with database.session(Within.everything()) as session:
        waits = select(Finding).where(Finding.appended_at.is_(None)).order_by(Finding.finding_id)
        waiting = list(session.scalars(waits))
    for name in sorted({finding.table for finding in waiting}):
        records.append(name, _frame(name, [finding for finding in waiting if finding.table == name]))
    if waiting:
        appended = [finding.finding_id for finding in waiting]
        with database.session(Within.everything(), writing=True) as session:
            session.execute(update(Finding).where(Finding.finding_id.in_(appended)).values(appended_at=now()))
    return len(waiting)


def deliver_quietly(database: Database, records: Records) -> None:
    """`deliver`; what fails is noted and tried again later, since the findings are safe."""
    try:
        deliver(database, records)
    except (OSError, PovertyRiskError) as error:
        LOG.error("findings wait to be appended to the record store: %s", type(error).__name__)


def _frame(name: str, findings: list[Finding]) -> pd.DataFrame:
    days = [c.name for c in table(name).all_columns.values() if c.kind is Kind.DATE]
    frame = pd.DataFrame([finding.columns for finding in findings])
    frame = frame.drop_duplicates(["record_id", "known_on"], keep="last")  # corrected before it could be appended
    for day in set(days) & set(frame.columns):
        frame[day] = pd.to_datetime(frame[day]).dt.date
    return frame
