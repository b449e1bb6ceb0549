"""The one place that decides what a caller sees of a value: in clear, in general words, or with stars."""

from collections.abc import Iterable, Mapping
from typing import Any

from features.privacy import Privacy
from features.text import Text
from models.measure import measures
from serving.access.caller import Caller
from serving.access.role import Identity

SENSITIVE = frozenset({Privacy.HEALTH, Privacy.FINANCE, Privacy.MINOR})
HIDDEN = Text(zh="（无权查看）", en="(not shown to your role)")


def masked(value: str | None, identity: Identity, caller: Caller) -> str:
    """A person's name, identity number, phone or account as `caller` may see it; "" for none.

    >>> from serving.access.role import roles
    >>> from serving.access.caller import Within
    >>> officer = Caller(name="a", role=roles()["county_officer"], within=Within.nothing())
    >>> masked("张小明", Identity.NAME, officer), masked("990101199001011234", Identity.IDENTITY_NUMBER, officer)
    ('张小明', '9901**********1234')
    """
    if not value:
        return ""
    return value if caller.knows(identity) else _STARS[identity](value)


def _name(value: str) -> str:
    return value[0] + "*" * (len(value) - 1)


def _middle(first: int, last: int, value: str) -> str:
    if len(value) <= first + last:
        return "*" * len(value)
    return value[:first] + "*" * (len(value) - first - last) + value[-last:]


_STARS = {
    Identity.NAME: _name,
    Identity.IDENTITY_NUMBER: lambda v: _middle(4, 4, v),
    Identity.PHONE: lambda v: _middle(3, 4, v),
    Identity.BANK_ACCOUNT: lambda v: _middle(0, 4, v),
}


def said(fact: Mapping[str, Any], caller: Caller) -> Text:
    """The words of a reason or alert (keys zh, en, zh_hidden, en_hidden, privacy) as `caller` may read them."""
    if caller.sees(fact.get("privacy", Privacy.HOUSEHOLD)):
        return Text(zh=fact["zh"], en=fact["en"])
    return Text(zh=fact["zh_hidden"], en=fact["en_hidden"])


def suggested(kept: Iterable[Mapping[str, Any]], caller: Caller) -> list[Mapping[str, Any]]:
    """The suggested help (key `measure` or `measures`) that a caller may be told of: help for illness tells of it."""
    return [one for one in kept if all(_told(name, caller) for name in one.get("measures", [one.get("measure")]))]


def _told(name: str, caller: Caller) -> bool:
    """A measure that is not declared any more is told only to those who see everything it might have told."""
    tells = measures()[name].tells if name in measures() else SENSITIVE
    return all(caller.sees(privacy) for privacy in tells)


def value_shown(value: Any, privacy: Privacy, caller: Caller) -> Any:
    """A record's value if `caller` sees its class, else the words `HIDDEN`."""
    return value if caller.sees(privacy) else HIDDEN
