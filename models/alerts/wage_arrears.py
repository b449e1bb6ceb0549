"""An employer owes the household wages that are not yet paid."""

from features.department import Department
from features.text import Text
from features.theme import Theme
from models.alert import Alert

ALERT = Alert(
    label=Text(zh="被拖欠工资", en="Wages in arrears"),
    reason=Text(
        zh="被拖欠工资{wage_arrears_open:,.0f}元尚未付清",
        en="is owed CNY {wage_arrears_open:,.0f} of wages",
    ),
    hidden=Text(zh="被拖欠工资", en="is owed wages"),
    of=("wage_arrears_open",),
    condition="wage_arrears_open > 0",
    evidence="wage_arrears_open",
    department=Department.HUMAN_RESOURCES,
    theme=Theme.WORK,
    risk="work",
    mended_by="wage_claim",
    firing="""
        household_id | wage_arrears_open
        H1           | 8000
    """,
    silent="""
        household_id | wage_arrears_open
        H1           | 0
        H2           | -
    """,
    source=Text(
        zh="人社局劳动监察、信访",
        en="labour inspection and petitions: counties' lists of departmental warnings",
    ),
)
