"""Monthly wages of all running registered employments; unknown when one does not say if it is, or what it pays."""

from datetime import date

from features.feature import UNKNOWN, Direction, Example, Feature, Scale
from features.privacy import Privacy
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    table="employment_spells",
    where="is_member",
    by="person_id",
    each={
        "state": (
            "latest(CASE WHEN ended_on <= as_of OR work_state <> 'employed' THEN 'other' "
            "WHEN registered THEN 'registered' WHEN registered IS NULL THEN 'unsaid' ELSE 'informal' END)"
        ),
        "wage": "latest(coalesce(monthly_wage_fen, -1))",  # so that an older spell's wage does not stand in
    },
    value=(
        "CASE WHEN count(*) FILTER (WHERE state = 'unsaid' OR (state = 'registered' AND wage < 0)) > 0 THEN NULL "
        "ELSE coalesce(sum(wage) FILTER (WHERE state = 'registered'), 0) / 100.0 END"
    ),
    unit="CNY a month",
    direction=Direction.EITHER,  # at the same total income a question of kind
    label=Text(zh="现有正规就业月工资合计", en="Monthly wages of running registered employments"),
    reason=Text(
        zh="全家现有正规就业月工资合计{value:,.0f}元",
        en="earns CNY {value:,.0f} a month in its present registered employments",
    ),
    reason_of_none=Text(zh="全家现无正规就业工资", en="earns no wages in registered employment at present"),
    when_empty=UNKNOWN,
    scale=Scale.LINE,
    valid_range=(0, 1_000_000),
    privacy=Privacy.FINANCE,
    from_snapshots=True,
    theme=Theme.WORK,
    example=Example(
        as_of=date(2025, 6, 30),
        records="""
    household_id|person_id|is_member|happened_on|known_on  |work_state|registered|ended_on  |monthly_wage_fen
    H1          |P1       |true     |2024-01-01 |2024-01-10|employed  |true      |-         |300000
    H1          |P2       |true     |2024-01-01 |2024-01-10|employed  |true      |-         |100000
    H1          |P3       |true     |2024-01-01 |2024-01-10|employed  |true      |2025-03-01|500000
    H1          |P4       |false    |2024-01-01 |2024-01-10|employed  |true      |-         |500000
    H1          |P5       |true     |2025-06-01 |2025-07-10|employed  |true      |-         |500000
    H1          |P6       |true     |2024-01-01 |2024-01-10|employed  |false     |-         |500000
    H2          |P7       |true     |2024-01-01 |2024-01-10|employed  |-         |-         |-
    H3          |P8       |true     |2024-01-01 |2024-01-10|employed  |true      |2025-03-01|300000
    H3          |P8       |true     |2025-03-01 |2025-03-10|employed  |true      |-         |-
    H5          |P10      |true     |2024-01-01 |2024-01-10|employed  |false     |-         |500000
    H4          |P9       |false    |2024-01-01 |2024-01-10|employed  |true      |-         |500000
        """,
        expect={"H1": 4000, "H2": None, "H3": None, "H4": None, "H5": 0},
    ),
)
