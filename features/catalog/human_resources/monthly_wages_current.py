"""Monthly wages of all running employments together; unknown when one of them has no wage on file."""

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
        "state": "latest(CASE WHEN ended_on IS NULL OR ended_on > as_of THEN work_state ELSE 'ended' END)",
        "wage": "latest(coalesce(monthly_wage_fen, -1))",  # so that an older spell's wage does not stand in
    },
    value=(
        "CASE WHEN min(wage) FILTER (WHERE state = 'employed') < 0 THEN NULL "
        "ELSE coalesce(sum(wage) FILTER (WHERE state = 'employed'), 0) / 100.0 END"
    ),
    unit="CNY a month",
    direction=Direction.EITHER,  # at the same total income a question of kind
    label=Text(zh="现有务工月工资合计", en="Monthly wages of running employments"),
    reason=Text(
        zh="全家现有务工月工资合计{value:,.0f}元",
        en="earns CNY {value:,.0f} a month in its present employments",
    ),
    reason_of_none=Text(zh="全家现无务工工资", en="earns no wages at present"),
    when_empty=UNKNOWN,
    scale=Scale.LINE,
    valid_range=(0, 1_000_000),
    privacy=Privacy.FINANCE,
    from_snapshots=True,
    theme=Theme.WORK,
    example=Example(
        as_of=date(2025, 6, 30),
        records="""
    household_id | person_id | is_member | happened_on | known_on   | work_state | ended_on   | monthly_wage_fen
    H1           | P1        | true      | 2024-01-01  | 2024-01-10 | employed   | -          | 300000
    H1           | P2        | true      | 2024-01-01  | 2024-01-10 | employed   | -          | 100000
    H1           | P3        | true      | 2024-01-01  | 2024-01-10 | employed   | 2025-03-01 | 500000
    H1           | P4        | false     | 2024-01-01  | 2024-01-10 | employed   | -          | 500000
    H1           | P5        | true      | 2025-06-01  | 2025-07-10 | employed   | -          | 500000
    H2           | P6        | true      | 2024-01-01  | 2024-01-10 | unemployed | -          | -
    H3           | P7        | true      | 2024-01-01  | 2024-01-10 | employed   | 2025-03-01 | 300000
    H3           | P7        | true      | 2025-03-01  | 2025-03-10 | employed   | -          | -
    H4           | P8        | false     | 2024-01-01  | 2024-01-10 | employed   | -          | 500000
        """,
        expect={"H1": 4000, "H2": 0, "H3": None, "H4": None},
    ),
)
