"""A code that was never on file before came in this week."""

from features.table import table
from features.text import Text
from monitoring.arriving import reading, watched
from monitoring.check import Check, Concern, Threshold, Told
from monitoring.finding import Finding, State
from monitoring.week import Week

FEW = 5
ROWS_BEFORE = 200  # a younger table has new codes of its own accord


def find(week: Week) -> list[Finding]:
    """One finding per coded column that came in this week."""
    return [one for name in watched() for one in _of(week, name)]


def _of(week: Week, name: str) -> list[Finding]:
    rows = week.arrived(name, 1)
    before = week.feeds.codes(name, week.began)
    found = []
    for column, known in before.items():
        if len(rows) and sum(known.values()) >= ROWS_BEFORE:
            came = rows[column].dropna().value_counts()
            found.append(_said(name, column, {str(c): int(n) for c, n in came.items() if c not in known}, len(rows)))
    return found


def _said(name: str, column: str, new: dict[str, int], rows: int) -> Finding:
    contract = table(name)
    declared = contract.all_columns[column]
    most = max(new.values(), default=0)
    names = [declared.codes[c] for c in new]
    zh, en = "、".join(n.zh for n in names), ", ".join(n.en for n in names)
    return Finding(
        key=f"{name}.{column}",
        state=State.ALARM if most >= FEW else State.NOTICE if new else State.QUIET,
        words=Text(
            zh=f"{contract.label.zh}“{declared.label.zh}”首次出现：{zh or '无'}（{most}条）",
            en=f"{contract.label.en}: {declared.label.en}, never seen before: {en or 'none'} ({most} rows)",
        ),
        value=float(most),
        n=rows,
        department=contract.department,
        table=name,
        features=reading(name, column),
    )


CHECK = Check(
    concern=Concern.RECORDS,
    question=Text(zh="出现了从未有过的类别吗？", en="Has a category come that was never there?"),
    threshold=Threshold(
        value=FEW,
        measure=Text(zh="从未出现过的代码在本周的条数", en="rows of the week with a code never on file before"),
        source="fewer may be a slip of the hand; codes that no table declares never get past the intake",
    ),
    remedy=Text(
        zh="问清含义；模型没有学过这一类别，相关户请人工研判",
        en="ask what it means; the models never learnt it, so have people look at these households",
    ),
    told=(Told.DEPARTMENT, Told.DATA_SCIENTIST),
    find=find,
)
