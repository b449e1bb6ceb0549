"""Areas and the households in them, as the lists and pages name them."""

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from serving.database.base import Base, InArea


class Area(Base):
    """A county, township or village; `area_code` has 12 digits."""

    __tablename__ = "areas"

    area_code: Mapped[str] = mapped_column(String(12), primary_key=True)
    level: Mapped[str] = mapped_column(String(16))
    name: Mapped[str]


class HelperContact(Base):
    """Who answers for households, by the records' pseudonym; `shown` is a member of staff's name, "" if unknown."""

    __tablename__ = "helper_contacts"

    helper_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    shown: Mapped[str] = mapped_column(String(128))


class Household(InArea, Base):
    """A household by its pseudonymous key, its head and the helper contact who answers for it (None: nobody)."""

    __tablename__ = "households"

    household_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    helper_id: Mapped[str | None] = mapped_column(String(64), index=True)
    head_id: Mapped[str | None] = mapped_column(String(64))
    group: Mapped[str] = mapped_column("standing_group", String(16))
    monitored: Mapped[bool]
