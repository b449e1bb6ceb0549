"""A workbook of 100,000 rows and 30 columns, our writer beside those one can install: writes benchmarks/excel.md.

    python -m benchmarks.excel [--rows 100000] [--rounds 3]

Every writer runs in a process of its own, so that its peak of memory is its own; peers that are not installed are
left out and named (`pip install pyexcelerate rustpy-xlsxwriter openpyxl`). Rows are texts and numbers as an export of
households has them, a third of them Chinese.
"""

import argparse
import importlib.util
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import median

from benchmarks.measuring import Seconds, ratio, spread, write_page

COLUMNS, KINDS = 30, 1_000  # so many different rows come in turn
PLACES = ("河北省某某县清溪镇东沟村", "石桥镇上营村", "老君镇北关村")
REASONS = ("近12个月自付医疗费用12,300元", "家中1人失业，已4个月没有工资收入", "房屋鉴定为C级", "无")
BASE = "xlsxwriter, cell by cell"
ASKED = "Asked: 100,000 × 30 in 30 s and 500 MB."


def kinds() -> list[list[object]]:
    """The rows that come in turn: an identity, texts, numbers, empty cells."""
    return [
        [
            *("", PLACES[n % 3], "2026-11-22", REASONS[n % 4], REASONS[n % 3], None, n % 7, f"note {n} & <more>"),
            *(round(n * 0.37 + column, 2) for column in range(14)),
            *(("是", "否", "稳定", "易返贫", "=1+1", "x", True, "A" * 12)),
        ]
        for n in range(KINDS)
    ]


def rows(count: int) -> Iterator[list[object]]:
    """`count` rows of COLUMNS cells."""
    some = kinds()
    for number in range(count):
        yield [f"H{number:07d}", *some[number % KINDS][1:]]


def headings() -> list[str]:
    """One per column."""
    return [f"列{number}" for number in range(COLUMNS)]


def ours(path: Path, count: int) -> None:
    """The writer of exports."""
    from features.sheets import Book

    with Book(path, "benchmark") as book:
        table = book.sheet("明细", headings(), widths=[14.0] * COLUMNS, notes=["说明"])
        for row in rows(count):
            table.row(row)


def ours_as_a_list(path: Path, count: int) -> None:
    """The writer of the printed list: a look per column, every row as high as its text."""
    import xlsxwriter

    from features.sheets import OPTIONS
    from models.sheets.cells import Formats, Sheet

    with xlsxwriter.Workbook(str(path), OPTIONS) as book:
        formats = Formats(book)
        sheet = Sheet(book, "名单", formats, [14.0] * COLUMNS)
        looks = [formats.centre] * 10 + [formats.cell] * 20
        sheet.row(headings(), formats.heading)
        for row in rows(count):
            sheet.row(["" if cell is None else cell for cell in row], looks)


def xlsxwriter_by_cell(path: Path, count: int) -> None:
    """xlsxwriter in constant memory, one look, every cell a string."""
    import xlsxwriter

    from features.sheets import OPTIONS

    with xlsxwriter.Workbook(str(path), OPTIONS) as book:
        page, look = book.add_worksheet(), book.add_format({"border": 1, "text_wrap": True})
        for at, row in enumerate([headings(), *rows(count)]):
            for column, cell in enumerate(row):
                page.write_string(at, column, "" if cell is None else str(cell), look)


def pyexcelerate(path: Path, count: int) -> None:
    """PyExcelerate, no looks."""
    from pyexcelerate import Workbook

    book = Workbook()
    book.new_sheet("rows", data=[headings(), *rows(count)])
    book.save(str(path))


def rustpy_xlsxwriter(path: Path, count: int) -> None:
    """rustpy-xlsxwriter, a compiled writer without borders, wrapping or heights."""
    from rustpy_xlsxwriter import FastExcel

    names = headings()
    FastExcel(str(path)).sheet("rows", (dict(zip(names, row, strict=True)) for row in rows(count))).save()


def openpyxl(path: Path, count: int) -> None:
    """openpyxl, write-only, no looks."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    page = book.create_sheet("rows")
    for row in [headings(), *rows(count)]:
        page.append(row)
    book.save(path)


WRITERS: dict[str, tuple[str, Callable[[Path, int], None]]] = {
    "ours, exports": ("", ours),
    "ours, printed list": ("", ours_as_a_list),
    BASE: ("", xlsxwriter_by_cell),
    "PyExcelerate": ("pyexcelerate", pyexcelerate),
    "rustpy-xlsxwriter": ("rustpy_xlsxwriter", rustpy_xlsxwriter),
    "openpyxl, write-only": ("openpyxl", openpyxl),
}


def one(name: str, count: int) -> dict[str, float]:
    """CPU and wall seconds, peak MB and size in MB of one writer in this process."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.xlsx"
        began, cpu = time.perf_counter(), time.process_time()
        WRITERS[name][1](path, count)
        seconds = {"cpu": time.process_time() - cpu, "wall": time.perf_counter() - began}
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
        return seconds | {"peak": peak, "size": path.stat().st_size / 1e6}


def in_a_process(name: str, count: int) -> dict[str, float]:
    """The same in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.excel", "--one", name, "--rows", str(count)]
    return json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def table(measured: dict[str, list[dict[str, float]]]) -> list[str]:
    """The page's rows."""
    seconds: Seconds = {name: [m["cpu"] for m in some] for name, some in measured.items()}
    base = seconds[BASE]
    lines = ["| | CPU s | s by the clock | peak MB | file MB | × xlsxwriter (min – **median** – max) |"]
    lines += ["|---|---|---|---|---|---|"]
    for name, some in measured.items():
        middle = {k: median(m[k] for m in some) for k in some[0]}
        figures = f"{middle['cpu']:.1f} | {middle['wall']:.1f} | {middle['peak']:.0f} | {middle['size']:.1f}"
        lines.append(f"| {name} | {figures} | {spread(ratio(base, seconds[name]))} |")
    return lines


def measure(names: Sequence[str], count: int, rounds: int) -> dict[str, list[dict[str, float]]]:
    """Everybody in turn, round after round."""
    measured: dict[str, list[dict[str, float]]] = {name: [] for name in names}
    for _ in range(rounds):
        for name in names:
            measured[name].append(in_a_process(name, count))
    return measured


def ratios(rows: int, rounds: int) -> dict[str, float]:
    """Our median ratios by row, as the page has them."""
    measured = measure([BASE, *(name for name in WRITERS if name.startswith("ours"))], rows, rounds)
    seconds = {name: [m["cpu"] for m in some] for name, some in measured.items()}
    return {name: median(ratio(seconds[BASE], some)) for name, some in seconds.items()}


def main() -> None:
    """Measure every writer that is installed and write the page, or run one of them."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--rows", type=int, default=100_000)
    asked.add_argument("--rounds", type=int, default=3)
    asked.add_argument("--one", help="run one writer here and print what it took")
    given = asked.parse_args()
    if given.one:
        print(json.dumps(one(given.one, given.rows)))
        return
    there = [n for n, (module, _) in WRITERS.items() if not module or importlib.util.find_spec(module)]
    measured = measure(there, given.rows, given.rounds)
    absent = [name for name in WRITERS if name not in there]
    lines = [
        f"{given.rows:,} rows × {COLUMNS} columns, {given.rounds} rounds in turn. {ASKED}",
        "",
        *table(measured),
        "",
    ]
    lines += [f"Not installed here: {', '.join(absent)}.", ""] if absent else []
    lines += [
        "Ours writes text only (no cell can become a formula, a link or a number), with borders, wrapping and heights;",
        "xlsxwriter has the same borders and wrapping here; the others write bare cells, and numbers as numbers.",
    ]
    write_page("excel", "Excel", "python -m benchmarks.excel", lines)


if __name__ == "__main__":
    main()
