"""The interviewer's visit itself, dated at the end of its quarter; every realised interview counts as confirmed."""

from features.sources.mapping import Mapping

MAPPING = Mapping(
    covered=("prompted_by", "result"),
    rows="""
        SELECT household_id || ':' || seen_on AS record_id, household_id, 'routine' AS prompted_by,
            'confirmed' AS result, seen_on AS happened_on, seen_on AS known_on
        FROM homes
    """,
)
