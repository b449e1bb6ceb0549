"""What the county does: clues, visits, decisions, help, elimination; and so the lives as they are really lived.

The same uniform numbers decide the falls with and without help (u < hazard, u < lowered hazard), so help
can only prevent falls. Only who is suspected gets visited, except for a random slice whose selection
probability is known; some falls are never found.
"""

from dataclasses import dataclass, field
from typing import Final

import numpy as np

from features.synthetic.chances import FAILED, LOST, MAJOR, NORMAL, STEADY, WELL
from features.synthetic.circumstances import Circumstances
from features.synthetic.clock import Clock
from features.synthetic.constants import CONSTANTS
from features.synthetic.hazard import nearness
from features.synthetic.paths import Paths

CHANNELS: Final = np.array(["self_declared", "cadre", "department", "audit"])
SELF, CADRE, DEPARTMENT, AUDIT = range(4)


@dataclass
class Log:
    """Columns gathered month by month."""

    months: list[dict[str, np.ndarray]] = field(default_factory=list)

    def add(self, **columns: np.ndarray) -> None:
        """One month's rows."""
        self.months.append(columns)

    def columns(self) -> dict[str, np.ndarray]:
        """All rows."""
        return {name: np.concatenate([m[name] for m in self.months]) for name in self.months[0]}


@dataclass
class Course:
    """What came of each household: at each month's end whether fallen, monitored, helped (bool arrays);
    `falls` marks the months of real falls; the logs hold cases, decisions and help with their days."""

    fallen: np.ndarray
    falls: np.ndarray
    monitored: np.ndarray
    helped: np.ndarray
    cases: Log = field(default_factory=Log)
    decisions: Log = field(default_factory=Log)
    help: Log = field(default_factory=Log)


class County:
    """The state of all cases of a block while the months go by."""

    def __init__(self, who: Circumstances, paths: Paths, exists: np.ndarray, clock: Clock, rng: np.random.Generator):
        count = len(who)
        self.who, self.paths, self.exists, self.clock, self.rng = who, paths, exists, clock, rng
        self.fallen, self.hidden, self.monitored = (np.zeros(count, dtype=bool) for _ in range(3))
        self.helped_until, self.busy_until = np.full(count, -1), np.full(count, -1)
        self.since, self.eliminated_at = np.full(count, -1), np.full(count, -99)
        self.decided_at, self.takes_in = np.full(count, -1), np.zeros(count, dtype=bool)
        fallen, falls, monitored, helped = (np.zeros(exists.shape, dtype=bool) for _ in range(4))
        self.course = Course(fallen, falls, monitored, helped)

    def live(self, month: int, u: np.ndarray) -> None:
        """One month: falls, recoveries, clues, decisions that fall due (some on clues of the month itself), help."""
        self._fall(month, u)
        self._open_clues(month)
        self._decide(month)
        self._help_before_fall(month)
        self._eliminate(month)
        course = self.course
        course.fallen[:, month], course.monitored[:, month] = self.fallen, self.monitored
        course.helped[:, month] = self.helped_until > month

    def struck(self, month: int) -> np.ndarray:
        """Whose shock can be seen from outside."""
        paths = self.paths
        return (
            (paths.work[:, month] == LOST) | (paths.health[:, month] == MAJOR) | (paths.production[:, month] == FAILED)
        )

    def _fall(self, month: int, u: np.ndarray) -> None:
        helped = self.helped_until >= month
        hazard = self.paths.hazard[:, month] * np.where(helped, 1 - CONSTANTS.help.lowers, 1.0)
        recovers = np.where(helped, CONSTANTS.help.recovers_helped, CONSTANTS.help.recovers_alone)
        leaves = self.fallen & (self.rng.random(len(u)) < recovers)
        falls = ~self.fallen & (u < hazard) & self.exists[:, month]
        self.fallen = (self.fallen & ~leaves) | falls
        self.hidden = np.where(
            falls, self.rng.random(len(u)) < CONSTANTS.procedure.never_found, self.hidden & self.fallen
        )
        self.course.falls[:, month] = falls

    def _decide(self, month: int) -> None:
        """Decisions that fall due this month take households in and bring them help."""
        due = (self.decided_at == month) & self.takes_in
        self.monitored |= due
        self.since = np.where(due, month, self.since)
        self.takes_in &= ~due
        helped = due & (self.rng.random(len(due)) >= CONSTANTS.procedure.help_refused)
        self.helped_until = np.where(helped, month + CONSTANTS.help.lasts_months, self.helped_until)

    def _open_clues(self, month: int) -> None:
        rates, count, rng = CONSTANTS.procedure, len(self.who), self.rng
        struck = self.struck(month)
        seen = self.fallen & ~self.hidden
        other = np.where(struck, rates.suspect_struck, rates.suspect)
        chance = np.zeros((4, count))
        chance[SELF] = np.where(seen, rates.self_declared, other * 0.6)
        chance[CADRE] = np.where(seen, rates.cadre + rates.cadre_struck * struck, other * 0.4)
        chance[DEPARTMENT] = struck * np.where(seen, rates.department, rates.department * rates.department_reply)
        chance[AUDIT] = rates.audit
        free = self.exists[:, month] & ~self.monitored & (self.busy_until < month)
        drawn = rng.random(count)
        reached = np.cumsum(chance, axis=0)
        opened = np.flatnonzero(free & (drawn < reached[-1]))
        channel = (drawn[opened] >= reached[:, opened]).sum(axis=0)
        self._take_up(month, opened, channel)

    def _take_up(self, month: int, opened: np.ndarray, channel: np.ndarray) -> None:
        rates, rng, count = CONSTANTS.procedure, self.rng, len(opened)
        clue_on = self.clock.starts[month] + rng.integers(3, 28, count)
        visited_on = clue_on + rng.integers(2, 15, count)
        urgent = rng.random(count) < rates.urgent
        decided_on = visited_on + np.where(urgent, rng.integers(1, 5, count), rng.integers(5, 22, count))
        fallen = self.fallen[opened]
        near = nearness(self.who, self.clock, month)[opened] > 0.5
        confirmed = rng.random(count) < np.where(fallen, rates.confirmed, rates.confirmed_near * near)
        due = np.minimum(self.clock.month_of(decided_on), self.clock.count - 1)
        self.decided_at[opened], self.takes_in[opened], self.busy_until[opened] = due, confirmed, due
        again = (month - self.eliminated_at[opened]) <= rates.rolled_back_within_months
        rejected = ~confirmed & (channel != AUDIT) & (rng.random(count) < rates.rejected)
        decision = np.select([confirmed & again, confirmed, rejected], ["rolled_back", "identified", "rejected"], "")
        case = {"household": opened, "channel": channel, "clue_on": clue_on, "decided_on": decided_on}
        cause = self._cause(opened, month)
        self.course.cases.add(**case, visited_on=visited_on, confirmed=confirmed, cause=cause)
        self.course.decisions.add(**case, decision=decision, cause=cause, month=np.full(count, month))
        helped = np.flatnonzero(confirmed)
        given_on = decided_on[helped] + rng.integers(3, 29, len(helped))
        self.course.help.add(
            household=opened[helped], given_on=given_on, cause=cause[helped], early=np.zeros(len(helped), bool)
        )

    def _cause(self, households: np.ndarray, month: int) -> np.ndarray:
        """The risk type that verification would write down."""
        who, paths = self.who, self.paths
        work, health = paths.work[households, month], paths.health[households, month]
        fees = np.isin(self.clock.calendar_month[month], (9, 10, 11)) & (who.students_beyond[households, month] > 0)
        return np.select(
            [
                health == MAJOR,
                (work == LOST) & (who.earners[households] > 0),
                paths.production[households, month] == FAILED,
                health != WELL,
                (work != STEADY) & (who.earners[households] > 0),
                np.broadcast_to(fees, work.shape),
                who.labour[households] == 0,
            ],
            ["illness", "work", "production", "illness", "work", "schooling", "labour"],
            "other",
        )

    def _help_before_fall(self, month: int) -> None:
        constants, count = CONSTANTS.help, len(self.who)
        may = self.exists[:, month] & ~self.fallen & ~self.monitored & (self.helped_until < month)
        helped = np.flatnonzero(may & self.struck(month) & (self.rng.random(count) < constants.before_fall))
        self.helped_until[helped] = month + constants.before_fall_lasts_months
        given_on = self.clock.starts[month] + self.rng.integers(5, 28, len(helped))
        early = np.ones(len(helped), dtype=bool)
        self.course.help.add(household=helped, given_on=given_on, cause=self._cause(helped, month), early=early)

    def _eliminate(self, month: int) -> None:
        rates, count = CONSTANTS.procedure, len(self.who)
        calm = (
            (self.paths.work[:, month] != LOST)
            & (self.paths.production[:, month] == NORMAL)
            & (self.paths.health[:, month] != MAJOR)
        )
        ripe = self.monitored & ~self.fallen & calm & (month - self.since >= rates.months_before_elimination)
        ripe &= (self.who.labour > 0) & (self.rng.random(count) < rates.eliminated)
        done = np.flatnonzero(ripe)
        self.monitored[done], self.eliminated_at[done] = False, month
        day = self.clock.starts[month] + self.rng.integers(3, 27, len(done))
        self.course.decisions.add(
            household=done,
            channel=np.full(len(done), -1),
            clue_on=day,
            decided_on=day,
            decision=np.full(len(done), "eliminated"),
            cause=np.full(len(done), ""),
            month=np.full(len(done), month),
        )


def live(
    who: Circumstances, paths: Paths, exists: np.ndarray, clock: Clock, u: np.ndarray, rng: np.random.Generator
) -> Course:
    """Let all months go by; `u` (households, months) are the numbers that decide the falls."""
    county = County(who, paths, exists, clock, rng)
    for month in range(clock.count):
        county.live(month, u[:, month])
    return county.course
