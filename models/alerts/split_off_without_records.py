"""A household that split off from another has no income on file of its own."""

from features.department import Department
from features.text import Text
from features.theme import Theme
from models.alert import Alert, Threshold

ALERT = Alert(
    label=Text(zh="分户后无收入记录", en="Split off, no records of its own"),
    reason=Text(
        zh="由他户分出，近12个月只有{income_months_recorded_12m:.0f}个月的收入记录，建议上门登记",
        en=(
            "split off from another household; only {income_months_recorded_12m:.0f} months of income are on "
            "file: register it at the door"
        ),
    ),
    hidden=Text(zh="分户后需要登记", en="split off from another household: to be registered"),
    of=("split_off", "income_months_recorded_12m"),
    condition="split_off > 0 AND income_months_recorded_12m <= most_months",
    standards={"most_months": Threshold("alert_thresholds", "split_off_months_recorded")},
    evidence="split_off",
    returns_with="households",
    department=Department.TOWNSHIP,
    theme=Theme.RECORDS,
    firing="""
        household_id | split_off | income_months_recorded_12m | most_months
        H1           | 1         | 0                          | 0
    """,
    silent="""
        household_id | split_off | income_months_recorded_12m | most_months
        H1           | 1         | 5                          | 0
        H2           | 0         | 0                          | 0
        H3           | -         | 0                          | 0
        H4           | 1         | -                          | 0
    """,
    source=Text(zh="项目自定，待县里确认", en="our own default, for the county to confirm"),
    unofficial=True,
)
