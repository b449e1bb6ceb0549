"""The identity vault: names, identity numbers, phones and accounts, encrypted field by field (`serving.ciphers`).

Fields are encrypted with a key of the database that is itself wrapped by a key of the key file, which lies
elsewhere. What belongs to a field (table, person, field, key) is authenticated with it, so that a
ciphertext moved to another row or column is refused. Equal values are found by a keyed hash.
"""

import hashlib
import hmac
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidTag
from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from features.errors import SettingsError, VaultError
from serving.access.caller import Caller, Within
from serving.access.masking import masked
from serving.access.role import Identity
from serving.ciphers import AES_256_GCM, CIPHERS, Cipher
from serving.database.areas import Household
from serving.database.base import InArea
from serving.database.engine import Database
from serving.database.vault import VaultField, VaultKey
from serving.keys import Keys

AT_ONCE = 500
WORDS = "words"  # the field of what was written freely: a note may name anybody


@dataclass(frozen=True)
class Vault:
    """The vault opened with the keys of the key file; what is written is sealed with `cipher`."""

    keys: Keys
    cipher: Cipher = AES_256_GCM
    _opened: dict[int, tuple[Cipher, bytes]] = field(default_factory=dict, repr=False)

    def put(self, session: Session, people: Iterable[tuple[Household, str, Mapping[Identity, str]]]) -> None:
        """Keep fields of people, each with the household it belongs to, in place of what was kept."""
        people = list(people)
        key = self.current_key(session)
        there = self._there(session, [person for _, person, _ in people])
        for household, person_id, values in people:
            for identity, value in values.items():
                known = there.get((person_id, identity.value))
                row = known or VaultField(person_id=person_id, field=identity.value)
                row.household_id, row.village_code = household.household_id, household.village_code
                self._seal(session, row, key, value)
                row.blind = self.blind(identity, value)
                session.add(row)

    def _there(self, session: Session, people: list[str]) -> dict[tuple[str, str], VaultField]:
        found: dict[tuple[str, str], VaultField] = {}
        for start in range(0, len(people), AT_ONCE):
            some = select(VaultField).where(VaultField.person_id.in_(people[start : start + AT_ONCE]))
            found |= {(row.person_id, row.field): row for row in session.scalars(some)}
        return found

    def shown(
        self, session: Session, caller: Caller, people: Iterable[str], fields: Iterable[Identity] = Identity
    ) -> dict[str, dict[Identity, str]]:
        """By person, the fields as `caller` may see them; people out of reach are left out."""
        wanted = VaultField.person_id.in_(list(people)) & VaultField.field.in_([one.value for one in fields])
        rows = session.scalars(select(VaultField).where(wanted))
        made: dict[str, dict[Identity, str]] = {}
        for row in rows:
            identity = Identity(row.field)
            made.setdefault(row.person_id, {})[identity] = masked(self._open(session, row), identity, caller)
        return made

    def heads(self, session: Session, caller: Caller, households: Iterable[str]) -> dict[str, str]:
        """By household, its head's name as `caller` may see it; "" where no name is kept."""
        pairs = select(Household.household_id, Household.head_id).where(Household.household_id.in_(list(households)))
        head_of = dict(session.execute(pairs).tuples().all())
        names = self.shown(session, caller, [head for head in head_of.values() if head], [Identity.NAME])
        return {household: names.get(head or "", {}).get(Identity.NAME, "") for household, head in head_of.items()}

    def keep_words(self, session: Session, about: InArea, words: str, words_id: str | None = None) -> str | None:
        """Keep what somebody wrote freely about a household; returns the name to read it by, None if nothing.

        Given a name, the words are kept in place of what was kept by it.
        """
        known = session.scalar(select(VaultField).where(VaultField.person_id == words_id)) if words_id else None
        if not words.strip() and known is None:
            return None
        row = known or VaultField(person_id=f"W{secrets.token_hex(12)}", field=WORDS, blind="")
        row.household_id, row.village_code = about.household_id, about.village_code
        self._seal(session, row, self.current_key(session), words)
        session.add(row)
        return row.person_id

    def words(self, session: Session, words_ids: Iterable[str | None]) -> dict[str, str]:
        """By name, what was written; names out of reach are left out."""
        wanted = [one for one in words_ids if one]
        rows = session.scalars(select(VaultField).where(VaultField.person_id.in_(wanted), VaultField.field == WORDS))
        return {row.person_id: self._open(session, row) for row in rows}

    def people_with(self, session: Session, identity: Identity, value: str) -> list[str]:
        """Who within reach has exactly this value."""
        return list(
            session.scalars(
                select(VaultField.person_id).where(
                    VaultField.field == identity.value, VaultField.blind == self.blind(identity, value)
                )
            )
        )

    def blind(self, identity: Identity, value: str) -> str:
        """The keyed hash a value is looked up by; blanks and small letters make no difference."""
        plain = identity.value + "|" + "".join(value.split()).upper()
        return hmac.new(self.keys.blind, plain.encode(), hashlib.sha256).hexdigest()

    def current_key(self, session: Session) -> VaultKey:
        """The key new fields are encrypted with, made if there is none of our cipher under the file's current key."""
        ours = (VaultKey.wrapped_by == self.keys.current) & (VaultKey.cipher == self.cipher.name)
        found = session.scalars(select(VaultKey).where(ours).order_by(VaultKey.key_id.desc()).limit(1)).first()
        if found is None:
            wrapping = self._wrapping(self.cipher, self.keys.current)
            wrapped = self.cipher.seal(wrapping, self.cipher.new_key(), b"key")
            found = VaultKey(wrapped_by=self.keys.current, wrapped=wrapped, cipher=self.cipher.name)
            session.add(found)
            session.flush()
        return found

    def _wrapping(self, cipher: Cipher, name: str) -> bytes:
        if name not in self.keys.vault:
            raise SettingsError(f"key file: vault key {name} is missing; restore the file that has it")
        return cipher.key_from(self.keys.vault[name])

    def _key(self, session: Session, key_id: int) -> tuple[Cipher, bytes]:
        if key_id not in self._opened:
            kept = session.get(VaultKey, key_id)
            if kept is None:
                raise VaultError("identity vault: a key is missing; restore the database from its backup")
            cipher = CIPHERS[kept.cipher]
            self._opened[key_id] = (
                cipher,
                _opened(cipher, self._wrapping(cipher, kept.wrapped_by), kept.wrapped, b"key"),
            )
        return self._opened[key_id]

    def _seal(self, session: Session, row: VaultField, key: VaultKey, value: str) -> None:
        row.key_id = key.key_id
        cipher, opened = self._key(session, key.key_id)
        row.sealed = cipher.seal(opened, value.encode(), _belongs(row))

    def _open(self, session: Session, row: VaultField) -> str:
        return _opened(*self._key(session, row.key_id), row.sealed, _belongs(row)).decode()

    def encrypt_again(self, session: Session) -> int:
        """Up to `AT_ONCE` fields that are on an older key, encrypted with the current one; returns how many."""
        key = self.current_key(session)
        old = select(VaultField).where(VaultField.key_id != key.key_id).limit(AT_ONCE)
        rows = list(session.scalars(old))
        for row in rows:
            self._seal(session, row, key, self._open(session, row))
        return len(rows)


def rotate(database: Database, vault: Vault) -> int:
    """Encrypt every field with the current key, in steps that each stand by themselves; returns how many.

    Ended half-way it goes on where it was when it is called again. Keys nothing needs any more are dropped.
    """
    count = 0
    while True:
        with database.session(Within.everything(), writing=True) as session:
            done = vault.encrypt_again(session)
            if not done:
                current = vault.current_key(session).key_id
                for key in session.scalars(select(VaultKey).where(VaultKey.key_id != current)):
                    session.delete(key)
                return count
        count += done


def is_rotated(database: Database, vault: Vault) -> bool:
    """Whether no field is on an older key than the current one of the key file, or sealed with another cipher."""
    other = or_(VaultKey.wrapped_by != vault.keys.current, VaultKey.cipher != vault.cipher.name)
    with database.session(Within.everything()) as session:
        return session.scalar(select(VaultField.vault_field_id).join(VaultKey).where(other).limit(1)) is None


def _belongs(row: VaultField) -> bytes:
    """What a ciphertext is bound to: table, person, field and key."""
    return f"vault_fields|{row.person_id}|{row.field}|{row.key_id}".encode()


def _opened(cipher: Cipher, key: bytes, sealed: bytes, belongs: bytes) -> bytes:
    try:
        return cipher.open(key, sealed, belongs)
    except InvalidTag:
        raise VaultError(
            "identity vault: a field was altered or moved, or the key is another; restore it from the backup"
        ) from None
