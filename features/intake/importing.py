"""Takes files in: recognise, read, convert, settle every row, commit as one batch per file."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fnmatch import fnmatch
from functools import partial
from pathlib import Path

from features.coverage import Covered, read_coverage, write_coverage
from features.engine import connect
from features.errors import IntakeError, PovertyRiskError, RecordStoreError, UnreadableFileError
from features.intake.again import again
from features.intake.answering import answerable, covering
from features.intake.fates import EVERYWHERE
from features.intake.header import plain_heading
from features.intake.journal import Batch, Journal
from features.intake.key import identity_key
from features.intake.lookups import prepare_lookups
from features.intake.reading import Part, ReadFile, reading
from features.intake.staging import Staging, kept_note
from features.intake.waiting import forget_mended
from features.progress import track
from features.records import Records, Source
from features.scope import Scope
from features.sources.export import Export, RowsOf

BLOCK = 8 * 1024 * 1024
NOT_FILES = (".md", ".toml", ".json", ".partial", ".tmp")


@dataclass(frozen=True)
class Refused:
    """A file of which nothing was taken in, and why."""

    file: str
    why: str


def open_store(root: Path, source: str) -> Records:
    """The record store at `root`, made for `source` when there is none."""
    try:
        records = Records(root)
        _ = records.source
        return records
    except RecordStoreError:
        title = Path(source).name
        return Records.create(root, Source(name=title, title_zh=title, title_en=title, lines="own"), [])


def received_files(folder: Path) -> list[Path]:
    """The files of a folder (or the one file), in the order of their names; hidden and temporary ones left out."""
    if folder.is_file():
        return [folder]
    if not folder.is_dir():
        raise IntakeError(f"{folder}: there is no such file or folder")
    files = [p for p in sorted(folder.iterdir()) if p.is_file() and not p.name.startswith((".", "~$"))]
    return [p for p in files if p.suffix.lower() not in NOT_FILES]


@dataclass(frozen=True, kw_only=True)
class Taking:
    """How files are taken in: the day they came, by whom, for which areas; `told` hears the rows read so far.

    With `whole`, a file of which a row would have to wait is not taken in at all: its batch, number 0, says why.
    Without `wait`, IntakeError is raised if somebody else takes files in just now.
    """

    received: date
    by: str = ""
    scope: Scope = EVERYWHERE
    whole: bool = False
    wait: bool = True
    told: Callable[[str, int], None] | None = None


def take_in(files: Sequence[Path], exports: Sequence[Export], records: Records, how: Taking) -> list[Batch | Refused]:
    """Take every file in, registers before what is looked up in them; one result per file, in that order.

    A file that cannot be read or that no mapping fits is refused; the others go on.
    """
    ordered = sorted(files, key=lambda path: _order(path, exports))
    return [_one(path, exports, records, how) for path in track(ordered, "导入 / Taking in")]


def _order(path: Path, exports: Sequence[Export]) -> tuple[int, str]:
    """A file is put by the first mapping its name fits; names that fit none come last."""
    for number, export in enumerate(exports):
        if any(fnmatch(path.name, pattern) for pattern in export.files):
            return number, path.name
    return len(exports), path.name


def _one(path: Path, exports: Sequence[Export], records: Records, how: Taking) -> Batch | Refused:
    journal = Journal(records.root)
    with journal.lock(wait=how.wait):
        try:
            return _batch(path, exports, records, journal, how)
        except PovertyRiskError as error:
            journal.recover()
            return Refused(path.name, str(error))


def _batch(path: Path, exports: Sequence[Export], records: Records, journal: Journal, how: Taking) -> Batch:
    digest = _digest(path)
    before = again(journal, digest, {e.digest for e in exports})
    if before and not before.waits and not before.corrected:
        return _nothing_new(before.before, 0)
    key = identity_key(records.root)
    staged = journal.stage()
    known = {plain_heading(h) for export in exports for h in export.headings}
    told = partial(how.told, path.name) if how.told else None
    with reading(path, known=known, work=staged, progress=told) as read, connect(staged) as connection:
        export, parts = _recognised(path, read, exports)
        prepare_lookups(connection, records, key, how.received, homes=how.scope != EVERYWHERE)
        waits = answerable(journal, export.name, covering(connection, how.scope))
        number = journal.next_number()
        staging = Staging(
            connection, export, records, staged, number, how.received, path.name, waits, before, how.scope
        )
        staging.take(parts)
        batch = staging.batch(digest, key, how.by, _not_read(read, parts))
    if before and not before.waits:
        journal.recover()
        return _nothing_new(before.before, staging.kept)
    if how.whole and batch.rows_quarantined:
        journal.recover()
        return replace(batch, number=0, moves=[], rows_accepted=0, tables={})
    _widen_coverage(records, export)
    journal.commit(batch)
    forget_mended(journal)
    return batch


def _not_read(read: ReadFile, parts: list[Part]) -> list[str]:
    """What of a workbook was not read, said aloud."""
    others = [p.sheet for p in read.parts if p not in parts]
    notes = [f"隐藏工作表未读 hidden sheet not read: {name}" for name in read.hidden]
    return notes + [f"表头不符的工作表未读 sheet with other headings not read: {name}" for name in others]


def _digest(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            digest.update(block)
    return digest.hexdigest()


def _nothing_new(before: Batch, kept: int) -> Batch:
    """The same file again: every row is known, and nothing is written; `kept` rows say otherwise than what stands."""
    note = f"与批次{before.number}是同一文件 the very file of batch {before.number}"
    return replace(
        before,
        rows_accepted=0,
        rows_quarantined=0,
        rows_known=before.rows_read - before.rows_without_content,
        tables={name: {"new": 0, "changed": 0} for name in before.tables},
        notes=[*before.notes, note, *kept_note(kept)],
        moves=[],
    )


def _recognised(path: Path, read: ReadFile, exports: Sequence[Export]) -> tuple[Export, list[Part]]:
    """The export the file is, and its parts that have the headings; the name decides between several."""
    fitting = [(e, [p for p in read.parts if not e.missing(p.names)]) for e in exports]
    fitting = [(e, parts) for e, parts in fitting if parts]
    named = [(e, parts) for e, parts in fitting if any(fnmatch(path.name, pattern) for pattern in e.files)]
    if named or fitting:
        return (named or fitting)[0]
    raise UnreadableFileError(
        f"{path.name}: no mapping fits ({_nearest(path, read, exports)}); mend the headings, "
        "or propose a mapping with `make source`"
    )


def _nearest(path: Path, read: ReadFile, exports: Sequence[Export]) -> str:
    """Which headings the likeliest export misses."""
    named = [e for e in exports if any(fnmatch(path.name, pattern) for pattern in e.files)] or list(exports)
    lacking = [(e, min((e.missing(p.names) for p in read.parts), key=len)) for e in named]
    export, missing = min(lacking, key=lambda pair: len(pair[1]))
    return f"for {export.title.zh} the headings {'、'.join(missing[:6])} are missing"


def _widen_coverage(records: Records, export: Export) -> None:
    """The store covers what the export fills, from the day it is complete."""
    path = records.root / "coverage.json"
    before = read_coverage(path)
    covered = {(c.table, c.area_prefix): c for c in before}
    for rows in export.rows:
        covered[rows.table, ""] = _covered(covered.get((rows.table, "")), rows, export.since)
    if list(covered.values()) != before:
        unfinished = path.with_suffix(".partial")
        write_coverage(list(covered.values()), unfinished)
        unfinished.replace(path)


def _covered(old: Covered | None, rows: RowsOf, since: date) -> Covered:
    """The coverage of a table that is filled by what filled it before and by `rows`."""
    own = {c.name for c in rows.contract.columns} & set(rows.columns)
    if old is None:
        return Covered(table=rows.table, first_on=since, columns=tuple(sorted(own)))
    columns = tuple(sorted(own | set(old.columns))) if old.columns else ()
    return replace(old, first_on=min(since, old.first_on), columns=columns)
