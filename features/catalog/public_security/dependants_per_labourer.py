"""Members who do not work for each who can; unknown where nobody can (see no_labour)."""

from features.feature import UNKNOWN, Direction, Example, Feature
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    of=("members", "labour_members"),
    value="(members - labour_members) / nullif(labour_members, 0)",
    unit="persons per labourer",
    direction=Direction.RAISES_RISK,
    label=Text(zh="劳动力负担系数", en="Dependants per member able to work"),
    reason=Text(
        zh="每名劳动力要负担{value:.1f}名家人",
        en="has {value:.1f} dependants for each member able to work",
    ),
    when_empty=UNKNOWN,
    valid_range=(0, 30),
    from_snapshots=True,
    theme=Theme.MEMBERS,
    said_from=1.5,
    example=Example(
        values="""
            household_id | members | labour_members
            H1           | 5       | 2
            H2           | 5       | 0
            H3           | -       | 2
            H4           | 5       | -
        """,
        expect={"H1": 1.5, "H2": None, "H3": None, "H4": None},
    ),
)
