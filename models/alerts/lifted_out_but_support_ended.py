"""Marked as lifted out while living on transfers, and a benefit it drew has ended."""

from features.department import Department
from features.text import Text
from features.theme import Theme
from models.alert import Alert, Threshold

ALERT = Alert(
    label=Text(zh="脱贫后依靠的补助已停", en="Lifted out, and the support it drew on has ended"),
    reason=Text(
        zh=(
            "近半年有{benefits_ended_half_year:.0f}项保障或补助停止，"
            "而转移性收入占收入的{transfer_share_of_income_12m:.0%}"
        ),
        en=(
            "{benefits_ended_half_year:.0f} benefits ended in the past half year, while transfers make "
            "{transfer_share_of_income_12m:.0%} of its income"
        ),
    ),
    hidden=Text(zh="已享受的保障有变化", en="the support it holds has changed"),
    of=("benefits_ended_half_year", "transfer_share_of_income_12m", "formerly_poor"),
    condition=("formerly_poor > 0 AND benefits_ended_half_year > 0 AND transfer_share_of_income_12m >= least_share"),
    standards={"least_share": Threshold("alert_thresholds", "transfer_share_of_income")},
    evidence="benefits_ended_half_year",
    forgets_after=6,
    department=Department.CIVIL_AFFAIRS,
    theme=Theme.SUPPORT,
    firing="""
        household_id | formerly_poor | benefits_ended_half_year | transfer_share_of_income_12m | least_share
        H1           | 1             | 1                        | 0.3                          | 0.3
    """,
    silent="""
        household_id | formerly_poor | benefits_ended_half_year | transfer_share_of_income_12m | least_share
        H1           | 1             | 0                        | 0.6                          | 0.3
        H2           | 1             | 1                        | 0.1                          | 0.3
        H3           | -             | 1                        | 0.6                          | 0.3
        H4           | 1             | 1                        | -                            | 0.3
    """,
    source=Text(zh="项目自定，待县里确认", en="our own default, for the county to confirm"),
    unofficial=True,
)
