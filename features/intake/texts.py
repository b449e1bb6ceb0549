"""Delimited texts and JSON lines as rows of texts, streamed; the encoding is found out, never guessed wrong quietly."""

import codecs
import csv
import json
from collections.abc import Iterator
from pathlib import Path

from features.errors import UnreadableFileError
from features.intake.limits import LIMITS, MEGABYTE, Limits

BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
DELIMITERS = ",\t;|，"
BLOCK = 4 * MEGABYTE


def encoding_of(path: Path, limits: Limits = LIMITS) -> str:
    """The encoding in which the whole file decodes: UTF-8 (with or without mark), UTF-16 with mark, or GB18030."""
    with path.open("rb") as file:
        head = file.read(4)
    for mark, name in BOMS:
        if head.startswith(mark):
            _decode_all(path, name, limits)
            return name
    for name in ("utf-8", "gb18030"):
        try:
            _decode_all(path, name, limits)
        except UnicodeDecodeError:
            continue
        return name
    raise UnreadableFileError("the text is neither UTF-8 nor GB18030, or mixes both: save it as CSV UTF-8")


def _decode_all(path: Path, name: str, limits: Limits) -> None:
    decoder = codecs.getincrementaldecoder(name)()
    line = 0
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            text = decoder.decode(block)
            if "\x00" in text:
                raise UnreadableFileError("the text holds NUL characters: export it again as CSV UTF-8")
            pieces = text.replace("\r", "\n").split("\n")
            line = line + len(pieces[0]) if len(pieces) == 1 else len(pieces[-1])
            if max(line, *map(len, pieces)) > limits.line_bytes:
                raise UnreadableFileError("a line is longer than 8 million characters: the line breaks are missing")
        decoder.decode(b"", final=True)


def delimited(path: Path, limits: Limits = LIMITS) -> Iterator[list[str | None]]:
    """The rows of a delimited text, blank cells None; raises UnreadableFileError with the line that is broken."""
    encoding = encoding_of(path, limits)
    csv.field_size_limit(limits.cell_characters)
    with path.open(encoding=encoding, newline=None) as file:
        reader = csv.reader(file, delimiter=_delimiter(path, encoding), strict=True)
        try:
            for row in reader:
                yield [_cell(c) for c in row]
        except csv.Error:
            raise UnreadableFileError(
                f"line {reader.line_num} is broken: a quotation mark is not closed or a cell is longer than "
                f"{limits.cell_characters:,} characters"
            ) from None


def _delimiter(path: Path, encoding: str) -> str:
    with path.open(encoding=encoding, newline=None) as file:
        head = [file.readline(MEGABYTE) for _ in range(12)]
    return max(DELIMITERS, key=lambda d: (sum(line.count(d) for line in head), d == ","))


def _cell(text: str) -> str | None:
    # Excel's way of keeping a long number as text: ="110105…"; a tab before it does the same.
    bare = text.strip()
    if bare.startswith('="') and bare.endswith('"'):
        bare = bare[2:-1]
    return bare or None


def json_rows(path: Path, limits: Limits = LIMITS) -> Iterator[list[str | None]]:
    """The keys of all lines as the first row, then the values of each line; numbers keep their digits."""
    keys: dict[str, None] = {}
    for line in _objects(path, limits):
        keys |= dict.fromkeys(line)
    yield list(keys)
    for line in _objects(path, limits):
        yield [line.get(k) for k in keys]


def _objects(path: Path, limits: Limits) -> Iterator[dict[str, str | None]]:
    encoding = encoding_of(path, limits)
    with path.open(encoding=encoding, newline=None) as file:
        for number, line in enumerate(file, start=1):
            if line.strip():
                yield _object(line, number)


def _object(line: str, number: int) -> dict[str, str | None]:
    try:
        content = json.loads(line, parse_int=str, parse_float=str, parse_constant=str, object_pairs_hook=_once)
    except (ValueError, RecursionError):
        raise UnreadableFileError(f"line {number} is no JSON object: write one object per line") from None
    if not isinstance(content, dict) or any(isinstance(v, dict | list) for v in content.values()):
        raise UnreadableFileError(f"line {number} holds a nested value: write one flat object per line")
    return {k: _said(v) for k, v in content.items()}


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    if len({k for k, _ in pairs}) < len(pairs):
        raise ValueError("a key occurs twice")
    return dict(pairs)


def _said(value: object) -> str | None:
    if value is None:
        return None
    if isinstance(value, bool):
        return "是" if value else "否"
    return str(value).strip() or None
