"""The reference page of the procedure: its diagram and its moves, from the declared statuses."""

from grids import NOTE, grid

from serving.cases.status import STAYS, Aim, Status, statuses


def statuses_page() -> str:
    """The procedure: every status of a case with its moves, as a diagram and in words."""
    found = statuses()
    lines = ["```mermaid", "stateDiagram-v2", "    [*] --> clue"]
    for status in found.values():
        lines.append(f"    {status.name} : {status.label.zh} {status.label.en}")
        lines += [f"    {status.name} --> {m.to} : {m.label.zh}" for m in status.moves if m.to != STAYS]
        lines += [f"    {status.name} --> [*]"] if status.over else []
    note = "Every move asks for a right, nobody approves what he or she prepared, and a guard that does not hold "
    note += "says in a sentence what is missing. Figures of the clocks are in [standards](standards.md).\n"
    parts = [NOTE, "# 办理流程 / Statuses of a case\n", f"{len(found)} statuses.\n", "\n".join([*lines, "```\n"]), note]
    return "\n".join(parts + [_status(status) for status in found.values()])


def _status(one: Status) -> str:
    clock = one.clock and f"`{one.clock.key}`, {'working' if one.clock.working else 'calendar'} days"
    head = f"## `{one.name}` {one.label.zh} / {one.label.en}\n\n{one.definition}\n\n"
    head += f"Held by: {one.held_by.zh} / {one.held_by.en}. Clock: {clock or 'none'}.\n\n"
    rows = [
        (
            *(f"`{m.name}`", f"{m.label.zh} / {m.label.en}", f"`{m.to or one.name}`", m.right.value),
            ", ".join(aim.value for aim in m.aims) if len(m.aims) < len(Aim) else "any",
            "; ".join(str(guard.__doc__).split("\n")[0] for guard in m.guards),
            m.decision,
        )
        for m in one.moves
    ]
    return head + (grid(("move", "zh / en", "to", "right", "aim", "only if", "decision"), rows) if rows else "")
