"""The import report: what became of every row of every file, as a workbook and as JSON. It ties out or says so."""

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from features.intake.importing import Refused
from features.intake.journal import Batch
from features.sheets import Book
from features.table import tables
from features.whole import write_text

FILES = ("文件 File", "批次 Batch", "读取行数 Read", "接收 Accepted", "退回 Quarantined", "已有 Already known",
         "无内容 No content", "是否平账 Ties out", "说明 Notes")  # fmt: skip
RECORDS = ("文件 File", "表 Table", "新增 New", "更正 Changed")
FAULTS = ("文件 File", "工作表 Sheet", "行 Row", "列 Column", "问题 What is wrong", "In English")
KIND = ("heading", "code", "zh", "en", "times")
COUNTS = ("文件 File", "列 Column", "规则 Rule", "次数 Times", "问题 What is wrong")


def report(results: Sequence[Batch | Refused], received: date) -> dict[str, Any]:
    """The report as plain values: totals, files, refusals."""
    batches = [r for r in results if isinstance(r, Batch)]
    return {
        "received": received.isoformat(),
        "files": len(results),
        "read": sum(b.rows_read for b in batches),
        "accepted": sum(b.rows_accepted for b in batches),
        "quarantined": sum(b.rows_quarantined for b in batches),
        "already_known": sum(b.rows_known for b in batches),
        "without_content": sum(b.rows_without_content for b in batches),
        "ties_out": all(b.ties_out for b in batches),
        "batches": [_said(b) for b in batches],
        "refused": [{"file": r.file, "why": r.why} for r in results if isinstance(r, Refused)],
    }


def _said(batch: Batch) -> dict[str, Any]:
    return {
        "batch": batch.number,
        "file": batch.file,
        "export": batch.export,
        "read": batch.rows_read,
        "accepted": batch.rows_accepted,
        "quarantined": batch.rows_quarantined,
        "already_known": batch.rows_known,
        "without_content": batch.rows_without_content,
        "ties_out": batch.ties_out,
        "tables": batch.tables,
        "kinds": [dict(zip(KIND, kind, strict=True)) for kind in batch.kinds],
        "faults": batch.faults,
        "notes": batch.notes,
    }


def write_report(results: Sequence[Batch | Refused], received: date, out: Path) -> tuple[Path, Path]:
    """Write import.json and import.xlsx into `out`; both appear whole or not at all."""
    out.mkdir(parents=True, exist_ok=True)
    content = json.dumps(report(results, received), ensure_ascii=False, indent=1)
    write_text(content, out / "import.json")
    _write_book(results, received, out / "import.xlsx")
    return out / "import.json", out / "import.xlsx"


def _write_book(results: Sequence[Batch | Refused], received: date, path: Path) -> None:
    batches = [r for r in results if isinstance(r, Batch)]
    with Book(path, title="导入报告 / Import report") as book:
        _files_sheet(book, results, received)
        sheet = book.sheet("记录 records", RECORDS, widths=[44, 36, 12, 12])
        for batch in batches:
            for name, counts in batch.tables.items():
                label = tables()[name].label
                sheet.row([batch.file, f"{label.zh} {label.en}", counts["new"], counts["changed"]])
        sheet = book.sheet("问题汇总 faults by kind", COUNTS, widths=[44, 24, 20, 8, 70])
        for batch in batches:
            for heading, code, zh, en, times in batch.kinds:
                sheet.row([batch.file, heading, code, times, f"{zh} {en}"])
        notes = ["每个文件只列出最先的一部分；退回表列出全部行。 The first of each file; returned rows are complete."]
        sheet = book.sheet("问题明细 faults", FAULTS, widths=[40, 14, 8, 24, 60, 60], notes=notes)
        for batch in batches:
            for fault in batch.faults:
                sheet.row([batch.file, fault["sheet"], fault["row"], fault["heading"], fault["zh"], fault["en"]])


def _files_sheet(book: Book, results: Sequence[Batch | Refused], received: date) -> None:
    notes = [
        f"导入报告，收到日期{received}。每一行必有且只有一个去向：读取 = 接收 + 退回 + 已有 + 无内容。",
        f"Import report, files received on {received}. Every row has one fate: read = accepted + quarantined + "
        "already known + without content.",
    ]
    sheet = book.sheet("文件 files", FILES, widths=[44, 8, 11, 11, 13, 13, 13, 12, 60], notes=notes)
    for result in results:
        if isinstance(result, Refused):
            sheet.row([result.file, "", "", "", "", "", "", "未读入 refused", result.why])
        else:
            sheet.row(
                [
                    *(result.file, result.number, result.rows_read, result.rows_accepted, result.rows_quarantined),
                    *(result.rows_known, result.rows_without_content, "是 yes" if result.ties_out else "否 NO"),
                    "; ".join(result.notes),
                ]
            )
