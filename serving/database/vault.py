"""The identity vault's rows: each field of a person encrypted by itself, and the wrapped keys of the encryption."""

from sqlalchemy import ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from serving.ciphers import AES_256_GCM
from serving.database.base import Base, InArea


class VaultKey(Base):
    """A key for fields sealed with `cipher`, wrapped by a key of the key file (`wrapped_by` is its name)."""

    __tablename__ = "vault_keys"

    key_id: Mapped[int] = mapped_column(primary_key=True)
    wrapped_by: Mapped[str] = mapped_column(String(16))
    wrapped: Mapped[bytes] = mapped_column(LargeBinary(64))
    cipher: Mapped[str] = mapped_column(String(16), server_default=AES_256_GCM.name)


class VaultField(InArea, Base):
    """One field (`serving.access.role.Identity`) of one person, encrypted; `blind` finds it again by its value."""

    __tablename__ = "vault_fields"
    __table_args__ = (UniqueConstraint("person_id", "field"),)

    vault_field_id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[str] = mapped_column(String(64), index=True)
    field: Mapped[str] = mapped_column(String(16))
    key_id: Mapped[int] = mapped_column(ForeignKey("vault_keys.key_id"), index=True)
    sealed: Mapped[bytes] = mapped_column(LargeBinary(512))
    blind: Mapped[str] = mapped_column(String(64), index=True)
