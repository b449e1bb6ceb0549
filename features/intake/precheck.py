"""What a file is, told from its first bytes, and whether it may be opened at all. Nothing is parsed here."""

import zipfile
from enum import Enum
from pathlib import Path

from features.errors import UnreadableFileError
from features.intake.limits import LIMITS, MEGABYTE, Limits


class Format(Enum):
    """The formats that are read."""

    XLSX = "xlsx"
    XLS = "xls"
    ODS = "ods"
    TEXT = "csv"
    JSON_LINES = "jsonl"
    PARQUET = "parquet"


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SAVE_AS = "open it in Excel or WPS and save it as a plain .xlsx workbook"


def recognised(path: Path, limits: Limits = LIMITS) -> Format:
    """The format of the file at `path`, by content; the name's ending does not count.

    Raises UnreadableFileError, with one sentence, for whatever must not be parsed.
    """
    size = path.stat().st_size
    if size == 0:
        raise UnreadableFileError("the file is empty (0 bytes): ask for it again")
    if size > limits.file_bytes:
        raise UnreadableFileError(f"the file is larger than {limits.file_bytes // MEGABYTE:,} MB: send it in parts")
    with path.open("rb") as file:
        head = file.read(64 * 1024)
    if head.startswith(b"PK"):
        return _archive(path, limits)
    if head.startswith(OLE):
        return _compound(path)
    if head.startswith(b"PAR1"):
        return Format.PARQUET
    return _text(head, path)


def _compound(path: Path) -> Format:
    with path.open("rb") as file:
        content = file.read(4 * MEGABYTE)
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise UnreadableFileError("the workbook is protected by a password: remove the password and send it again")
    return Format.XLS


def _text(head: bytes, path: Path) -> Format:
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if start.startswith((b"<html", b"<!doctype", b"<table", b"<?xml")):
        raise UnreadableFileError(f"it is a web page or XML under the name of a table: {SAVE_AS}")
    if start.startswith(b"%pdf"):
        raise UnreadableFileError("it is a PDF: ask for the table it was printed from")
    if path.suffix.lower() in (".jsonl", ".ndjson") or start.startswith(b"{"):
        return Format.JSON_LINES
    if b"\x00" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UnreadableFileError(f"it is neither a workbook nor a text (it holds NUL bytes): {SAVE_AS}")
    return Format.TEXT


def _archive(path: Path, limits: Limits) -> Format:
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            _check_directory(path, entries, limits)
            for entry in entries:
                _check_entry(archive, entry, limits)
            return _kind(archive, {e.filename for e in entries})
    except (zipfile.BadZipFile, EOFError, NotImplementedError, OSError, ValueError, RuntimeError):
        raise UnreadableFileError(f"the workbook is damaged or was cut off while it was sent: {SAVE_AS}") from None


def _check_directory(path: Path, entries: list[zipfile.ZipInfo], limits: Limits) -> None:
    if len(entries) > limits.archive_entries:
        raise UnreadableFileError(f"the workbook holds {len(entries):,} parts, a real one a few dozen: {SAVE_AS}")
    names = [e.filename for e in entries]
    if len(set(names)) < len(names):
        raise UnreadableFileError(f"the workbook holds a part twice: {SAVE_AS}")
    if any(".." in n.split("/") or n.startswith("/") or "\\" in n or "\x00" in n for n in names):
        raise UnreadableFileError(f"the workbook names parts outside itself: {SAVE_AS}")
    if any(e.flag_bits & 1 for e in entries):
        raise UnreadableFileError("the workbook is protected by a password: remove the password and send it again")
    if sum(e.compress_size for e in entries) > path.stat().st_size:
        raise UnreadableFileError(f"the parts of the workbook overlap: {SAVE_AS}")
    if sum(e.file_size for e in entries) > 2 * limits.entry_bytes:
        raise UnreadableFileError(f"the workbook unpacks to more than {2 * limits.entry_bytes // MEGABYTE:,} MB")


def _check_entry(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, limits: Limits) -> None:
    if entry.file_size > limits.entry_bytes or (
        entry.file_size > limits.small_bytes and entry.file_size > limits.entry_ratio * max(1, entry.compress_size)
    ):
        raise UnreadableFileError(f"the workbook unpacks to far more than it weighs: {SAVE_AS}")
    name = entry.filename.lower()
    if name.endswith((".zip", ".xlsx", ".xls", ".ods", ".jar", ".7z", ".rar")):
        raise UnreadableFileError("there is an archive inside the archive: send each table as a file of its own")
    if name.endswith("vbaproject.bin"):
        raise UnreadableFileError(f"the workbook holds macros: {SAVE_AS} without macros")
    if name.endswith((".xml", ".rels")) and not entry.is_dir():
        with archive.open(entry) as part:
            start = part.read(4096)
        if b"<!DOCTYPE" in start or b"<!ENTITY" in start:
            raise UnreadableFileError(f"the workbook defines XML entities, which no table needs: {SAVE_AS}")


def _kind(archive: zipfile.ZipFile, names: set[str]) -> Format:
    if "xl/workbook.xml" in names:
        return Format.XLSX
    if "mimetype" in names and b"opendocument.spreadsheet" in archive.read("mimetype")[:200]:
        return Format.ODS
    if "xl/workbook.bin" in names:
        raise UnreadableFileError(f"binary workbooks (.xlsb) are not read: {SAVE_AS}")
    raise UnreadableFileError("the archive is no workbook: send each table as a file of its own")
