"""A record store written down as small ascii tables: how tests of records and vectors state their input."""

from datetime import date
from pathlib import Path

import pandas as pd

from features.ascii_table import read_ascii
from features.coverage import Covered
from features.records import Records, Source
from features.table import tables

SOURCE = Source(name="written_down", title_zh="手写记录", title_en="Written down for a test", lines="own")
AREAS = """
    record_id | area_code    | level    | area_name | happened_on | known_on
    A1        | 990101000000 | county   | C         | 2000-01-01  | 2000-01-01
    A2        | 990101001000 | township | T         | 2000-01-01  | 2000-01-01
    A3        | 990101001001 | village  | V         | 2000-01-01  | 2000-01-01
    A4        | 990101002000 | township | U         | 2000-01-01  | 2000-01-01
    A5        | 990101002001 | village  | W         | 2000-01-01  | 2000-01-01
"""
HOUSEHOLDS = """
    record_id | household_id | village_code | happened_on | known_on
    H1        | H1           | 990101001001 | 2010-01-01  | 2010-01-01
    H2        | H2           | 990101001001 | 2010-01-01  | 2010-01-01
    H3        | H3           | 990101002001 | 2010-01-01  | 2010-01-01
"""
MEMBERS = """
    record_id | household_id | person_id | relation | born_on    | equivalent_adults | happened_on | known_on
    M1        | H1           | P1        | head     | 1980-01-01 | 1                 | 2010-01-01  | 2010-01-01
    M2        | H1           | P2        | child    | 2012-01-01 | 1                 | 2012-01-01  | 2012-01-20
    M3        | H2           | P3        | head     | 1950-01-01 | 1                 | 2010-01-01  | 2010-01-01
    M4        | H3           | P4        | head     | 1975-01-01 | 1                 | 2010-01-01  | 2010-01-01
"""
COUNTY = {"areas": AREAS, "households": HOUSEHOLDS, "members": MEMBERS}
LINE = """
title_zh = "线"
title_en = "Line"
unit = "CNY per person and year"
[[figure]]
area = "99"
from = 2020-01-01
amount = 8000.0
document = "made up for a test"
"""


def county(root: Path, **written: str) -> Records:
    """A store of three households in two villages with the tables `written`, everything covered since 2010.

    A table of COUNTY that is written again replaces it; an empty text leaves it out.
    """
    covered = [Covered(table=name, first_on=date(2010, 1, 1)) for name in tables()]
    records = Records.create(root, SOURCE, covered)
    for name, text in (COUNTY | written).items():
        if text.strip():
            records.append(name, rows(text))
    standards = root / "standards"
    standards.mkdir()
    (standards / "monitoring_line.toml").write_text(LINE, encoding="utf-8")
    return records


def rows(text: str) -> pd.DataFrame:
    """An ascii table as a frame of texts; the contract gives them their types."""
    return pd.DataFrame(read_ascii(text))
