"""What a reason says to those who may not see health, money or minors: the theme, without any number."""

from features.privacy import Privacy
from features.text import Text
from features.theme import Theme

SENSITIVE = frozenset({Privacy.HEALTH, Privacy.FINANCE, Privacy.MINOR})

GENERAL = {
    Theme.INCOME: Text(zh="收入方面需要了解", en="the household's income needs a look"),
    Theme.WORK: Text(zh="务工就业方面需要了解", en="the household's work needs a look"),
    Theme.MEDICAL: Text(zh="健康医疗方面负担较重", en="health weighs on the household"),
    Theme.HOUSING: Text(zh="住房饮水方面需要了解", en="house or water needs a look"),
    Theme.SCHOOLING: Text(zh="子女就学方面需要关注", en="the children's schooling needs attention"),
    Theme.MEMBERS: Text(zh="家庭劳力人口有困难", en="the household is short of hands"),
    Theme.PRODUCTION: Text(zh="粮食产业方面需要了解", en="the household's production needs a look"),
    Theme.SUPPORT: Text(zh="政策享受情况需要核对", en="the support the household draws needs checking"),
    Theme.DISASTER: Text(zh="近期遭遇灾害或意外", en="a disaster or accident befell the household"),
    Theme.DEBT: Text(zh="家庭资金周转有压力", en="money is short in the household"),
    Theme.RECORDS: Text(zh="登记情况需要核对", en="the household's records need checking"),
    Theme.AREA: Text(zh="所在村组情况需要关注", en="the surroundings need attention"),
}


def hidden_words(privacy: Privacy, theme: Theme, words: Text) -> Text:
    """The words for those without the right to `privacy`: general if it is sensitive, else `words`."""
    return GENERAL[theme] if privacy in SENSITIVE else words
