"""The workbook a county prints: one sheet per township, text only, nothing that identifies anybody."""

import json
import re
import zipfile
from pathlib import Path

import pandas as pd
import pytest
from python_calamine import CalamineWorkbook

from features.errors import MissingStandardError
from features.privacy import Privacy
from features.sheets import sheet_name
from features.standard import Figure, Standard, Standards
from features.text import Text
from models.lists.compare import compare
from models.lists.currency import Currency
from models.sheets.cells import plain
from models.workbook import Audience, Background, write_workbook
from tests.models.lists.invented_lists import AS_OF, TOWNSHIPS, VILLAGES, assessments, fired, listed, reason

PLACES = {
    TOWNSHIPS["T1"]: "清溪镇",
    TOWNSHIPS["T2"]: "石门乡",
    VILLAGES["T1"]: "上河村",
    VILLAGES["T2"]: "石门村",
}
IDENTITY = "11010519491231002X"
HOSTILE = [
    *("=1+1", "=cmd|' /C calc'!A0", "+1+1", "-1+1", "@SUM(1)", "\t=1+1", "\r=1+1", "\n=1+1", '=HYPERLINK("x")'),
    *("＝1+1", "|calc", "%0A=1", "http://example.invalid", "{=1+1}"),
]


def line(amount: float = 8500.0, *, unofficial: bool = False) -> Standards:
    figure = Figure(area="99", amount=amount, first_on=AS_OF, document="某发〔2026〕1号", unofficial=unofficial)
    standard = Standard(name="monitoring_line", title_zh="监测范围", title_en="line", unit="CNY", figures=(figure,))
    return Standards([standard])


def a_list(**changed: object):
    """A list with every lane in township T1, and a model row in T2."""
    assessed = assessments("""
        household                        | risk | township | sufficient
        H8f3a2b1c9d0e                    | 0.90 | T1       |
        H8f3a2b1cffff                    | 0.80 | T1       |
        H0000000ruled                    | 0.10 | T1       |
        H0000lacking                     | 0.10 | T1       | no
        H0000audited                     | 0.01 | T1       |
        H0000remote                      | 0.50 | T2       |
    """)
    for column, value in changed.items():
        assessed[column] = value
    alerts = fired("""
        household     | alert           | guarantee | zh
        H0000000ruled | house_dangerous | yes       | 住房最近一次鉴定为C级或D级危房
    """)
    return listed(assessed, alerts, seats={"T1": 2, "T2": 1})


def written(tmp_path: Path, weekly=None, **more) -> Path:
    audience = Audience(**{name: more.pop(name) for name in ("hidden", "names", "mark") if name in more})
    background = Background(**{"places": PLACES, "standards": line()} | more)
    return write_workbook(weekly or a_list(), tmp_path / "list.xlsx", background, audience)


def cells(path: Path) -> dict[str, list[list[str]]]:
    book = CalamineWorkbook.from_path(str(path))
    return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}


def text_of(path: Path) -> str:
    return "\n".join(str(c) for sheet in cells(path).values() for row in sheet for c in row)


def test_there_is_a_summary_and_a_sheet_for_every_township(tmp_path):
    assert list(cells(written(tmp_path))) == ["说明 Summary", "清溪镇", "石门乡"]


def test_a_township_without_a_household_on_the_list_still_has_its_sheet(tmp_path):
    weekly = listed(assessments("household | risk\nH1 | 0.9"), seats={"T1": 1, "T2": 1})
    assert "石门乡" in cells(written(tmp_path, weekly))


def test_every_listed_household_has_one_row_on_its_townships_sheet(tmp_path):
    weekly = a_list()
    sheets = cells(written(tmp_path, weekly))
    for township, name in ((TOWNSHIPS["T1"], "清溪镇"), (TOWNSHIPS["T2"], "石门乡")):
        numbered = [row for row in sheets[name] if re.fullmatch(r"\d+", str(row[0]))]
        places = weekly.table.loc[weekly.table["township_code"] == township, "place"]
        assert sorted(int(row[0]) for row in numbered) == places.tolist()


def below_the_line(rows: list[list[str]]) -> tuple[list[str], list[str]]:
    """The places above and below the line where this week's visits end."""
    line = next(n for n, row in enumerate(rows) if str(row[0]).startswith("▲"))
    numbered = [(n, str(row[0])) for n, row in enumerate(rows) if re.fullmatch(r"\d+", str(row[0]))]
    return [place for n, place in numbered if n < line], [place for n, place in numbered if n > line]


def test_this_weeks_visits_come_first_and_a_line_says_where_they_end(tmp_path):
    rows = cells(written(tmp_path))["清溪镇"]
    now, later = below_the_line(rows)
    assert now == ["1", "2", "4"], "two seats, and the audit on top"
    assert later == ["3", "5"], "the rule lane's household of little risk, and whom to telephone"
    said = next(str(row[0]) for row in rows if str(row[0]).startswith("▲"))
    assert "共3户；另有2户" in said and "Another 2 households" in said


def printed_area(path: Path) -> list[str]:
    with zipfile.ZipFile(path) as book:
        return re.findall(r'Print_Area"[^>]*>([^<]*)<', book.read("xl/workbook.xml").decode())


def test_what_lies_beyond_the_capacity_is_not_printed_unless_somebody_took_out_just_these_rows(tmp_path):
    path = written(tmp_path)
    rows = cells(path)["清溪镇"]
    (area,) = printed_area(path)
    last = int(area.rsplit("$", 1)[1])
    assert area.startswith("清溪镇!$A$1:$L$")
    assert str(rows[last - 1][0]).startswith("乡镇审核人签字") and not any("▼" in str(row[0]) for row in rows[:last])
    assert printed_area(written(tmp_path, mark="导出编号1")) == []


def test_a_row_says_lane_village_index_reasons_and_leaves_room_to_sign(tmp_path):
    weekly = a_list()
    weekly.capacity["seats"] = 3
    rows = [row for row in cells(written(tmp_path, weekly))["清溪镇"] if str(row[0]) == "3"]
    assert rows[0][1:6] == ["规则通道", "上河村", "H0000000ru", "62\n(55–70)", "易返贫"]
    assert rows[0][6].startswith("1. 住房最近一次鉴定为C级或D级危房（人社局，10-08）\n2. 近12个月收入8,100元")
    assert rows[0][7].startswith("1. 农村危房改造") and "推荐务工岗位" in rows[0][7], (
        "what answers the alert comes first"
    )
    assert rows[0][8] == "新增" and "□属实" in rows[0][9] and rows[0][10:12] == ["", ""]


def test_two_households_never_share_a_short_number(tmp_path):
    numbers = [row[3] for row in cells(written(tmp_path))["清溪镇"] if re.fullmatch(r"\d+", str(row[0]))]
    assert len(set(numbers)) == len(numbers)


def test_the_head_states_week_line_document_currency_and_that_it_is_no_decision(tmp_path):
    strip = [Currency("incomes", AS_OF, AS_OF, True, True)]
    for sheet in cells(written(tmp_path, strip=strip, standards=line(unofficial=True))).values():
        head = "\n".join(str(row[0]) for row in sheet[:8])
        for words in ("2026-W47", "8,500", "某发〔2026〕1号", "非官方默认值", "已停更", "不是认定依据", "不设比例"):
            assert words in head, words


def test_an_official_line_is_not_marked_unofficial(tmp_path):
    assert "非官方默认值" not in text_of(written(tmp_path))


def test_a_missing_line_refuses_and_leaves_no_file(tmp_path):
    with pytest.raises(MissingStandardError):
        written(tmp_path, standards=Standards([]))
    assert not (tmp_path / "list.xlsx").exists()


def test_the_summary_counts_lanes_and_explains_changes(tmp_path):
    weekly = a_list()
    compared = compare(weekly, weekly.table.iloc[:1].assign(household_id="Hgone"))
    volume = [Text(zh="医保局一次送来两个月数据", en="two months at once")]
    alarms = pd.DataFrame(
        [{"village_code": VILLAGES["T2"], "zh": "30户中18户风险上升"}],
        columns=["village_code", "households", "risen", "share", "county_share", "chance", "theme", "zh", "en"],
    )
    path = written(tmp_path, weekly, compared=compared, volume=volume, alarms=alarms)
    summary = cells(path)["说明 Summary"]
    row = next(row for row in summary if row[0] == "清溪镇")
    assert row[1:7] == ["1", "2", "1", "1", "5", "2"], "rule, model, audit, insufficient, together, capacity"
    county = next(row for row in summary if row[0] == "全县")
    assert county[1:7] == ["1", "3", "1", "1", "6", "3"]
    text = text_of(path)
    assert "医保局一次送来两个月数据" in text and "石门村：30户中18户风险上升" in text
    assert "离开：已销户或不在登记范围 1户" in text
    assert weekly.hash in text


@pytest.mark.parametrize("hostile", HOSTILE)
def test_no_text_becomes_a_formula_or_a_link(tmp_path, hostile):
    stated = json.dumps([reason(zh=hostile)])
    help_ = json.dumps([{"measure": "x", "zh": hostile, "en": "x", "held": False}])
    weekly = a_list(reasons=stated, measures=help_)
    names = dict.fromkeys(PLACES, hostile)
    path = written(tmp_path, weekly, places=names, volume=[Text(zh=hostile + "。", en="x")])
    with zipfile.ZipFile(path) as book:
        for name in book.namelist():
            if name.startswith("xl/worksheets/"):
                content = book.read(name).decode()
                assert "<f>" not in content and "<f " not in content and "<hyperlink" not in content, name
    assert hostile.strip("\t\r\n") in text_of(path)


def test_no_identity_number_is_written_wherever_it_comes_from(tmp_path):
    stated = json.dumps([reason(zh=f"户主{IDENTITY}收入下降")])
    weekly = a_list(reasons=stated)
    weekly.table["household_id"] = [f"{IDENTITY[:-2]}{n}X" for n in range(len(weekly.table))]
    text = text_of(written(tmp_path, weekly, places=PLACES | {VILLAGES["T1"]: f"村{IDENTITY}"}))
    assert IDENTITY not in text and not re.search(r"\d{17}[\dXx]", text)
    assert "证件号码已隐去" in text


def test_a_division_code_is_no_identity_number():
    assert plain("990101001001") == "990101001001"


def test_no_probability_and_no_contribution_is_printed(tmp_path):
    weekly = a_list(return_risk=0.73912, reasons=json.dumps([reason(contribution=0.58231)]))
    text = text_of(written(tmp_path, weekly))
    assert "0.73" not in text and "73.9" not in text and "0.58" not in text


@pytest.mark.parametrize("hidden", [(), (Privacy.FINANCE,)])
def test_a_hidden_class_is_said_in_general_words(tmp_path, hidden):
    text = text_of(written(tmp_path, hidden=hidden))
    assert ("8,100" in text) is (not hidden)
    assert ("收入方面有变化" in text) is bool(hidden)


def test_a_fact_that_an_alert_states_is_not_said_twice(tmp_path):
    stated = json.dumps([reason("housing_grade_latest", zh="住房等级为C级"), reason()])
    row = next(r for r in cells(written(tmp_path, a_list(reasons=stated)))["清溪镇"] if str(r[0]) == "3")
    assert "住房等级为C级" not in row[6] and "近12个月收入" in row[6]


def test_the_sheets_print_on_landscape_a4_with_their_heading_on_every_page(tmp_path):
    with zipfile.ZipFile(written(tmp_path)) as book:
        sheet = book.read("xl/worksheets/sheet2.xml").decode()
        names = book.read("xl/workbook.xml").decode()
    assert 'orientation="landscape"' in sheet and 'paperSize="9"' in sheet
    assert 'fitToHeight="0"' in sheet and "frozen" in sheet
    assert "_xlnm.Print_Titles" in names


def test_the_same_list_gives_the_same_bytes(tmp_path):
    first = written(tmp_path).read_bytes()
    assert written(tmp_path).read_bytes() == first


def test_names_that_no_sheet_may_have_are_mended_and_kept_apart():
    taken: set[str] = set()
    names = [sheet_name(n, taken) for n in ("清溪镇", "清溪镇", "a/b:c*?[d]", "'", "长" * 60)]
    assert len(set(names)) == 5
    assert all(0 < len(n) <= 31 and not set(n) & set("[]:*?/\\") and not n.startswith("'") for n in names)
