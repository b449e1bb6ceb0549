"""Where the water comes from: safe is the public mains or a drilled well with a motor pump (IV7)."""

from features.sources.mapping import Mapping

MAPPING = Mapping(
    covered=("safe", "piped_indoors"),
    rows="""
        SELECT household_id || ':' || seen_on AS record_id, household_id, IV7 IN (1, 2) AS safe,
            CASE WHEN IV6 = 1 THEN TRUE WHEN IV6 IN (2, 3) THEN FALSE END AS piped_indoors,
            seen_on AS happened_on, seen_on AS known_on
        FROM homes WHERE IV7 BETWEEN 1 AND 4
    """,
)
