"""How much a received file may ask of this machine."""

from dataclasses import dataclass

MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """Bounds of one file; beyond them it is refused with a sentence."""

    file_bytes: int = 2048 * MEGABYTE
    archive_entries: int = 2000
    entry_bytes: int = 1536 * MEGABYTE  # unpacked; a sheet of a million rows and 20 columns
    entry_ratio: int = 150  # unpacked over packed, where an entry is larger than `small_bytes`
    small_bytes: int = 16 * MEGABYTE
    memory_bytes: int = 2048 * MEGABYTE  # address space of the child that parses
    cpu_seconds: int = 300
    seconds: int = 600
    columns: int = 1000
    cell_characters: int = 32_767
    line_bytes: int = 8 * MEGABYTE


LIMITS = Limits()
