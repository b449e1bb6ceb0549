"""Members of whom the insurer has never sent a record: unknown, not uninsured."""

from features.feature import UNKNOWN, Direction, Example, Feature
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    of=("members", "members_on_insurance_file"),
    value="members - members_on_insurance_file",
    unit="persons",
    direction=Direction.EITHER,  # it tells of the records, not of the household
    label=Text(zh="无医保记录的人数", en="Members without any insurance record"),
    reason=Text(
        zh="全家有{value:.0f}人没有医保记录",
        en="has no insurance record at all for {value:.0f} of its members",
    ),
    when_empty=UNKNOWN,
    valid_range=(-30, 30),
    from_snapshots=True,
    theme=Theme.RECORDS,
    said=False,  # a missing record is no fault of the household
    example=Example(
        values="""
            household_id | members | members_on_insurance_file
            H1           | 4       | 3
            H2           | 4       | -
            H3           | -       | 3
        """,
        expect={"H1": 1, "H2": None, "H3": None},
    ),
)
