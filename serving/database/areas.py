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


class Household(InArea, Base):
    """A household by its pseudonymous key, with the helper contact who answers for it (None: nobody)."""

    __tablename__ = "households"

    household_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    helper_id: Mapped[str | None] = mapped_column(String(64), index=True)
    group: Mapped[str] = mapped_column("standing_group", String(16))
    monitored: Mapped[bool]
