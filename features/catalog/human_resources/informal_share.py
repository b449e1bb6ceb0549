"""Share of the members in work whose work is an employment without contract or contributions."""

from features.feature import UNKNOWN, Direction, Example, Feature
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    of=("informal_workers", "working_members"),
    value="informal_workers / nullif(working_members, 0)",
    unit="share",
    direction=Direction.RAISES_RISK,
    label=Text(zh="无合同无社保务工占比", en="Share of informal work"),
    reason=Text(
        zh="在业成员中{value:.0%}没有合同也没有社保",
        en="has {value:.0%} of its working members without contract or contributions",
    ),
    when_empty=UNKNOWN,
    valid_range=(0, 1),
    from_snapshots=True,
    theme=Theme.WORK,
    said_from=0.5,
    example=Example(
        values="""
            household_id | informal_workers | working_members
            H1           | 1                | 2
            H2           | 0                | 0
            H3           | -                | 2
        """,
        expect={"H1": 0.5, "H2": None, "H3": None},
    ),
)
