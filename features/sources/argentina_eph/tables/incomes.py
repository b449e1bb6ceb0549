"""The month's income of everybody by kind; over persons and kinds it adds up to the household's ITF.

P21 is own business for owners and the self-employed (CAT_OCUP 1, 2), wages for all others; income from
further jobs, which the files do not itemise, goes where P21 goes. Rent, interest and profit without work
(V8, V9, V10) are property; pensions and their bonus (V2, V21), severance (V3), unemployment insurance
(V4), social aid (V5), scholarships (V11), help from relatives (V12), other (V18) and alms (V19_A)
transfers. Everybody of ten or older has a row for wages, and every household one for each kind, zero if
there was none, so that an old amount never passes for the present one. A household that declared
nothing for some member (DECIFR 12, or P47T negative or empty) has no rows: its income is unknown. ITF
zero with DECIFR 0 was declared as no income and is zero. Incomes
of a household of which INDEC imputed any part (IDIMPH) are kept as they are and marked as estimated.
"""

from features.sources.mapping import Mapping

MAPPING = Mapping(
    covered=("income_kind", "amount_fen", "estimated"),
    rows="""
        WITH known AS (
            SELECT people.* REPLACE (coalesce(P21, 0) AS P21), coalesce(P47T, 0) - coalesce(P21, 0) - (V2_M + V3_M
                + V4_M + V5_M + V8_M + V9_M + V10_M + V11_M + V12_M + V18_M + V19_AM) AS unnamed,
                greatest(unnamed, 0) AS further
            FROM people SEMI JOIN homes ON homes.household_id = people.household_id AND homes.income_known),
        split AS (SELECT *, least(V21_M, further) AS bonus FROM known),
        kinds AS (
            SELECT household_id, person_id, ESTADO, unnest([
                {'kind': 'wage', 'amount': CASE WHEN CAT_OCUP IN (1, 2) THEN 0 ELSE P21 + further - bonus END},
                {'kind': 'business', 'amount': CASE WHEN CAT_OCUP IN (1, 2) THEN P21 + further - bonus ELSE 0 END},
                {'kind': 'property', 'amount': V8_M + V9_M + V10_M},
                {'kind': 'transfer', 'amount': V2_M + V3_M + V4_M + V5_M + V11_M + V12_M + V18_M + V19_AM + bonus}
            ], recursive := true) FROM split),
        persons AS (SELECT household_id, person_id, kind, amount FROM kinds
            WHERE amount > 0 OR (kind = 'wage' AND ESTADO IN (1, 2, 3))),
        rest AS (SELECT homes.household_id, ITF - coalesce(sum(amount), 0) AS amount
            FROM homes LEFT JOIN persons USING (household_id) WHERE income_known GROUP BY household_id, ITF),
        households AS (
            SELECT household_id, kind, CASE kind WHEN 'transfer' THEN greatest(rest.amount, 0) ELSE 0 END AS amount
            FROM rest CROSS JOIN (SELECT unnest(['wage', 'business', 'property', 'transfer']) AS kind)),
        missing AS (SELECT household_id, NULL AS person_id, kind, amount FROM households
            WHERE amount > 0 OR (household_id, kind) NOT IN (SELECT household_id, kind FROM persons))
        SELECT coalesce(person_id, household_id) || ':' || homes.seen_on || ':' || kind AS record_id, household_id,
            person_id, kind AS income_kind, CAST(round(amount * 100) AS BIGINT) AS amount_fen,
            homes.IDIMPH > 0 AS estimated, homes.seen_on AS happened_on, homes.seen_on AS known_on
        FROM (SELECT * FROM persons UNION ALL SELECT * FROM missing) each JOIN homes USING (household_id)
    """,
)
