"""Drawings say in markup what the numbers say."""

import re
import xml.etree.ElementTree as ElementTree

import pytest

from serving.drawing.index_over_time import IndexOn, index_over_time
from serving.drawing.svg import element

WEEKS = [IndexOn("2026-W45", 50, 40, 60), IndexOn("2026-W46", 70, 62, 81), IndexOn("2026-W47", 90, 85, 96)]


def test_a_text_cannot_become_markup():
    assert "<script>" not in element("text", "<script>alert(1)</script>", title='"><script>')


@pytest.mark.parametrize("count", [1, 2, 3])
def test_a_higher_index_stands_higher_and_every_week_has_its_dot(count):
    drawing = ElementTree.fromstring(index_over_time(WEEKS[:count], "zh"))
    heights = [float(dot.attrib["cy"]) for dot in drawing.iter("circle")]
    assert heights == sorted(heights, reverse=True)
    assert len(heights) == count


def test_the_drawing_says_in_words_what_it_shows():
    assert "90 in 2026-W47, 80 % interval 85 to 96" in index_over_time(WEEKS, "en")
    assert "2026-W47为90，80%区间85至96" in index_over_time(WEEKS, "zh")


def test_a_drawing_has_no_inline_style_or_script():
    assert not re.search(r"\sstyle=|<style|<script|\son\w+=", index_over_time(WEEKS, "zh"))
