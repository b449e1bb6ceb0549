"""What the household lived on in the past three months beside its income (V13 to V17); amounts are not asked.

A way of living that the next visit no longer finds ends with that visit (`repaid_on`).
"""

from features.sources.mapping import Mapping

MAPPING = Mapping(
    covered=("loan", "repaid_on"),
    closes="repaid_on",
    rows="""
        SELECT household_id || ':' || seen_on || ':' || loan AS record_id, household_id, loan,
            seen_on AS happened_on, seen_on AS known_on, next_on
        FROM (SELECT household_id, seen_on, next_on, unnest([
                {'loan': 'spent_savings', 'answer': V13}, {'loan': 'private', 'answer': V14},
                {'loan': 'bank', 'answer': V15}, {'loan': 'instalments', 'answer': V16},
                {'loan': 'sold_belongings', 'answer': V17}], recursive := true) FROM homes)
        WHERE answer = 1
    """,
)
