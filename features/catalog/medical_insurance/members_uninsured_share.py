"""Share of the members who are known to be without medical insurance."""

from features.feature import UNKNOWN, Direction, Example, Feature
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    of=("members_uninsured", "members"),
    value="members_uninsured / nullif(members, 0)",
    unit="share",
    direction=Direction.RAISES_RISK,
    label=Text(zh="未参保人数比例", en="Share of members without medical insurance"),
    reason=Text(
        zh="全家{value:.0%}的人没有有效的医保参保记录",
        en="has no valid medical insurance on record for {value:.0%} of its members",
    ),
    when_empty=UNKNOWN,
    valid_range=(0, 1),
    from_snapshots=True,
    theme=Theme.MEDICAL,
    said=False,  # members_uninsured says it in persons
    example=Example(
        values="""
            household_id | members_uninsured | members
            H1           | 1                 | 4
            H2           | -                 | 4
            H3           | 1                 | 0
        """,
        expect={"H1": 0.25, "H2": None, "H3": None},
    ),
)
