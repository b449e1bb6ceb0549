"""The map says what its table says, and the table what the list says."""

import re

import pytest

from serving.reading.areas import SHOWN
from tests.serving.conftest import Service


@pytest.mark.parametrize("by", sorted(SHOWN))
def test_every_area_of_the_table_is_drawn_with_its_figure(service: Service, by):
    page = service.browser("county_officer", "en").get(f"/map?by={by}").text
    drawn = set(re.findall(rf'<a href="/map\?by={by}&amp;township=(\d+)" aria-label', page))
    tabled = set(re.findall(rf'<a href="/map\?by={by}&amp;township=(\d+)">', page))
    assert drawn == tabled != set()


def test_a_township_opens_onto_its_villages(service: Service):
    browser = service.browser("county_officer")
    township = re.search(r"township=(\d{12})", browser.get("/map").text).group(1)
    villages = re.findall(r'<a href="/week\?village=(\d+)" aria-label', browser.get(f"/map?township={township}").text)
    assert villages
    assert {village[:9] for village in villages} == {township[:9]}


def test_what_the_map_does_not_show_is_refused(service: Service):
    assert service.browser("county_officer").get("/map?by=wealth").status_code == 422
    assert service.browser("county_officer").get("/map?township=abc").status_code == 422
