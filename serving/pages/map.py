"""The map: townships, then villages, shaded by risk or by how visits go; the same figures as a table."""

import json
from typing import Any

from fastapi import Request, Response

from features.errors import UnreadableError
from features.synthetic.county_map import with_villages
from features.text import Text
from serving.access.right import Right
from serving.drawing.county_map import SHADES, Shaded, county_map, shade
from serving.reading import areas, weekly
from serving.reading.choice import overdue
from serving.reading.places import Places, places
from serving.reading.remembered import area_records
from serving.reading.standings import reach_digits
from serving.run import Run
from serving.web.asking import Asking, Kept
from serving.web.rendering import language_of, render
from serving.web.routes import Pages

PAGES = Pages()
PROCEDURE = "procedure_days"


@PAGES.page("/map", Right.READ_OVERVIEW, entry=Text(zh="地图", en="Map"), place=40)
def show(request: Request, caller: Asking, kept: Kept, by: str = "risk", township: str = "") -> Response:
    """The county, or the villages of one township."""
    run: Run = request.app.state.run
    about = weekly.published(kept)
    if about is None:
        return render(request, "map.html", {"about": None})
    if by not in areas.SHOWN or (township and not (township.isdigit() and len(township) == 12)):
        raise UnreadableError("地图没有这一项，请重新选择", "the map does not show that: choose again")
    area, today = places(kept, caller.within), request.app.state.settings.day()
    earlier = [week for week in weekly.weeks_published(kept) if week < about.week]
    late = overdue(earlier, run.standards.amount(PROCEDURE, run.county, about.as_of))
    visits = area_records(run.records, today, caller.within.scope, "visits")
    rows = areas.figures(kept, about.week, areas.high_from(run.risks(about.week)), late, visits, today)
    digits = 12 if township else reach_digits(caller)
    alarms = [a for a in about.about.get("alarms") or [] if caller.within.covers(a["village_code"])]
    found = areas.by_area(rows[rows.index.str.startswith(township[:9])], digits, alarms)
    shown = areas.SHOWN[by]
    cuts = areas.cuts([shown.share(one) for one in found], SHADES)
    shaded = {one.area_code: _shaded(one, shown, cuts, area, by, digits) for one in found}
    drawing = county_map(_features(run, area), shaded, shown.label.of(language_of(request)))
    context = {
        "about": about,
        "area": area,
        "by": by,
        "township": township,
        "digits": digits,
        "options": areas.SHOWN,
        "shown": shown,
        "found": found,
        "cuts": cuts,
        "drawing": drawing,
    }
    return render(request, "map.html", context)


def _shaded(
    one: areas.AreaFigures, shown: areas.Shown, cuts: list[float], area: Places, by: str, digits: int
) -> Shaded:
    share = shown.share(one)
    closer = f"/map?by={by}&township={one.area_code}" if digits == 9 else f"/week?village={one.area_code}"
    said = "—" if share is None else f"{100 * share:.0f}%"
    return Shaded(area.name(one.area_code), said, shade(share, cuts), closer, bool(one.alarms))


def _features(run: Run, area: Places) -> list[dict[str, Any]]:
    """The county's own map; the invented county's villages are drawn into its townships."""
    path = run.records.root / "county.geojson"
    if not path.is_file():
        return []
    county = json.loads(path.read_text(encoding="utf-8"))
    if run.records.source.name == "synthetic":
        county = with_villages(county, area.villages())
    return county["features"]
