"""Members below 6: someone has to stay at home with them."""

from datetime import date

from features.feature import UNKNOWN, Direction, Example, Feature
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    table="members",
    where="is_member",
    # no age known: unknown
    value="CASE WHEN count(born_on) > 0 THEN count(DISTINCT person_id) FILTER (WHERE age_years < 6) END",
    unit="persons",
    direction=Direction.EITHER,
    label=Text(zh="6岁以下儿童人数", en="Children below 6"),
    reason=Text(zh="全家有{value:.0f}名6岁以下儿童", en="has {value:.0f} child(ren) below 6"),
    when_empty=UNKNOWN,
    valid_range=(0, 20),
    from_snapshots=True,
    theme=Theme.MEMBERS,
    said=False,  # dependants_per_labourer says who depends on whom, without naming an age
    example=Example(
        as_of=date(2025, 6, 30),
        records="""
            household_id | person_id | born_on    | happened_on | known_on   | left_on
            H1           | P1        | 1980-01-01 | 2010-01-01  | 2010-01-10 | -
            H1           | P2        | 2019-07-01 | 2019-07-01  | 2019-07-10 | -
            H1           | P3        | 2019-06-30 | 2019-06-30  | 2019-07-10 | -
            H1           | P4        | 2022-01-01 | 2022-01-01  | 2022-01-10 | 2024-01-01
            H1           | P5        | 2025-06-01 | 2025-06-01  | 2025-07-10 | -
            H2           | P6        | 1980-01-01 | 2010-01-01  | 2010-01-10 | -
            H2           | P7        | 2022-01-01 | 2022-01-01  | 2022-01-10 | 2024-01-01
            H3           | P8        | -          | 2010-01-01  | 2010-01-10 | -
        """,
        expect={"H1": 1, "H2": 0, "H3": None, "H4": None},
    ),
)
