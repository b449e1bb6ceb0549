"""Records written as a small ascii table: how examples and tests state their input."""


def read_ascii(text: str) -> list[dict[str, str | None]]:
    """Rows of an ascii table, cells separated by `|`; an empty cell or `-` is None.

    >>> read_ascii('''
    ...     household_id | self_paid_fen
    ...     H1           | 300
    ...     H2           | -
    ... ''')
    [{'household_id': 'H1', 'self_paid_fen': '300'}, {'household_id': 'H2', 'self_paid_fen': None}]
    """
    lines = [line for line in text.splitlines() if line.strip()]
    if not lines:
        return []
    header = [cell.strip() for cell in lines[0].split("|")]
    rows = []
    for line in lines[1:]:
        cells = [cell.strip() for cell in line.split("|")]
        if len(cells) != len(header):
            raise ValueError(f"ascii table: {len(cells)} cells under {len(header)} headings in {line.strip()!r}")
        rows.append({h: (None if c in ("", "-") else c) for h, c in zip(header, cells, strict=True)})
    return rows
