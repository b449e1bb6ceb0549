"""What everybody of ten or older did in the week of the visit; it holds until the next visit at most.

The day work began is not in the files, so a spell begins with the visit that saw it.
Skill is the last digit of the occupation's code (PP04D_COD, classification CNO 2001).
"""

from features.sources.mapping import Mapping

MAPPING = Mapping(
    covered=("work_state", "registered", "temporary", "skill", "weekly_hours", "monthly_wage_fen", "ended_on"),
    closes="ended_on",
    rows="""
        SELECT person_id || ':' || seen_on AS record_id, household_id, person_id,
            CASE WHEN ESTADO = 2 THEN 'unemployed' WHEN ESTADO = 3 THEN 'inactive'
                WHEN CAT_OCUP IN (1, 2) THEN 'self_employed' WHEN CAT_OCUP = 4 THEN 'unpaid_family'
                ELSE 'employed' END AS work_state,
            CASE WHEN ESTADO <> 1 OR CAT_OCUP <> 3 THEN NULL WHEN PP07H = 1 OR PP07I = 1 THEN TRUE
                WHEN PP07H = 2 THEN FALSE END AS registered,
            CASE WHEN ESTADO <> 1 OR CAT_OCUP <> 3 THEN NULL WHEN PP07C = 1 THEN TRUE
                WHEN PP07C = 2 THEN FALSE END AS temporary,
            CASE WHEN ESTADO = 1 THEN CASE PP04D_COD % 10 WHEN 1 THEN 'professional' WHEN 2 THEN 'technical'
                WHEN 3 THEN 'operative' WHEN 4 THEN 'elementary' END END AS skill,
            CASE WHEN ESTADO = 1 AND PP3E_TOT BETWEEN 0 AND 168 THEN least(168,
                PP3E_TOT + CASE WHEN PP3F_TOT BETWEEN 0 AND 168 THEN PP3F_TOT ELSE 0 END) END AS weekly_hours,
            CASE WHEN ESTADO = 1 AND P21 >= 0 THEN CAST(round(P21 * 100) AS BIGINT) END AS monthly_wage_fen,
            seen_on AS happened_on, seen_on AS known_on, next_on
        FROM people WHERE ESTADO IN (1, 2, 3)
    """,
)
