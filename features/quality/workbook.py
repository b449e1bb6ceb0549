"""The quality workbook: a summary by township and by department, every finding, and the rules that never fired."""

import json
from datetime import date
from pathlib import Path

import pandas as pd

from features.department import Department
from features.quality.check import Checked
from features.quality.rule import Severity, rules
from features.records import Records
from features.scope import Scope
from features.sheets import Book
from features.whole import write_rows, write_text

OTHERS = "（无乡镇） none"


def write_quality(checked: Checked, records: Records, out: Path, scope: Scope) -> tuple[Path, Path]:
    """Write quality.xlsx, quality.json and findings.parquet into `out`; each appears whole or not at all."""
    out.mkdir(parents=True, exist_ok=True)
    names = area_names(records, checked.as_of, scope)
    findings = _dressed(checked.findings, names)
    with Book(out / "quality.xlsx", title="数据质量 / Data quality") as book:
        _summary(book, checked, findings)
        _rules_sheet(book, checked)
        _findings_sheet(book, findings)
    write_rows(checked.findings, out / "findings.parquet")
    write_text(json.dumps(_said(checked), ensure_ascii=False, indent=1), out / "quality.json")
    return out / "quality.xlsx", out / "quality.json"


def area_names(records: Records, on: date, scope: Scope) -> dict[str, str]:
    """What areas are called on the day; the latest name counts."""
    areas = records.rows("areas", on, scope).sort_values("happened_on")
    return dict(zip(areas["area_code"], areas["area_name"], strict=True))


def _dressed(findings: pd.DataFrame, names: dict[str, str]) -> pd.DataFrame:
    """The findings with words for rule, severity, department, township and village, gravest first."""
    found = rules()
    order = {s.value: n for n, s in enumerate(Severity)}
    township = (findings["area_code"].str[:9] + "000").where(findings["area_code"] != "", "")
    dressed = findings.assign(
        township=[names.get(t, t) or OTHERS for t in township],
        village=[names.get(a, a) for a in findings["area_code"]],
        label=[found[r].label.zh for r in findings["rule"]],
        department=[Department(d).label.zh for d in findings["mends"]],
        grave=[order[s] for s in findings["severity"]],
    )
    return dressed.sort_values(["grave", "township", "village", "rule", "household_id"]).reset_index(drop=True)


def _summary(book: Book, checked: Checked, findings: pd.DataFrame) -> None:
    standing = findings[findings["exempt"] == ""]
    lines = [f"{s.label.zh}{(standing['severity'] == s.value).sum():,}处" for s in Severity]
    notes = [
        f"数据质量检查，截至{checked.as_of}：{'，'.join(lines)}；豁免{(findings['exempt'] != '').sum():,}处。",
        f"Data quality as of {checked.as_of}. 错误 error: cannot be true. 存疑 doubt: look at it. "
        "需处理 to act on: may be true, somebody must act.",
    ]
    headings = ("乡镇 Township", "由谁更正 Who mends it", *(f"{s.label.zh} {s.label.en}" for s in Severity))
    sheet = book.sheet("汇总 summary", headings, widths=[26, 26, 14, 14, 18], notes=notes)
    counted = standing.groupby(["township", "department", "severity"]).size().unstack(fill_value=0)
    for place, row in zip(counted.index, counted.to_dict("records"), strict=True):
        sheet.row([*place, *(f"{row.get(s.value, 0):,}" for s in Severity)])


def _rules_sheet(book: Book, checked: Checked) -> None:
    headings = (
        "规则 Rule",
        "名称",
        "In English",
        "级别 Severity",
        "由谁更正 Who mends it",
        "发现 Found",
        "豁免 Exempted",
        "",
    )
    notes = [
        "发现为0的规则也列出：可能本就无误，也可能规则或数据有问题。 A rule that found nothing is right, or broken."
    ]
    sheet = book.sheet("规则 rules", headings, widths=[30, 30, 40, 12, 20, 10, 10, 14], notes=notes)
    for row in checked.counts.sort_values("findings", ascending=False).itertuples(index=False):
        rule = rules()[str(row.rule)]
        never = "" if row.findings else "从未触发 never fired"
        sheet.row(
            [
                *(row.rule, rule.label.zh, rule.label.en, rule.severity.label.zh, rule.mends.label.zh),
                *(f"{row.findings:,}", f"{row.exempted:,}", never),
            ]
        )


def _findings_sheet(book: Book, findings: pd.DataFrame) -> None:
    headings = (
        *("级别", "乡镇", "村", "户标识", "人员标识", "规则", "问题", "In English", "由谁更正", "豁免"),
        *("核实结果", "经办人"),
    )
    widths = [8, 14, 14, 26, 26, 26, 50, 50, 18, 24, 16, 12]
    notes = ["户标识、人员标识为假名，不含证件号码；“核实结果”“经办人”两列留空供填写。"]
    sheet = book.sheet("明细 findings", headings, widths=widths, notes=notes)
    for row in findings.itertuples(index=False):
        severity = Severity(row.severity).label.zh
        sheet.row(
            [
                *(severity, row.township, row.village, row.household_id, row.person_id, row.label, row.zh, row.en),
                *(row.department, row.exempt, "", ""),
            ]
        )


def _said(checked: Checked) -> dict:
    by = checked.findings.groupby("severity").size()
    return {
        "as_of": checked.as_of.isoformat(),
        "rules": len(checked.counts),
        "findings": {s.value: int(by.get(s.value, 0)) for s in Severity},
        "exempted": int(checked.counts["exempted"].sum()),
        "never_fired": checked.never_fired,
        "by_rule": dict(zip(checked.counts["rule"], checked.counts["findings"].tolist(), strict=True)),
    }
