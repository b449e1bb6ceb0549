"""Writes the reference pages from the declarations: `make docs`; `--check` fails when one is stale."""

import features.environment  # isort: skip

import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from grids import NOTE, grid
from procedure_page import statuses_page
from service_pages import roles_page, settings_page
from typer.main import get_command

from features.__main__ import app as features_app
from features.department import Department
from features.feature import Feature, features
from features.quality.rule import Severity, rules
from features.standard import Standards
from features.table import Table, tables
from features.text import Text
from features.vector import fingerprint
from models.alert import alerts
from models.measure import measures
from monitoring.check import Check, Concern, checks
from monitoring.event import events
from training.__main__ import app
from training.metric import metrics

FOLDER = Path(__file__).parent / "reference"


def tables_page() -> str:
    """Every record table."""
    parts = [NOTE, "# 记录表 / Record tables\n", f"{len(tables())} tables.\n"]
    parts += [_table(t) for t in tables().values()]
    return "\n".join(parts)


def _table(one: Table) -> str:
    rows = [
        (
            f"`{c.name}`",
            f"{c.label.zh} / {c.label.en}",
            c.kind.name.lower(),
            c.unit,
            "yes" if c.required else "",
            "; ".join(f"`{k}` {t.zh}" for k, t in c.codes.items()) or _range(c.at_least, c.at_most),
            c.privacy.value + (" (forbidden as a feature)" if c.forbidden else ""),
        )
        for c in one.all_columns.values()
    ]
    sent = f"every {one.sent_every_days} days" if one.sent_every_days else "when something happens"
    lines = [
        f"## `{one.name}` {one.label.zh} / {one.label.en}\n",
        one.definition + "\n",
        f"Department: {one.department.label.zh} / {one.department.label.en}. Sent: {sent}. "
        f"`happened_on`: {one.happened.zh} / {one.happened.en}.",
    ]
    if one.leak:
        lines.append("\n**Leak list**: an outcome of the procedure; no feature may read it.")
    if one.visible:
        lines.append(f"\nFeatures see only rows with `{one.visible}`.")
    return (
        "\n".join(lines)
        + "\n\n"
        + grid(("column", "zh / en", "kind", "unit", "required", "codes or range", "privacy"), rows)
    )


def _range(low: float | None, high: float | None) -> str:
    if low is None and high is None:
        return ""
    return f"{'' if low is None else f'{low:g}'} … {'' if high is None else f'{high:g}'}"


def features_page() -> str:
    """The data dictionary: every feature with its definition and example."""
    found = features()
    parts = [
        NOTE,
        "# 特征字典 / Data dictionary\n",
        f"{len(found)} features. Fingerprint `{fingerprint()}`: a model fitted on another one is refused.\n",
    ]
    for department in Department:
        some = [f for f in found.values() if f.department is department]
        if some:
            parts.append(f"## {department.label.zh} / {department.label.en}\n")
            parts += [_feature(f) for f in some]
    return "\n".join(parts)


def _said_as(one: Feature) -> str:
    if not one.said:
        return "never given as a reason"
    words = [one.reason] + ([one.reason_of_none] if one.reason_of_none else [])
    return "; of zero: ".join(f"{w.zh} / {w.en}" for w in words)


def _feature(one: Feature) -> str:
    empty = "UNKNOWN" if one.when_empty is None else f"{one.when_empty:g}"
    rows = [
        ("unit", one.unit),
        ("from", f"table `{one.table}`" if one.table else "features " + ", ".join(f"`{n}`" for n in one.of)),
        ("window", _window(one)),
        ("value", f"`{one.value}`" + (f" where `{one.where}`" if one.where else "")),
        ("direction", one.direction.name.lower().replace("_", " ")),
        ("nothing on file means", empty),
        ("valid range", _range(*one.valid_range)),
        ("for the models", "divided by the monitoring line" if one.scale.value == "line" else "as it is"),
        ("privacy, theme", f"{one.privacy.value}, {one.theme.value}"),
        ("said as", _said_as(one)),
    ]
    if one.by:
        rows.insert(4, ("first, for each", f"`{one.by}`: " + ", ".join(f"`{n}` = `{s}`" for n, s in one.each.items())))
    if one.over:
        rows.insert(4, ("over", one.over.name.lower()))
    head = f"### `{one.name}`\n\n{one.label.zh} / {one.label.en}\n\n{one.definition}\n\n"
    return head + grid(("", ""), rows) + "\n" + _example(one)


def _window(one: Feature) -> str:
    if one.months is None:
        return "all that is known" if one.table else "as its features"
    return f"{one.months} months" + (f", ending {one.ago} months before" if one.ago else "")


def _example(one: Feature) -> str:
    text = one.example.records or one.example.values
    lines = "\n".join(line.strip() for line in text.strip().splitlines())
    values = [(h, "unknown" if v is None else f"{v:g}") for h, v in one.example.expect.items()]
    said = ", ".join(f"{h}: {v}" for h, v in values)
    day = f" as of {one.example.as_of}" if one.example.as_of else ""
    return f"Example{day} gives {said}:\n\n```\n{lines}\n```\n"


def standards_page() -> str:
    """Every dated figure with its document."""
    parts = [NOTE, "# 标准 / Standards\n", "A missing figure refuses; nothing falls back.\n"]
    for one in Standards.load():
        parts.append(f"## `{one.name}` {one.title_zh} / {one.title_en} ({one.unit})\n")
        rows = [
            (
                *(f.area or "all", f.key, f.first_on, f.last_on or "", f"{f.amount:g}"),
                *("unofficial default" if f.unofficial else "official", f.document),
            )
            for f in one.figures
        ]
        parts.append(grid(("area", "key", "from", "to", "amount", "standing", "document"), rows))
    return "\n".join(parts)


def alerts_page() -> str:
    """Every alert of the rule lane."""
    found = alerts()
    parts = [NOTE, "# 预警规则 / Alerts of the rule lane\n", f"{len(found)} alerts. What is unknown never fires.\n"]
    for one in found.values():
        figures = [f"`{n}` = {t.standard}{f' ({t.key})' if t.key else ''}" for n, t in one.standards.items()]
        rows = [
            ("fires when", f"`{one.condition}`"),
            ("reads", ", ".join(f"`{n}`" for n in one.of)),
            ("figures", ", ".join(figures)),
            ("said as", f"{one.reason.zh} / {one.reason.en}"),
            ("department, theme", f"{one.department.label.zh} / {one.department.label.en}, {one.theme.value}"),
            ("hard guarantee", "yes" if one.guarantee else "no"),
            ("rests on", f"{one.source.zh} / {one.source.en}" + (" (unofficial)" if one.unofficial else "")),
        ]
        parts.append(_declaration(one.name, one.label, one.definition, rows))
    return "\n".join(parts)


def quality_page() -> str:
    """Every data-quality rule."""
    found = rules()
    counts = ", ".join(f"{sum(r.severity is s for r in found.values())} {s.value}" for s in Severity)
    parts = [
        NOTE,
        "# 数据质量规则 / Data-quality rules\n",
        f"{len(found)} rules: {counts}. An error cannot be true, a doubt is unlikely, a situation may be true and "
        "needs somebody to act. Each rule has a firing and a silent example in its file.\n",
    ]
    for group in dict.fromkeys(r.folder for r in sorted(found.values(), key=lambda r: r.folder)):
        rows = [
            (f"`{r.name}`", f"{r.label.zh} / {r.label.en}", r.severity.value, r.mends.label.zh, r.definition)
            for r in found.values()
            if r.folder == group
        ]
        parts.append(f"## {group}\n\n" + grid(("rule", "zh / en", "severity", "who mends it", "why"), rows))
    return "\n".join(parts)


def measures_page() -> str:
    """Every kind of help."""
    found = measures()
    parts = [NOTE, "# 帮扶措施 / Measures\n", f"{len(found)} measures: suggestions, never orders.\n"]
    for one in found.values():
        effect = f"{one.effect.zh} / {one.effect.en}" if one.effect else "nothing the models can see"
        rows = [
            ("group", f"{one.group.label.zh} / {one.group.label.en}"),
            ("answers", ", ".join(risk.value for risk in one.serves)),
            ("for whom", f"{one.eligibility.zh} / {one.eligibility.en}"),
            ("office", f"{one.office.label.zh} / {one.office.label.en}"),
            ("papers", f"{one.papers.zh} / {one.papers.en}"),
            ("by when", f"{one.deadline.zh} / {one.deadline.en}"),
            ("may change", effect + (" (our assumption)" if one.unofficial else "")),
        ]
        parts.append(_declaration(one.name, one.label, one.definition, rows))
    return "\n".join(parts)


def metrics_page() -> str:
    """Every metric of the evaluation."""
    rows = [
        (
            *(f"`{m.name}`", f"{m.label.zh} / {m.label.en}", m.judges.value),
            *({True: "greater", False: "smaller", None: "nearer to 1"}[m.greater_is_better], m.definition),
        )
        for m in metrics().values()
    ]
    return "\n".join(
        [NOTE, "# 评估指标 / Metrics\n", grid(("name", "zh / en", "judges", "better", "definition"), rows)]
    )


def commands_page() -> str:
    """Every command with its options."""
    parts = [NOTE, "# 命令 / Commands\n", "Of `make`:\n"]
    lines = (Path(__file__).parent.parent / "Makefile").read_text(encoding="utf-8").splitlines()
    named = [line.split("##") for line in lines if ":" in line and "##" in line and not line.startswith(("\t", "#"))]
    parts.append(grid(("make", "does"), [(f"`{n.split(':')[0]}`", words) for n, words in named]))
    parts.append("Of `python -m training`; the same names are entry points of `MLproject`:\n")
    parts += _commands(app, "##")
    parts.append("## `python -m features`\n\nFiles in, checked and compared; no model is needed.\n")
    parts += _commands(features_app, "###")
    return "\n".join(parts)


def checks_page() -> str:
    """Every weekly check and every event of the calendar."""
    found = checks()
    parts = [NOTE, "# 每周检查 / Weekly checks\n", f"{len(found)} checks, `python -m monitoring check`.\n"]
    for concern in Concern:
        some = [c for c in found.values() if c.concern is concern]
        parts.append(f"## {concern.label.zh} / {concern.label.en}\n")
        parts += [_check(one) for one in some]
    rows = [
        (f"`{e.name}`", f"{e.label.zh} / {e.label.en}", ", ".join(e.tables), e.definition) for e in events().values()
    ]
    parts.append("## 日历事件 / Events of the calendar\n\nThey explain instead of alarming.\n")
    parts.append(grid(("event", "zh / en", "moves the tables", "when"), rows))
    return "\n".join(parts)


def _check(one: Check) -> str:
    rows = [
        ("alarm from", f"{one.threshold.value:g}: {one.threshold.measure.zh} / {one.threshold.measure.en}"),
        ("source of the threshold", one.threshold.source),
        ("who is told", ", ".join(f"{t.label.zh} / {t.label.en}" for t in one.told)),
        ("how often", f"{one.every.label.zh} / {one.every.label.en}"),
        ("what to do", f"{one.remedy.zh} / {one.remedy.en}"),
    ]
    definition = one.definition.replace("\n", " ")
    return f"### `{one.name}`\n\n{one.question.zh} / {one.question.en}\n\n{definition}\n\n" + grid(("", ""), rows)


def _commands(commands: Any, level: str) -> list[str]:
    parts = []
    for name, step in sorted(get_command(commands).commands.items()):
        words = (step.help or "").strip()
        rows = [(f"`{o.opts[0]}`", getattr(o, "help", ""), _default(o)) for o in step.params if o.name != "help"]
        parts.append(f"{level} `{name}`\n\n{words}\n\n" + grid(("option", "", "default"), rows))
    return parts


def _default(option: Any) -> str:
    value = option.default
    return "required" if option.required else "" if value is None else str(value).removesuffix(" 00:00:00")


def _declaration(name: str, label: Text, definition: str, rows: Iterable[Iterable[object]]) -> str:
    return f"## `{name}` {label.zh} / {label.en}\n\n{definition}\n\n" + grid(("", ""), rows)


PAGES: dict[str, Callable[[], str]] = {
    "tables.md": tables_page,
    "features.md": features_page,
    "standards.md": standards_page,
    "alerts.md": alerts_page,
    "measures.md": measures_page,
    "quality.md": quality_page,
    "metrics.md": metrics_page,
    "statuses.md": statuses_page,
    "checks.md": checks_page,
    "commands.md": commands_page,
    "settings.md": settings_page,
    "roles.md": roles_page,
}


def main() -> int:
    """Write the pages, or with --check name those that are stale and fail."""
    FOLDER.mkdir(exist_ok=True)
    stale = []
    for name, page in PAGES.items():
        path, text = FOLDER / name, page().rstrip() + "\n"
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        stale.append(name)
        if "--check" not in sys.argv:
            path.write_text(text, encoding="utf-8")
    left = {p.name for p in FOLDER.glob("*.md")} - set(PAGES)
    if "--check" in sys.argv and (stale or left):
        print(f"stale pages in docs/reference: {', '.join(sorted({*stale, *left}))}; run make docs")
        return 1
    print(f"docs/reference: {len(PAGES)} pages, {len(stale)} written" if stale else "docs/reference is up to date")
    return 0


if __name__ == "__main__":
    sys.exit(main())
