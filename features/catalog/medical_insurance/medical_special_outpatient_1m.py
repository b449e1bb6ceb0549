"""What the household itself paid in the past month for outpatient treatment of chronic or special diseases."""

from datetime import date

from features.feature import Direction, Example, Feature, Scale
from features.privacy import Privacy
from features.text import Text
from features.theme import Theme

FEATURE = Feature(
    table="medical_claims",
    months=1,
    where="setting = 'special_outpatient'",
    value="sum(self_paid_fen) / 100.0",
    unit="CNY",
    direction=Direction.RAISES_RISK,
    label=Text(zh="近1个月门诊慢特病自付费用", en="Out-of-pocket costs of special outpatient treatment, past month"),
    reason=Text(
        zh="近1个月门诊慢特病自付{value:,.0f}元",
        en="paid CNY {value:,.0f} for special outpatient treatment in a month",
    ),
    when_empty=0.0,  # no claim on file means nothing was paid
    scale=Scale.LINE,
    valid_range=(0, 500_000),
    privacy=Privacy.HEALTH,
    theme=Theme.MEDICAL,
    said_from=200,
    example=Example(
        as_of=date(2025, 6, 30),
        records="""
            household_id | happened_on | known_on   | setting            | self_paid_fen
            H1           | 2025-05-31  | 2025-06-10 | special_outpatient | 90000
            H1           | 2025-06-01  | 2025-06-10 | special_outpatient | 30000
            H1           | 2025-06-11  | 2025-06-20 | special_outpatient | 20000
            H1           | 2025-06-11  | 2025-06-20 | outpatient         | 70000
            H1           | 2025-06-20  | 2025-07-10 | special_outpatient | 40000
            H2           | 2025-06-11  | 2025-06-20 | outpatient         | 70000
        """,
        expect={"H1": 500, "H2": 0},
    ),
)
