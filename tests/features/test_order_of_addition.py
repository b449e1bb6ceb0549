"""Sums of fractions: the order in which an engine's threads add must not show in a vector."""

from features.engine import connect
from features.feature import features
from features.query import seen_name, value_sql


def test_a_households_sum_is_the_same_whichever_member_is_added_first():
    feature = features()["equivalent_members"]
    added = {(a + b) + c for a, b, c in ([0.1, 0.2, 0.3], [0.3, 0.2, 0.1])}
    assert len(added) == 2, "these fractions must show their order unless they are rounded"
    rows = " UNION ALL ".join(
        f"SELECT {total!r} AS {feature.name}, 1 AS {seen_name(feature)}, TRUE AS covers_{feature.name}"
        for total in added
    )
    with connect() as connection:
        assert set(connection.execute(f"SELECT {value_sql(feature)} FROM ({rows})").fetchall()) == {(0.6,)}
