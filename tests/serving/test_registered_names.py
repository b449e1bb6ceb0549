"""Names that departments sent: from the intake's sealed register into the vault, and of helpers from a file."""

from pathlib import Path

import pandas as pd
import pytest
from sqlalchemy import select

from features.errors import IntakeError, UnreadableError
from features.intake.key import identity_key
from features.intake.register import COLUMNS, seal
from serving.access.caller import Caller, Within
from serving.access.role import Identity, roles
from serving.database.areas import HelperContact, Household
from serving.registered_names import bring_registered_names, name_helpers
from tests.serving.conftest import Service

OFFICER = Caller(name="officer", role=roles()["county_officer"], within=Within.everything())


def register(service: Service, number: int, **people: tuple[str, str | None]) -> None:
    """A sealed batch of the intake: by person, name and phone, all of the first household."""
    store = service.app.state.run.records.root
    rows = pd.DataFrame(
        [
            dict.fromkeys(COLUMNS) | {"person_id": p, "household_id": home(service), "name": name, "phone": phone}
            for p, (name, phone) in people.items()
        ]
    )
    key, path = identity_key(store), store / "identity" / f"{number:06d}.sealed"
    path.write_bytes(seal(rows, key, path.name))


def home(service: Service) -> str:
    with service.app.state.database.session(Within.everything()) as session:
        return session.scalars(select(Household.household_id).order_by(Household.household_id).limit(1)).one()


def bring(service: Service) -> int:
    state = service.app.state
    return bring_registered_names(state.database, state.run, state.vault)


def shown(service: Service, person: str) -> dict[Identity, str]:
    state = service.app.state
    with state.database.session(Within.everything()) as session:
        return state.vault.shown(session, OFFICER, [person])[person]


def test_without_a_register_there_is_nothing_to_bring(own_service: Service):
    assert bring(own_service) == 0


def test_what_was_sent_is_read_by_role_and_brought_again_only_where_it_changed(own_service: Service):
    register(own_service, 0, PA=("张甲", "00011112222"), PB=("李乙", None))
    assert bring(own_service) == 2
    assert shown(own_service, "PA") == {Identity.NAME: "张甲", Identity.PHONE: "00011112222"}
    assert shown(own_service, "PB") == {Identity.NAME: "李乙"}
    assert bring(own_service) == 0
    register(own_service, 1, PA=("张甲", "00099998888"))
    assert bring(own_service) == 1
    assert shown(own_service, "PA")[Identity.PHONE] == "00099998888"


def test_a_register_of_another_key_is_refused_and_nothing_is_brought(own_service: Service):
    register(own_service, 0, PA=("张甲", None))
    (own_service.app.state.run.records.root / "identity" / "key").write_bytes(bytes(32))
    with pytest.raises(IntakeError, match="cannot be opened"):
        bring(own_service)


def test_helpers_are_named_from_a_file_or_not_at_all(own_service: Service, tmp_path: Path):
    database = own_service.app.state.database
    with database.session(Within.everything()) as session:
        helper = session.scalars(select(HelperContact.helper_id).limit(1)).one()
    file = tmp_path / "helpers.csv"
    file.write_text(f"helper_id,name\n{helper},王五\n", encoding="utf-8-sig")
    assert name_helpers(database, file) == 1
    file.write_text(f"helper_id,name\n{helper},赵六\nnobody,钱七\n", encoding="utf-8")
    with pytest.raises(UnreadableError, match="1 helper contacts are on no record"):
        name_helpers(database, file)
    file.write_text("who,name\n", encoding="utf-8")
    with pytest.raises(UnreadableError, match="needs the columns"):
        name_helpers(database, file)
    with database.session(Within.everything()) as session:
        assert session.get(HelperContact, helper).shown == "王五"
