"""Reads the mapping files of a source (`features.sources.export` says what is in them) and finds what is unfinished."""

import hashlib
import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from features.department import Department
from features.errors import MappingError, PovertyRiskError
from features.sources.export import READS, RECORD, UNITS, UNKNOWN, Export, Filling, Identity, RowsOf
from features.table import Column, Kind, Subject, Table, table
from features.text import Text

SHIPPED = Path(__file__).parent


def exports(source: str | Path) -> list[Export]:
    """The exports of a source: a folder of mapping files, or the name of a shipped one; registers first.

    Raises MappingError with the file and what is unfinished or wrong in it.
    """
    folder = Path(source) if Path(source).is_dir() else SHIPPED / str(source)
    files = sorted(folder.glob("*.toml"))
    if not files:
        shipped = sorted({p.parent.name for p in SHIPPED.glob("*/*.toml")})
        raise MappingError(
            f"{source}: no mapping files; name a folder of them or one of {', '.join(shipped)}, "
            "or propose a mapping with `make source NAME=… FILES=…`"
        )
    return sorted((read_export(path) for path in files), key=_order)


def exports_of(source: str | Path, department: Department | None, name: str = "") -> list[Export]:
    """The exports of a source that `department` sends (None: all), or the one called `name` among them.

    Raises MappingError if there is none.
    """
    found = [e for e in exports(source) if department in (None, e.department) and name in ("", e.name)]
    if not found:
        sender = department.value if department else "anybody"
        raise MappingError(f"{source}: no mapping {name or 'at all'} for what {sender} sends")
    return found


def _order(export: Export) -> tuple[bool, bool, str]:
    """Areas before households, the register before what is looked up in it."""
    return not any(r.table == "areas" for r in export.rows), not export.is_register, export.name


def read_export(path: Path) -> Export:
    """The mapping in the file at `path`; raises MappingError, naming the file and the place."""
    text = path.read_text(encoding="utf-8")
    try:
        return _export(path.stem, tomllib.loads(text), hashlib.sha256(text.encode()).hexdigest())
    except tomllib.TOMLDecodeError as error:
        raise MappingError(f"{path.name}: is no TOML ({error}); mend that line") from None
    except PovertyRiskError as error:
        raise MappingError(f"{path.name}: {error}") from None


def _export(name: str, content: dict[str, Any], digest: str) -> Export:
    about = _only(content.get("export", {}), "[export]", _EXPORT)
    identity = Identity(**_only(content.get("identity", {}), "[identity]", _IDENTITY))
    _only(content, "the file", {"export", "identity", "rows"})
    written = content.get("rows")
    listed = written if isinstance(written, list) else []
    rows = tuple(_rows(n, some, identity) for n, some in enumerate(listed, start=1))
    if not rows:
        raise MappingError("has no [[rows]]: say at least one table that it fills")
    since = about.get("since")
    if not isinstance(since, date):
        raise MappingError("[export] since is missing: the day from which on the export is complete")
    departments = {d.value: d for d in Department}
    if about.get("department") not in departments:
        raise MappingError(f"[export] department is none of {', '.join(departments)}")
    return Export(
        name=name,
        title=Text(zh=about.get("title_zh", name), en=about.get("title_en", name)),
        department=departments[about["department"]],
        basis=about.get("basis", ""),
        files=tuple(about.get("files", ())),
        since=since,
        identity=identity,
        rows=rows,
        digest=digest,
        optional=frozenset(about.get("optional", ())),
    )


_EXPORT = {"title_zh", "title_en", "department", "basis", "files", "since", "optional"}
_IDENTITY = {"household", "person", "name", "phone", "card", "pseudonyms"}
_ROWS = {"table", "key", "when", "columns"}
_FILLING = {"from", "read", "unit", "codes", "always"}


def _only(content: dict[str, Any], where: str, allowed: set[str]) -> dict[str, Any]:
    unknown = set(content) - allowed
    if unknown:
        raise MappingError(f"{where}: unknown {', '.join(sorted(unknown))}; there is {', '.join(sorted(allowed))}")
    return content


def _rows(number: int, content: dict[str, Any], identity: Identity) -> RowsOf:
    where = f"[[rows]] number {number}"
    _only(content, where, _ROWS)
    contract = table(content.get("table", ""))
    columns = {c: _filling(f"{where}, {c}", contract, c, f) for c, f in content.get("columns", {}).items()}
    _check_complete(where, contract, columns, identity)
    key = tuple(content.get("key", ()))
    allowed = {*contract.all_columns, RECORD} - {"record_id", "known_on", "withdrawn"}
    if not key or not set(key) <= allowed or (RECORD in key and RECORD not in columns):
        raise MappingError(f"{where}: key must name columns of {contract.name} (or {RECORD}, if it is filled)")
    return RowsOf(table=contract.name, key=key, columns=columns, when=tuple(content.get("when", ())))


def _filling(where: str, contract: Table, name: str, content: dict[str, Any]) -> Filling:
    _only(content, where, _FILLING)
    column = contract.all_columns.get(name)
    if name != RECORD and (column is None or name in ("record_id", "withdrawn")):
        raise MappingError(f"{where}: table {contract.name} has no such column to fill")
    headings = content.get("from", ())
    headings = (headings,) if isinstance(headings, str) else tuple(headings)
    if "always" not in content and not (headings and all(headings)):
        label = column.label.zh if column else "记录编号"
        raise MappingError(f'{where} ({label}): is unfinished; write from = "heading" or always = "word"')
    kind = column.kind if column else Kind.TEXT
    read = content.get("read", "hidden" if name == RECORD else _usual(name, kind))
    if read not in READS[kind]:
        raise MappingError(f"{where}: read is none of {', '.join(READS[kind])}")
    unit = content.get("unit", "元")
    if unit not in UNITS:
        raise MappingError(f"{where}: unit is none of {', '.join(UNITS)}")
    codes = {str(k): str(v) for k, v in content.get("codes", {}).items()}
    if column and column.codes and not set(codes.values()) <= {*column.codes, UNKNOWN}:
        wrong = [w for w, code in codes.items() if code not in column.codes]
        raise MappingError(f"{where}: what is {'、'.join(wrong)}? Write one of {', '.join(column.codes)}, {UNKNOWN}")
    always = content.get("always")
    return Filling(headings=headings, read=read, unit=unit, codes=codes, always=None if always is None else str(always))


def _usual(name: str, kind: Kind) -> str:
    if name == "village_code":
        return "village"
    if name == "area_code":
        return "area"
    if name == "came_from_household_id":
        return "household"
    return READS[kind][0]


def _check_complete(where: str, contract: Table, columns: Mapping[str, Filling], identity: Identity) -> None:
    given = {"record_id", "known_on", "withdrawn", *columns}
    if contract.subject is not Subject.AREA and (identity.household or identity.person):
        given |= {"household_id", "person_id"}
    needed = [c for c in contract.all_columns.values() if c.required and c.name not in given]
    if needed:
        raise MappingError(f"{where}: table {contract.name} needs {', '.join(_said(c) for c in needed)}")


def _said(column: Column) -> str:
    return f"{column.name} ({column.label.zh})"
