"""The household as first visited, and again when a visit knows more of its past.

Formerly poor is who was poor at an earlier visit, and not who was poor at none; at the first visit nobody
knows, since nothing in the survey says who was poor before it began.
"""

from features.sources.mapping import Mapping

MAPPING = Mapping(
    covered=("village_code", "head_female", "formerly_poor"),
    rows="""
        SELECT household_id AS record_id, household_id, village_code, head_female, formerly_poor,
            first_on AS happened_on, seen_on AS known_on
        FROM homes WHERE past_changed
    """,
)
