"""The themes under which reasons are grouped: the words that cadres already use (四看法 and beyond)."""

from enum import Enum

from features.text import Text


class Theme(Enum):
    """What a reason is about. The value is stored: keep it."""

    INCOME = "income"
    WORK = "work"
    MEDICAL = "medical"
    HOUSING = "housing"
    SCHOOLING = "schooling"
    MEMBERS = "members"
    PRODUCTION = "production"
    SUPPORT = "support"
    DISASTER = "disaster"
    DEBT = "debt"
    RECORDS = "records"
    AREA = "area"

    @property
    def label(self) -> Text:
        """The theme's name on pages."""
        return _LABELS[self]


_LABELS = {
    Theme.INCOME: Text(zh="收入", en="Income"),
    Theme.WORK: Text(zh="务工就业", en="Work"),
    Theme.MEDICAL: Text(zh="健康医疗", en="Health and medical costs"),
    Theme.HOUSING: Text(zh="住房饮水", en="Housing and water"),
    Theme.SCHOOLING: Text(zh="读书", en="Schooling"),
    Theme.MEMBERS: Text(zh="劳力人口", en="Members and labour"),
    Theme.PRODUCTION: Text(zh="粮食产业", en="Grain and production"),
    Theme.SUPPORT: Text(zh="已享政策", en="Support held"),
    Theme.DISASTER: Text(zh="灾害意外", en="Disasters and accidents"),
    Theme.DEBT: Text(zh="债务", en="Debt"),
    Theme.RECORDS: Text(zh="数据质量", en="Quality of records"),
    Theme.AREA: Text(zh="所在地", en="Surroundings"),
}
