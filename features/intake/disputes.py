"""Records that several sheets of a workbook say differently: none of them may win by standing last."""

from collections.abc import Sequence

import duckdb

from features.intake.conversion import Conversion
from features.intake.headings import view_part
from features.intake.reading import Part
from features.sources.export import Export


def find_disputes(connection: duckdb.DuckDBPyConnection, export: Export, parts: Sequence[Part], received: str) -> None:
    """Table `disputed` (number, record_id): what the parts say differently for the rows with that number."""
    connection.execute("CREATE OR REPLACE TEMP TABLE contents (number INTEGER, record_id VARCHAR, content UBIGINT)")
    for part in parts if len(parts) > 1 else ():
        headings = view_part(connection, part)
        for number, rows in enumerate(export.all_rows):
            conversion = Conversion(export, rows, headings, received)
            connection.execute(
                f"INSERT INTO contents SELECT DISTINCT {number}, record_id, hash(row({', '.join(conversion.made)})) "
                f"FROM ({conversion.made_sql}) WHERE NOT broken"
            )
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE disputed AS SELECT number, record_id FROM contents GROUP BY number, record_id "
        "HAVING count(DISTINCT content) > 1"
    )
    connection.execute("DROP TABLE contents")
