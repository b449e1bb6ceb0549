"""Share of the members who are below 16."""

from features.feature import UNKNOWN, Direction, Example, Feature
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    of=("children", "members"),
    value="children / nullif(members, 0)",
    unit="share",
    direction=Direction.EITHER,
    label=Text(zh="儿童占比", en="Share of children"),
    reason=Text(zh="全家{value:.0%}为16岁以下儿童", en="consists of children below 16 for {value:.0%}"),
    when_empty=UNKNOWN,
    valid_range=(0, 1),
    from_snapshots=True,
    theme=Theme.MEMBERS,
    said=False,  # dependants_per_labourer says who depends on whom, without naming an age
    example=Example(
        values="""
            household_id | children | members
            H1           | 1        | 4
            H2           | -        | 4
            H3           | 1        | 0
        """,
        expect={"H1": 0.25, "H2": None, "H3": None},
    ),
)
