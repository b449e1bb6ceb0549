"""What the household drew: aid in money (V5) or in kind (V6), pensions (V2), scholarships (V11), dole (V4).

Aid in kind (food, clothes, goods) stands as temporary relief; its monthly amount is zero, since
amounts are in money.
"""

from features.sources.mapping import Mapping

MAPPING = Mapping(
    covered=("benefit", "monthly_fen", "ended_on", "after_clue"),
    closes="ended_on",
    rows="""
        WITH drawn AS (SELECT household_id, homes.seen_on, homes.next_on, max(V6) AS in_kind,
                sum(V5_M) AS aid,
                sum(V2_M) AS pension, sum(V11_M) AS grant_,
                sum(V4_M) AS insurance
            FROM homes JOIN people USING (household_id) GROUP BY ALL)
        SELECT household_id || ':' || seen_on || ':' || benefit AS record_id, household_id, benefit,
            CAST(round(monthly * 100) AS BIGINT) AS monthly_fen, FALSE AS after_clue,
            seen_on AS happened_on, seen_on AS known_on, next_on
        FROM (SELECT household_id, seen_on, next_on, unnest([
                {'benefit': 'social_aid', 'monthly': aid, 'drawn': aid > 0},
                {'benefit': 'old_age_pension', 'monthly': pension, 'drawn': pension > 0},
                {'benefit': 'education_grant', 'monthly': grant_, 'drawn': grant_ > 0},
                {'benefit': 'other', 'monthly': insurance, 'drawn': insurance > 0},
                {'benefit': 'temporary_relief', 'monthly': 0, 'drawn': in_kind = 1}], recursive := true) FROM drawn)
        WHERE drawn
    """,
)
