"""How a source's own files become the rows of one of our tables."""

from dataclasses import dataclass

from features.declared import Declaration
from features.errors import DeclarationError
from features.table import table


@dataclass(frozen=True, kw_only=True)
class Mapping(Declaration):
    """SQL that selects the rows of the table the file is named like.

    `covered` names the columns that really say something; a required column that the source cannot
    fill is written (with a stated placeholder) but not covered, so that no feature reads it. With
    `closes`, every row comes a second time, known on the household's next visit and with that
    column set to the day of it: what the visit saw held until the next one at most. Such a select
    has a column `next_on`.
    """

    rows: str
    covered: tuple[str, ...]
    closes: str = ""

    def check_placed(self) -> None:
        """A file that is no table, or a column the table has not, stops the import."""
        own = {column.name for column in table(self.name).columns}
        unknown = {*self.covered, *([self.closes] if self.closes else [])} - own
        if unknown:
            raise DeclarationError(f"{self.module}: table {self.name} has no column {', '.join(sorted(unknown))}")

    @property
    def sql(self) -> str:
        """The whole select, with the rows closed at the next visit."""
        if not self.closes:
            return self.rows
        return (
            f"WITH seen AS ({self.rows}) "
            f"SELECT * EXCLUDE (next_on), NULL::DATE AS {self.closes} FROM seen UNION ALL "
            f"SELECT * EXCLUDE (next_on) REPLACE (next_on AS known_on), next_on AS {self.closes} "
            "FROM seen WHERE next_on IS NOT NULL"
        )
