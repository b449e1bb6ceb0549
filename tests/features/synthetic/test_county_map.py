"""The invented county's villages on its map."""

import pytest

from features.synthetic.county_map import area, cells, with_villages

OUTLINE = [(0.0, 0.0), (2.0, 0.1), (2.1, 1.0), (0.1, 1.2)]
NAMES = [f"9901011012{n:02d}" for n in range(1, 8)]


@pytest.mark.parametrize("count", [1, 2, 7])
def test_the_cells_fill_the_township_without_overlap(count):
    made = cells(OUTLINE, NAMES[:count])
    assert sum(area(cell) for cell in made) == pytest.approx(area(OUTLINE), rel=1e-9)
    assert min(area(cell) for cell in made) > 0.3 * area(OUTLINE) / count


def test_the_same_codes_give_the_same_map_and_every_village_lies_in_its_township():
    ring = [[*corner] for corner in (*OUTLINE, OUTLINE[0])]
    township = {"properties": {"area_code": "990101101000"}, "geometry": {"coordinates": [ring]}}
    villages = {code: code[-2:] for code in NAMES} | {"990101102201": "elsewhere"}
    county = with_villages({"type": "FeatureCollection", "features": [township]}, villages)
    assert county == with_villages({"type": "FeatureCollection", "features": [township]}, villages)
    drawn = [f["properties"]["area_code"] for f in county["features"]]
    assert drawn == ["990101101000", *NAMES]
