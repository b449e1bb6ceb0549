"""The clocks of the procedure: working days with their holidays, and how a due day stands to today."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from features.standard import Standards
from features.text import Text

SOON = 2  # working days before a due day from which it is called near


class Due(Enum):
    """How a due day stands to today; in words, since colour alone says nothing to some."""

    IN_TIME = "in_time"
    SOON = "soon"
    OVERDUE = "overdue"


@dataclass(frozen=True)
class Calendar:
    """The working days of an area, from the standard working_days."""

    standards: Standards
    area_code: str

    def is_working(self, day: date) -> bool:
        """Whether `day` counts."""
        key = "weekend" if day.weekday() >= 5 else "weekday"
        return self.standards.amount("working_days", self.area_code, day, key) > 0

    def after(self, day: date, key: str, *, working: bool = True) -> date:
        """The last day of the clock `key` (standard procedure_days) that begins with `day`, which is not counted."""
        count = int(self.standards.amount("procedure_days", self.area_code, day, key))
        return self.working_after(day, count) if working else day + timedelta(days=count)

    def working_after(self, day: date, count: int) -> date:
        """The day `count` working days after `day`."""
        while count > 0:
            day += timedelta(days=1)
            count -= self.is_working(day)
        return day

    def working_between(self, first: date, last: date) -> int:
        """How many working days lie after `first` and not after `last`; negative if `last` is earlier."""
        if last < first:
            return -self.working_between(last, first)
        return sum(self.is_working(first + timedelta(days=n)) for n in range(1, (last - first).days + 1))

    def due(self, due_on: date, today: date) -> Due:
        """Overdue, near or in time."""
        left = self.working_between(today, due_on)
        return Due.OVERDUE if due_on < today else Due.SOON if left <= SOON else Due.IN_TIME

    def words(self, due_on: date, today: date) -> Text:
        """The due day as it is said: how many working days are left or gone."""
        left = self.working_between(today, due_on)
        if due_on < today:
            return Text(zh=f"已超期{-left}个工作日", en=f"overdue by {-left} working days")
        if due_on == today:
            return Text(zh="今天到期", en="due today")
        return Text(zh=f"还剩{left}个工作日", en=f"{left} working days left")
