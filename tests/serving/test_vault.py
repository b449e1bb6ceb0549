"""The identity vault: what is kept cannot be read without the keys, moved, or lost by a change of keys."""

import pytest
from sqlalchemy import select

from features.errors import VaultError
from serving.access.caller import Caller, Within
from serving.access.role import Identity, roles
from serving.ciphers import SM4_GCM
from serving.database.areas import Household
from serving.database.engine import Database
from serving.database.vault import VaultField, VaultKey
from serving.vault import Vault, is_rotated, rotate
from tests.serving.conftest import Service

NAME, NUMBER = "欧阳试验", "990101199001011234"


@pytest.fixture
def database(any_service: Service) -> Database:
    return any_service.app.state.database


@pytest.fixture
def vault(any_service: Service, database: Database) -> Vault:
    opened = any_service.app.state.vault
    with database.session(Within.everything(), writing=True) as session:
        household = session.scalars(select(Household).limit(1)).one()
        opened.put(session, [(household, "P1", {Identity.NAME: NAME, Identity.IDENTITY_NUMBER: NUMBER})])
    return opened


def shown(database: Database, vault: Vault, role: str = "county_officer") -> dict[Identity, str]:
    caller = Caller(name="c", role=roles()[role], within=Within.everything())
    with database.session(caller.within) as session:
        return vault.shown(session, caller, ["P1"])["P1"]


def test_a_county_officer_reads_the_name_and_a_starred_number(database: Database, vault: Vault):
    assert shown(database, vault) == {Identity.NAME: NAME, Identity.IDENTITY_NUMBER: "9901**********1234"}


def test_a_role_without_the_right_reads_stars(database: Database, vault: Vault):
    assert shown(database, vault, "department_officer")[Identity.NAME] == "欧***"


def test_nothing_is_in_the_database_in_clear(any_service: Service, database: Database, vault: Vault):
    files = b"".join(p.read_bytes() for p in any_service.settings.state_folder.glob("service.db*"))
    with database.session(Within.everything()) as session:
        files += b"".join(field.sealed + field.blind.encode() for field in session.scalars(select(VaultField)))
    assert NUMBER.encode() not in files
    assert NAME.encode() not in files


def test_a_person_is_found_by_the_number_however_it_is_spaced(database: Database, vault: Vault):
    with database.session(Within.everything()) as session:
        assert vault.people_with(session, Identity.IDENTITY_NUMBER, "990101 19900101 1234") == ["P1"]
        assert vault.people_with(session, Identity.PHONE, NUMBER) == []


def test_nobody_is_found_out_of_reach(database: Database, vault: Vault):
    with database.session(Within(("980101",))) as session:
        assert vault.people_with(session, Identity.IDENTITY_NUMBER, NUMBER) == []


def test_a_field_moved_to_another_column_is_refused(database: Database, vault: Vault):
    with database.session(Within.everything(), writing=True) as session:
        fields = {f.field: f for f in session.scalars(select(VaultField).where(VaultField.person_id == "P1"))}
        fields["name"].sealed = fields["identity_number"].sealed
    with pytest.raises(VaultError):
        shown(database, vault)


def test_after_a_rotation_everything_is_read_with_the_new_key_and_the_old_one_is_gone(database: Database, vault: Vault):
    before = shown(database, vault)
    renewed = Vault(vault.keys.with_new_vault_key())
    assert rotate(database, renewed) > 2
    with database.session(Within.everything()) as session:
        assert {k.wrapped_by for k in session.scalars(select(VaultKey))} == {"k2"}
    assert shown(database, renewed) == before


def test_a_rotation_that_was_ended_half_way_goes_on(database: Database, vault: Vault, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("serving.vault.AT_ONCE", 3)
    before = shown(database, vault)
    renewed = Vault(vault.keys.with_new_vault_key())
    with database.session(Within.everything(), writing=True) as session:
        assert renewed.encrypt_again(session) == 3
    assert not is_rotated(database, renewed)
    assert shown(database, renewed) == before
    monkeypatch.undo()
    rotate(database, renewed)
    assert is_rotated(database, renewed)


def test_a_rotation_after_the_cipher_was_changed_seals_everything_with_the_new_one(database: Database, vault: Vault):
    before, renewed = shown(database, vault), Vault(vault.keys, SM4_GCM)
    assert shown(database, renewed) == before
    assert not is_rotated(database, renewed)
    assert rotate(database, renewed) > 2
    with database.session(Within.everything()) as session:
        assert {(k.wrapped_by, k.cipher) for k in session.scalars(select(VaultKey))} == {("k1", "sm4-gcm")}
    assert shown(database, Vault(vault.keys, SM4_GCM)) == before
    assert is_rotated(database, renewed)
