"""Who was at home at each visit: a new version of the person every time, and one more when gone at the next.

The day of birth follows from the age at the person's first visit, half a year before the day on which
that age was surely reached. Work: 16 to 64 ordinary; disabled (CAT_INAC 6) lost; inactive students and
everybody else none, but who works past 64 weak. Schooling is the level begun, and illiterate is who
never went to school (NIVEL_ED 7).
"""

from features.sources.mapping import Mapping

MAPPING = Mapping(
    covered=("relation", "born_on", "left_on", "labour", "schooling_level", "equivalent_adults", "sex"),
    closes="left_on",
    rows="""
        SELECT person_id AS record_id, household_id, person_id,
            CASE WHEN CH03 = 1 THEN 'head' WHEN CH03 = 2 THEN 'spouse' WHEN CH03 = 3 THEN 'child'
                WHEN CH03 = 4 THEN 'child_in_law' WHEN CH03 = 5 THEN 'grandchild'
                WHEN CH03 IN (6, 7) THEN 'parent' WHEN CH03 = 8 THEN 'sibling' ELSE 'other' END AS relation,
            born_on,
            CASE WHEN first_on = household_first_on THEN 'registered' WHEN first_age = 0 THEN 'birth'
                ELSE 'move' END AS joined_by,
            CASE WHEN CAT_INAC = 6 AND age >= 16 THEN 'lost' WHEN ESTADO = 1 AND age >= 65 THEN 'weak'
                WHEN age NOT BETWEEN 16 AND 64 OR (ESTADO = 3 AND CAT_INAC = 3) THEN 'none'
                ELSE 'ordinary' END AS labour,
            CASE WHEN NIVEL_ED = 7 THEN 'illiterate' WHEN NIVEL_ED IN (1, 2) THEN 'primary'
                WHEN NIVEL_ED = 3 THEN 'junior' WHEN NIVEL_ED = 4 THEN 'senior'
                WHEN NIVEL_ED IN (5, 6) THEN 'college' END AS schooling_level,
            equivalent_adults,
            CASE CH04 WHEN 1 THEN 'male' WHEN 2 THEN 'female' END AS sex,
            first_on AS happened_on, seen_on AS known_on, CASE WHEN NOT stays THEN next_on END AS next_on
        FROM people
    """,
)
