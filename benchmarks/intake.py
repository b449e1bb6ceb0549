"""How fast files are taken in: 100,000 rows of Excel and ten million claims from Parquet; writes intake.md.

.venv/bin/python -m benchmarks.intake [--claims 10000000] [--rows 100000]
"""

import argparse
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import duckdb
import xlsxwriter

from benchmarks.measuring import write_page
from features.intake.importing import Taking, open_store, take_in
from features.intake.journal import Batch
from features.sources.mapping_file import read_export

COMMAND = ".venv/bin/python -m benchmarks.intake"
RECEIVED = date(2026, 6, 30)
CLAIMS = """
[export]
title_zh = "医保结算"
department = "medical_insurance"
since = 2024-01-01
files = ["claims*"]
[identity]
{identity}
[[rows]]
table = "medical_claims"
key = ["record"]
[rows.columns]
record = {{ from = "流水号" }}
total_fen = {{ from = "总费用", unit = "{unit}" }}
fund_paid_fen = {{ from = "基金支付", unit = "{unit}" }}
self_paid_fen = {{ from = "个人负担", unit = "{unit}" }}
self_paid_in_catalogue_fen = {{ from = "合规自付", unit = "{unit}" }}
setting = {{ from = "就诊类别" }}
other_province = {{ from = "是否跨省" }}
happened_on = {{ from = "结算日期" }}
"""


def main() -> None:
    """Measure both and write the page."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--claims", type=int, default=10_000_000)
    options.add_argument("--rows", type=int, default=100_000)
    given = options.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="intake-bench-"))
    try:
        lines = [_measured(folder / "excel", given.rows, excel), _measured(folder / "parquet", given.claims, parquet)]
    finally:
        shutil.rmtree(folder)
    print(
        write_page("intake", "Taking files in", " ".join([COMMAND, *sys.argv[1:]]), _page(lines)).read_text(
            encoding="utf-8"
        )
    )


def excel(folder: Path, rows: int) -> tuple[Path, str]:
    """A workbook of claims with identity numbers that have to be read, checked and hashed."""
    path = folder / "claims.xlsx"
    names = [
        "户号",
        "证件号码",
        "流水号",
        "总费用",
        "基金支付",
        "个人负担",
        "合规自付",
        "就诊类别",
        "是否跨省",
        "结算日期",
    ]
    with xlsxwriter.Workbook(path, {"constant_memory": True, "strings_to_numbers": False}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, names)
        for at in range(rows):
            first = f"990101{1950 + at % 60}{1 + at % 12:02d}{1 + at % 28:02d}{at % 1000:03d}"
            weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
            check = "10X98765432"[sum(int(c) * w for c, w in zip(first, weights, strict=True)) % 11]
            cells = [
                f"H{at // 4}",
                first + check,
                f"S{at}",
                "1,200.50",
                "800.50",
                "400",
                "300",
                "住院",
                "否",
                "2026-05-01",
            ]
            sheet.write_row(at + 1, 0, cells)
    return path, CLAIMS.format(identity='household = "户号"\nperson = "证件号码"', unit="元")


def parquet(folder: Path, rows: int) -> tuple[Path, str]:
    """Claims as a provincial platform sends them: typed, in fen, people under pseudonyms."""
    path = folder / "claims.parquet"
    duckdb.connect().execute(
        "COPY (SELECT 'H' || (i % 900000) AS 户, 'P' || (i % 2500000) AS 人, 'S' || i AS 流水号, "
        "20000 + i % 90000 AS 总费用, 12000 + i % 50000 AS 基金支付, 8000 + i % 40000 AS 个人负担, 5000 AS 合规自付, "
        "CASE i % 3 WHEN 0 THEN '住院' WHEN 1 THEN '门诊' ELSE '门诊慢特病' END AS 就诊类别, i % 7 = 0 AS 是否跨省, "
        f"DATE '2024-01-01' + CAST(i % 800 AS INTEGER) AS 结算日期 FROM range({rows}) t(i)) "
        f"TO '{path}' (FORMAT parquet)"
    )
    return path, CLAIMS.format(identity='household = "户"\nperson = "人"\npseudonyms = true', unit="分")


Figures = tuple[str, int, float, float, int]


def _measured(
    folder: Path, rows: int, make: Callable[[Path, int], tuple[Path, str]]
) -> tuple[str, int, float, float, int]:
    """(file, rows, seconds, seconds of processor, most memory in MB) of taking one file in, in a process of its own."""
    folder.mkdir()
    path, mapping = make(folder, rows)
    (folder / "claims.toml").write_text(mapping, encoding="utf-8")
    command = [sys.executable, "-m", "benchmarks.intake", "--take", str(folder), str(path)]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.monotonic()
    subprocess.run(command, check=True)
    seconds = time.monotonic() - started
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return path.name, rows, seconds, used, int((folder / "memory").read_text(encoding="utf-8"))


def take(folder: Path, path: Path) -> None:
    """Take the file in; leaves the most memory this process or its reader used."""
    records = open_store(folder / "store", "bench")
    (result,) = take_in([path], [read_export(folder / "claims.toml")], records, Taking(received=RECEIVED))
    assert isinstance(result, Batch) and result.ties_out, result
    assert result.rows_accepted == result.rows_read, result.faults[:3]
    most = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    (folder / "memory").write_text(str(most // 1024), encoding="utf-8")


def _page(lines: list[Figures]) -> list[str]:
    load = ", ".join(f"{x:.1f}" for x in os.getloadavg())
    return [
        "From the received file to committed records: read in the child process, converted, checked row by row,",
        "compared with what is known, written; no row refused. The aim is 60 seconds each on two free cores. Load at",
        f"the end (1, 5, 15 minutes): {load}; {os.cpu_count()} cores. Where others work beside, seconds of",
        "processor say more than seconds on the wall: two free cores have 120 of them in a minute.",
        "",
        "| file | rows | seconds | seconds of processor | most memory, MB |",
        "|---|---|---|---|---|",
        *(f"| {n} | {r:,} | {s:.0f} | {u:.0f} | {m:,} |" for n, r, s, u, m in lines),
    ]


if __name__ == "__main__":
    if sys.argv[1:2] == ["--take"]:
        take(Path(sys.argv[2]), Path(sys.argv[3]))
    else:
        main()
