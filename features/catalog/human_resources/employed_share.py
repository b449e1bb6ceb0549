"""Share of the members who are in work of any kind: how many mouths each working pair of hands feeds."""

from features.feature import UNKNOWN, Direction, Example, Feature
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    of=("working_members", "members"),
    value="working_members / nullif(members, 0)",
    unit="share",
    direction=Direction.LOWERS_RISK,
    label=Text(zh="在业人口比例", en="Share of members in work"),
    reason=Text(zh="全家只有{value:.0%}的人在业", en="has only {value:.0%} of its members in work"),
    reason_of_none=Text(zh="全家无人在业", en="has nobody in work"),
    when_empty=UNKNOWN,
    valid_range=(0, 1),
    from_snapshots=True,
    theme=Theme.WORK,
    said_to=0.34,
    example=Example(
        values="""
            household_id | working_members | members
            H1           | 1               | 4
            H2           | -               | 4
            H3           | 1               | 0
        """,
        expect={"H1": 0.25, "H2": None, "H3": None},
    ),
)
