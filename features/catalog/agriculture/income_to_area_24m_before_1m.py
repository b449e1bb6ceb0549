"""The household's usual yearly income per head over the township's usual one, both before the last month.

Prices rise for all: set against the neighbours' it is free of what money has lost since.
"""

from features.feature import UNKNOWN, Direction, Example, Feature
from features.privacy import Privacy
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    of=("income_mean_per_equivalent_24m_before_1m", "area_median_income_24m_before_1m"),
    value="income_mean_per_equivalent_24m_before_1m / nullif(area_median_income_24m_before_1m, 0)",
    unit="ratio",
    direction=Direction.LOWERS_RISK,
    label=Text(
        zh="此前24个月收入与本乡镇中位数之比",
        en="Usual income relative to the township's median, 24 months before the last",
    ),
    reason=Text(
        zh="此前24个月人均收入为本乡镇中位数的{value:.0%}",
        en="used to earn {value:.0%} of its township's middle income per head",
    ),
    when_empty=UNKNOWN,
    valid_range=(0, 10_000),
    privacy=Privacy.FINANCE,
    from_snapshots=True,
    theme=Theme.INCOME,
    said=False,  # income_to_area_latest says where it stands now
    example=Example(
        values="""
            household_id | income_mean_per_equivalent_24m_before_1m | area_median_income_24m_before_1m
            H1           | 3000                         | 6000
            H2           | 3000                         | 0
            H3           | -                            | 6000
        """,
        expect={"H1": 0.5, "H2": None, "H3": None},
    ),
)
