"""The household's yearly income per head over the township's middle one, at the rate of the last month on file."""

from features.feature import UNKNOWN, Direction, Example, Feature
from features.privacy import Privacy
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    of=("income_per_equivalent_latest", "area_median_income_per_equivalent_latest"),
    value="income_per_equivalent_latest / nullif(area_median_income_per_equivalent_latest, 0)",
    unit="ratio",
    direction=Direction.LOWERS_RISK,
    label=Text(zh="收入与本乡镇中位数之比", en="Income relative to the township's median, last month on file"),
    reason=Text(
        zh="最近登记月份人均收入为本乡镇中位数的{value:.0%}",
        en="earned {value:.0%} of its township's middle income per head in the last month on file",
    ),
    when_empty=UNKNOWN,
    valid_range=(0, 10_000),
    privacy=Privacy.FINANCE,
    from_snapshots=True,
    theme=Theme.INCOME,
    said_to=0.9,
    example=Example(
        values="""
            household_id | income_per_equivalent_latest | area_median_income_per_equivalent_latest
            H1           | 3000                         | 6000
            H2           | 3000                         | 0
            H3           | -                            | 6000
        """,
        expect={"H1": 0.5, "H2": None, "H3": None},
    ),
)
