"""Share of the members who are registered with a chronic or a major illness."""

from features.feature import UNKNOWN, Direction, Example, Feature
from features.privacy import Privacy
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    of=("ill_members", "members"),
    value="ill_members / nullif(members, 0)",
    unit="share",
    direction=Direction.RAISES_RISK,
    label=Text(zh="患慢病或大病人数比例", en="Share of members with a chronic or major illness"),
    reason=Text(
        zh="全家{value:.0%}的人患慢性病或大病",
        en="cares for a registered illness of {value:.0%} of its members",
    ),
    when_empty=UNKNOWN,
    valid_range=(0, 1),
    privacy=Privacy.HEALTH,
    theme=Theme.MEDICAL,
    said=False,  # ill_members says it in persons
    example=Example(
        values="""
            household_id | ill_members | members
            H1           | 1           | 4
            H2           | -           | 4
            H3           | 1           | 0
        """,
        expect={"H1": 0.25, "H2": None, "H3": None},
    ),
)
