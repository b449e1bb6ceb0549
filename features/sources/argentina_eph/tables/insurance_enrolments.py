"""Who pays for medical care (CH08): through work, privately, by a public plan, or nobody (public hospitals only)."""

from features.sources.mapping import Mapping

MAPPING = Mapping(
    covered=("scheme", "insured", "valid_until_on"),
    closes="valid_until_on",
    rows="""
        SELECT person_id || ':' || seen_on AS record_id, household_id, person_id,
            CASE WHEN CH08 IN (1, 12, 13, 123) THEN 'employee' WHEN CH08 IN (2, 23) THEN 'other'
                WHEN CH08 = 3 THEN 'resident' ELSE 'public_only' END AS scheme,
            CH08 <> 4 AS insured, seen_on AS happened_on, seen_on AS known_on, next_on
        FROM people WHERE CH08 IN (1, 2, 3, 4, 12, 13, 23, 123)
    """,
)
