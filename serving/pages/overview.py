"""Overview: counts that tie out, the trend, what became of clues and lists, causes, and another line rehearsed."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from fastapi import Request, Response
from sqlalchemy import select
from sqlalchemy.orm import Session

from features.text import Text
from models.groups import Cause
from serving.access.right import Right
from serving.database.areas import Household
from serving.database.lists import Listed, PublishedList
from serving.drawing.lines import Line, lines
from serving.reading import followed, rehearsal, standings, weekly, what_became
from serving.reading.places import places
from serving.run import Run
from serving.web.asking import Asking, Kept
from serving.web.rendering import language_of, render
from serving.web.routes import Pages

PAGES = Pages()
LISTS_FOLLOWED = 8
STEPS = {
    "visited": Text(zh="走访核查", en="Visited"),
    "confirmed": Text(zh="核查属实", en="Confirmed"),
    "identified": Text(zh="认定纳入", en="Identified"),
    "helped": Text(zh="得到帮扶", en="Helped"),
    "eliminated": Text(zh="风险消除", en="Risk eliminated"),
    "rolled_back": Text(zh="消除后回退", en="Rolled back"),
}
SINCE = {
    "identified": Text(zh="线索到认定", en="from the clue"),
    "helped": Text(zh="认定到首次帮扶", en="from identification"),
    "eliminated": Text(zh="认定到消除", en="from identification"),
}


@PAGES.page("/overview", Right.READ_OVERVIEW, entry=Text(zh="总览", en="Overview"), place=30)
def overview(request: Request, caller: Asking, kept: Kept, line: str = "") -> Response:
    """The county, or the part of it within the caller's reach."""
    run: Run = request.app.state.run
    about = weekly.published(kept)
    if about is None:
        return render(request, "overview.html", {"about": None})
    today, scope = request.app.state.settings.day(), caller.within.scope
    digits = standings.reach_digits(caller)
    trend = standings.trend(kept, about)
    drawn = trend[1:] or trend  # on the first list everybody is new, which says nothing
    context = {
        "about": about,
        "area": places(kept, caller.within),
        "counts": standings.counts(kept, about.week, digits, standings.persons_by_village(run.records, today, scope)),
        "statuses": standings.status_words(),
        "level": "township" if digits == 9 else "village",
        "trend": trend,
        "drawing": lines([w.week for w in drawn], _lines(drawn), TREND, language_of(request)),
        "steps": what_became.steps(run.records, today, scope),
        "step_words": STEPS,
        "since": SINCE,
        "outcomes": what_became.outcomes(run.records, today, scope, _last_lists(kept, today)),
        "least": followed.LEAST,
        "within_days": followed.WITHIN_DAYS,
        "help": what_became.help_seen(run.records, today, scope),
        "causes": _causes(kept, run, about),
        "rehearsed": _rehearsed(kept, run, about, line),
        "asked_line": line,
    }
    return render(request, "overview.html", context)


TREND = Text(zh="各周名单户数", en="Households on each week's list")


def _lines(trend: Sequence[standings.WeekCount]) -> list[Line]:
    return [
        Line(Text(zh="在名单上", en="listed"), [w.listed for w in trend], "line"),
        Line(Text(zh="规则通道", en="rule lane"), [w.rule for w in trend], "line second"),
        Line(Text(zh="新增", en="new"), [w.new for w in trend], "line third"),
    ]


def _last_lists(kept: Session, today: date) -> tuple[tuple[str, date, tuple[str, ...]], ...]:
    """The last lists, oldest first, that visits can have answered: week, day, households listed within reach."""
    weeks = select(PublishedList.week, PublishedList.as_of).where(PublishedList.as_of < today)
    last = dict(kept.execute(weeks.order_by(PublishedList.week.desc()).limit(LISTS_FOLLOWED)).tuples().all())
    listed: dict[str, list[str]] = {week: [] for week in last}
    asked = select(Listed.week, Listed.household_id).where(Listed.week.in_(last)).order_by(Listed.household_id)
    for week, household in kept.execute(asked).tuples():
        listed[week].append(household)
    return tuple((week, last[week], tuple(listed[week])) for week in sorted(last))


def _causes(kept: Session, run: Run, about: PublishedList) -> list[dict[str, Any]]:
    """Each cause with its households within reach and the township that has most of them."""
    groups = run.causes(about.week)
    if groups is None:
        return []
    homes = dict(kept.execute(select(Household.household_id, Household.village_code)).tuples().all())
    mine = groups[groups["household_id"].isin(homes)]
    mine = mine.assign(township=mine["household_id"].map(homes).str[:9] + "000")
    made = []
    for key, some in mine.groupby("cause"):
        most = some["township"].value_counts()
        cause = Cause(str(key))
        made.append(
            {
                "label": cause.label,
                "themes": cause.themes,
                "households": len(some),
                "most": most.index[0],
                "there": int(most.iloc[0]),
            }
        )
    return sorted(made, key=lambda one: -one["households"])


def _rehearsed(kept: Session, run: Run, about: PublishedList, line: str) -> rehearsal.Rehearsal | None:
    amount = rehearsal.line_of(line)
    path = run.vectors.path(about.as_of)
    if amount is None or not path.is_file():
        return None
    homes = dict(kept.execute(select(Household.household_id, Household.monitored)).tuples().all())
    return rehearsal.rehearse(
        rehearsal.incomes(path, list(homes)), amount, [h for h, followed_ in homes.items() if followed_]
    )
