"""Names, numbers and phones that departments sent, from the intake's sealed register into the identity vault.

The register (`features.intake.register`) is sealed by the intake's key, the vault by the service's: what lies in the
vault is read by role and noted in the audit log. Brought again, only what has changed is written.
"""

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from features.errors import UnreadableError
from features.intake.key import identity_key
from features.intake.register import read_register
from serving.access.caller import Within
from serving.access.role import Identity
from serving.database.areas import HelperContact, Household
from serving.database.engine import Database
from serving.database.vault import VaultField
from serving.run import Run
from serving.vault import Vault

FIELDS = {"name": Identity.NAME, "number": Identity.IDENTITY_NUMBER, "phone": Identity.PHONE}
AT_ONCE = 500  # people whose fields are written together


def bring_registered_names(database: Database, run: Run, vault: Vault) -> int:
    """Put what the register holds of the households' people into the vault; returns how many were new or changed.

    Raises IntakeError if the register cannot be opened; 0 for a store to which no register belongs.
    """
    store = run.records.root
    if not any((store / "identity").glob("*.sealed")):
        return 0
    people = read_register(store, identity_key(store)).to_dict("records")
    count = 0
    for start in range(0, len(people), AT_ONCE):
        with database.session(Within.everything(), writing=True) as session:
            fresh = list(_changed(session, vault, people[start : start + AT_ONCE]))
            vault.put(session, fresh)
            count += len(fresh)
    return count


def _changed(
    session: Session, vault: Vault, people: list[dict[Any, Any]]
) -> Iterator[tuple[Household, str, Mapping[Identity, str]]]:
    """Those of a household of ours of whom a field is not in the vault as the register has it."""
    ids = [person["person_id"] for person in people]
    kept = select(VaultField.person_id, VaultField.field, VaultField.blind).where(VaultField.person_id.in_(ids))
    known = {(person_id, field): blind for person_id, field, blind in session.execute(kept).tuples()}
    at = [person["household_id"] for person in people]
    homes = {h.household_id: h for h in session.scalars(select(Household).where(Household.household_id.in_(at)))}
    for person in people:
        values = {FIELDS[name]: str(person[name]).strip() for name in FIELDS if isinstance(person[name], str)}
        values = {
            identity: value
            for identity, value in values.items()
            if value and known.get((person["person_id"], identity.value)) != vault.blind(identity, value)
        }
        if values and person["household_id"] in homes:
            yield homes[person["household_id"]], person["person_id"], values


def name_helpers(database: Database, path: Path) -> int:
    """Give helper contacts their names from a CSV file (columns helper_id, name); returns how many were named.

    Raises UnreadableError if a column is missing or a helper is none of ours; then nothing is changed.
    """
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.DictReader(file)
        if not {"helper_id", "name"} <= set(rows.fieldnames or ()):
            raise UnreadableError("文件须有helper_id和name两列", f"{path.name}: needs the columns helper_id and name")
        wanted = {row["helper_id"].strip(): row["name"].strip()[:64] for row in rows if row["name"]}
    with database.session(Within.everything(), writing=True) as session:
        helpers = {h.helper_id: h for h in session.scalars(select(HelperContact))}
        unknown = len(set(wanted) - set(helpers))
        if unknown:
            raise UnreadableError(
                f"文件中有{unknown}个联系人不在登记中，未作更改",
                f"{path.name}: {unknown} helper contacts are on no record; nothing was changed",
            )
        for helper_id, name in wanted.items():
            helpers[helper_id].shown = name
    return len(wanted)
