"""Names of areas, and those a caller may choose among."""

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from serving.access.caller import Within
from serving.database.areas import Area

DIGITS = {"county": 6, "township": 9, "village": 12}


class Places:
    """Every area's name by its 12-digit code; `townships` and `villages` are those that meet the caller's reach."""

    def __init__(self, areas: Mapping[str, tuple[str, str]], within: Within) -> None:
        self._areas = areas
        self._within = within

    def name(self, code: str) -> str:
        """The area's name, its code where the register has none."""
        return self._areas.get(code, ("", code))[1]

    @property
    def names(self) -> dict[str, str]:
        """Code to name."""
        return {code: name for code, (_, name) in self._areas.items()}

    @property
    def townships(self) -> dict[str, str]:
        """Code to name of the townships within reach, or around it."""
        return self._of("township")

    def villages(self, township: str = "") -> dict[str, str]:
        """Code to name of the villages within reach, of one township if it is given."""
        return {code: name for code, name in self._of("village").items() if code.startswith(township[:9])}

    def _of(self, level: str) -> dict[str, str]:
        some = {code: name for code, (kind, name) in sorted(self._areas.items()) if kind == level}
        return {code: name for code, name in some.items() if self._meets(code, level)}

    def _meets(self, code: str, level: str) -> bool:
        own = code[: DIGITS[level]]
        return any(code.startswith(p) or p.startswith(own) for p in self._within.prefixes)


def places(kept: Session, within: Within) -> Places:
    """The county's areas as `within` may choose among them."""
    rows = kept.execute(select(Area.area_code, Area.level, Area.name)).tuples()
    return Places({code: (level, name) for code, level, name in rows}, within)
