"""The model card: what a trained model is, was made from, is worth and is not for; Chinese and English."""

from collections.abc import Mapping

from models.bands import POOR_BELOW, STABLE_ABOVE
from models.manifest import Manifest


def card(manifest: Manifest) -> str:
    """Markdown, every figure taken from the manifest."""
    parts = [_identity(manifest), _made_from(manifest), _worth(manifest.metrics), _cautions(manifest), _limits()]
    return "\n\n".join(part for part in parts if part) + "\n"


def _identity(manifest: Manifest) -> str:
    rows = {
        "模型编号 / Model": manifest.model_id,
        "指标版本 / Features": manifest.fingerprint,
        "政策版本 / Policy figures": manifest.policy_version,
        "数据来源 / Source": manifest.source,
        "预测期 / Horizon": f"{manifest.horizon_months} 个月 / months",
        "概率校准 / Calibration": manifest.calibration,
        "指标数（风险/指数） / Features used (risk, index)": ", ".join(
            str(len(manifest.names[part])) for part in ("return_risk", "poverty_index")
        ),
    }
    use = (
        "为基层排定走访先后，不作认定依据；认定由人核实后决定。\n\n"
        "Orders whom to visit first. It never decides: people verify, and only their decision changes a status.\n\n"
        f"贫困指数 0–100，越高越好：{POOR_BELOW:.0f} 以下贫困，{STABLE_ABOVE:.0f} 以上稳定。 / "
        f"Poverty index 0–100, higher is better off: below {POOR_BELOW:.0f} poor, above {STABLE_ABOVE:.0f} stable."
    )
    return f"# 模型说明卡 / Model card\n\n{use}\n\n{_table(rows)}"


def _made_from(manifest: Manifest) -> str:
    rows = {part: f"{days[0]} … {days[-1]} ({len(days)})" for part, days in manifest.trained_on.items() if days}
    rows |= {name: f"{count:,g}" for name, count in manifest.counts.items()}
    for part, parameters in manifest.parameters.items():
        rows[f"{part}: parameters"] = ", ".join(f"{k}={v:g}" for k, v in sorted(parameters.items()))
    rows["packages"] = ", ".join(f"{k} {v}" for k, v in sorted(manifest.packages.items()))
    return f"## 由何而来 / Made from\n\n{_table(rows)}"


def _worth(metrics: Mapping) -> str:
    rows = dict(_flat(metrics))
    return f"## 评估 / Evaluation\n\n{_table(rows)}" if rows else ""


def _flat(metrics: Mapping, path: str = "") -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for name, value in metrics.items():
        where = f"{path}.{name}" if path else str(name)
        if isinstance(value, Mapping) and set(value) == {"value", "low", "high"}:
            found.append((where, _with_interval(value)))
        elif isinstance(value, Mapping):
            found += _flat(value, where)
        else:
            found.append((where, f"{value:.4g}" if isinstance(value, float) else str(value)))
    return found


def _with_interval(value: Mapping) -> str:
    if value["value"] is None:
        return "—"
    low, high = (f"{value[k]:.3f}" if value[k] is not None else "—" for k in ("low", "high"))
    return f"{value['value']:.3f} ({low} … {high})"


def _cautions(manifest: Manifest) -> str:
    lines = [f"- {c['zh']}\n  {c['en']}" for c in manifest.cautions]
    return "## 注意 / Cautions\n\n" + "\n".join(lines) if lines else ""


def _limits() -> str:
    return (
        "## 区间的含义 / What the intervals mean\n\n"
        "- 返贫风险的80%区间：同等分值的住户中返贫比例的把握程度，不是某一户的命运。\n"
        "  The 80 % interval of the return risk is of the rate among households with the same raw score, "
        "not of one household's fate.\n"
        "- 贫困指数的80%区间：十次下一次评估中约有八次落在其中。\n"
        "  Of ten next assessments about eight lie within the 80 % interval of the poverty index."
    )


def _table(rows: Mapping[str, str]) -> str:
    return "| | |\n|---|---|\n" + "\n".join(f"| {name} | {value} |" for name, value in rows.items())
