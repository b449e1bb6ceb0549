"""The forms of what a program may ask; what it sends wrongly is named by place, never repeated."""

from datetime import date
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

HouseholdId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_.-]{1,64}$")]
Cell = str | int | float | bool | None
Records = dict[str, list[dict[str, Cell]]]


class Form(BaseModel):
    """What every question keeps to: no unknown field, no NaN, no value repeated in an error."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True, allow_inf_nan=False, strict=False)


class Question(Form):
    """A household: of the records by its key, or by stating its records table by table (docs/reference/tables.md)."""

    household_id: HouseholdId | None = None
    records: Records | None = Field(
        default=None, description="rows by table; households and members are needed; a table left out is unknown"
    )
    as_of: date | None = Field(default=None, description="the day as of which; the latest day if left out")

    @model_validator(mode="after")
    def one_of_both(self) -> Self:
        """Exactly one of household_id and records."""
        if (self.household_id is None) == (self.records is None):
            raise ValueError("give either household_id or records")
        return self


class BatchQuestion(Form):
    """Many households: of the records by their keys, or by stating their records."""

    households: Annotated[list[HouseholdId], Field(min_length=1)] | None = None
    records: Records | None = None
    as_of: date | None = None

    @model_validator(mode="after")
    def one_of_both(self) -> Self:
        """Exactly one of households and records."""
        if (self.households is None) == (self.records is None):
            raise ValueError("give either households or records")
        return self


def rows_in(records: dict[str, list[dict[str, Any]]]) -> int:
    """How many rows were stated."""
    return sum(len(rows) for rows in records.values())
