"""The household as first visited; nothing in the survey says who was poor before it began."""

from features.sources.mapping import Mapping

MAPPING = Mapping(
    covered=("village_code", "head_female"),
    rows="""
        SELECT household_id AS record_id, household_id, village_code, head_female,
            seen_on AS happened_on, seen_on AS known_on
        FROM homes WHERE seen_on = first_on
    """,
)
