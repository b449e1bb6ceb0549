"""Files as departments send them, written for the tests, and the mappings that read them."""

from datetime import date, datetime
from pathlib import Path

import xlsxwriter

from features.intake.importing import Taking, open_store, received_files, take_in
from features.intake.journal import Batch
from features.records import Records
from features.sources.mapping_file import exports

RECEIVED = date(2026, 6, 30)
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def number(first: str) -> str:
    """17 digits with their check digit."""
    return first + "10X98765432"[sum(int(c) * w for c, w in zip(first, WEIGHTS, strict=True)) % 11]


LIN, CHEN, ZHOU = number("99010119800101001"), number("99010120120101002"), number("99010119500101003")
AREAS = [
    ["区划代码", "级别", "名称", "启用日期"],
    ["990101000000", "县", "云岭县", "2000-01-01"],
    ["990101001000", "乡镇", "清溪镇", "2000-01-01"],
    ["990101001001", "村", "一村", "2000-01-01"],
    ["990101002000", "乡镇", "白马乡", "2000-01-01"],
    ["990101002001", "村", "一村", "2000-01-01"],
]
PEOPLE = [
    ["云岭县农户及成员登记表", None, None, None, None, None, None, None, None],
    ["单位：人", None, None, None, None, None, None, None, None],
    ["户编号", "姓名", "证件号码", "与户主关系", "出生日期", "乡镇", "行政村", "是否脱贫户", "起始日期"],
    ["A-1", "林一", LIN, "户主", "19800101", "清溪镇", "一村", "是", "2010-01-01"],
    ["A-1", "陈二", CHEN, "子女", "2012/1/1", "清溪镇", "一村", "是", "2012.01.01"],
    ["A-2", "周三", ZHOU, "户主", "1950年1月1日", "白马乡", "一村", "否", "２０１０-０１-０１"],
]
CLAIMS = [
    ["流水号", "身份证号", "总费用", "报销", "自付", "合规自付", "类别", "结算日期"],
    ["S1", LIN, "1,000.00", "600", "400元", "￥300", "住院", "20260501"],
    ["S2", ZHOU, "1.2万", "7000.5", "4999.5", "4000", "门诊", "2026-05-02"],
    ["S3", LIN, "80", "0", "80", "80", "普通门诊", "2026-05-03"],
]
MAPPINGS = {
    "areas": """
        [export]
        department = "statistics"
        since = 2000-01-01
        files = ["areas*"]
        [[rows]]
        table = "areas"
        key = ["area_code"]
        [rows.columns]
        area_code = { from = "区划代码" }
        level = { from = "级别" }
        area_name = { from = "名称" }
        happened_on = { from = "启用日期" }
    """,
    "people": """
        [export]
        department = "township"
        since = 2010-01-01
        files = ["people*", "退回_people*"]
        [identity]
        household = "户编号"
        person = "证件号码"
        name = "姓名"
        [[rows]]
        table = "households"
        key = ["household_id"]
        [rows.columns]
        village_code = { from = ["乡镇", "行政村"] }
        formerly_poor = { from = "是否脱贫户" }
        happened_on = { always = "2010-01-01" }
        [[rows]]
        table = "members"
        key = ["household_id", "person_id"]
        [rows.columns]
        relation = { from = "与户主关系" }
        born_on = { from = "出生日期" }
        equivalent_adults = { always = "1" }
        happened_on = { from = "起始日期" }
    """,
    "claims": """
        [export]
        department = "medical_insurance"
        since = 2024-01-01
        files = ["claims*", "退回_claims*"]
        [identity]
        person = "身份证号"
        [[rows]]
        table = "medical_claims"
        key = ["record"]
        [rows.columns]
        record = { from = "流水号" }
        total_fen = { from = "总费用" }
        fund_paid_fen = { from = "报销" }
        self_paid_fen = { from = "自付" }
        self_paid_in_catalogue_fen = { from = "合规自付" }
        setting = { from = "类别", codes = { "普通门诊" = "outpatient" } }
        happened_on = { from = "结算日期" }
    """,
}


def mappings(folder: Path) -> Path:
    """The mapping files of the three exports above."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in MAPPINGS.items():
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    return folder


def workbook(path: Path, rows: list[list]) -> Path:
    """A workbook of one sheet; texts are written as texts, numbers as numbers. The same rows are the same bytes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with xlsxwriter.Workbook(path, {"strings_to_numbers": False, "strings_to_formulas": False}) as book:
        book.set_properties({"created": datetime(2026, 6, 1)})
        sheet = book.add_worksheet("Sheet1")
        for at, row in enumerate(rows):
            for column, cell in enumerate(row):
                if cell is not None:
                    sheet.write(at, column, cell)
    return path


def changed(rows: list[list], row: int, column: int, cell: object) -> list[list]:
    """`rows` with one cell changed; row 0 is the first."""
    copied = [list(r) for r in rows]
    copied[row][column] = cell
    return copied


def send(folder: Path, **files: list[list]) -> Path:
    """A folder of workbooks named like `files`."""
    for name, rows in files.items():
        workbook(folder / f"{name}.xlsx", rows)
    return folder


def take(tmp: Path, received: date = RECEIVED, **files: list[list]) -> dict[str, Batch]:
    """Send the files and take them in to the store `tmp`/store; the results by file."""
    folder = send(tmp / f"sent-{len(list(tmp.glob('sent-*')))}", **files)
    found, records = exports(mappings(tmp / "mappings")), open_store(tmp / "store", "t")
    results = take_in(received_files(folder), found, records, Taking(received=received))
    return {r.file.removesuffix(".xlsx"): r for r in results}


def store(tmp: Path) -> Records:
    """The store that `take` fills."""
    return Records(tmp / "store")
