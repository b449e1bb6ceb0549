"""Who attends school: everybody of 5 to 17, and whoever attended at this visit or at an earlier one.

The survey asks for no fees: `fees_fen` is written as zero because the contract requires it, and is not
covered. EGB (CH12 3) spans primary and junior secondary and is told apart by age, as is secundario.
"""

from features.sources.mapping import Mapping

MAPPING = Mapping(
    covered=("stage", "attending"),
    rows="""
        SELECT person_id || ':' || seen_on AS record_id, household_id, person_id,
            CASE WHEN CH10 = 3 OR CH12 NOT BETWEEN 1 AND 9 OR CH12 IS NULL THEN
                    CASE WHEN age < 6 THEN 'preschool' WHEN age < 12 THEN 'primary'
                        WHEN age < 15 THEN 'junior' ELSE 'senior' END
                WHEN CH12 = 1 THEN 'preschool' WHEN CH12 = 2 THEN 'primary'
                WHEN CH12 IN (3, 9) THEN CASE WHEN age < 12 THEN 'primary' ELSE 'junior' END
                WHEN CH12 = 4 THEN CASE WHEN age < 15 THEN 'junior' ELSE 'senior' END
                WHEN CH12 = 5 THEN 'senior' ELSE 'college' END AS stage,
            CH10 = 1 AS attending, 0 AS fees_fen, seen_on AS happened_on, seen_on AS known_on
        FROM people WHERE CH10 IN (1, 2, 3) AND (age BETWEEN 5 AND 17 OR attended_on <= seen_on)
    """,
)
