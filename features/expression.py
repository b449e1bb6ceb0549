"""Reads and rewrites the SQL of a feature: what it reads, whether it aggregates, and its window.

Beside plain SQL a feature may write ``latest(x)`` and ``previous(x)``: x of the last record (and of
the one before it) that has x, by day, then by the day it was known, then by record; and
``full_years(a, b)``: completed years from day a to day b.
"""

from collections.abc import Callable, Mapping
from functools import cache

import sqlglot
from sqlglot import exp

from features.errors import DeclarationError

CONTEXT_COLUMNS = frozenset({"as_of"})
PERSON_COLUMNS = frozenset({"is_member", "age_years"})
_BY_RECORD = ("latest", "previous")
_LATEST_KEY = "struct_pack(happened_on := happened_on, known_on := known_on, record_id := record_id)"


@cache
def _parsed(sql: str) -> exp.Expr:
    try:
        return sqlglot.parse_one(sql, read="duckdb")
    except sqlglot.errors.ParseError as error:
        raise DeclarationError(f"not SQL: {sql!r} ({error.errors[0].get('description', '')})") from None


def columns(sql: str) -> set[str]:
    """The column names that `sql` reads."""
    return {column.name for column in _parsed(sql).find_all(exp.Column)}


def aggregated_columns(sql: str) -> set[str]:
    """The column names that the aggregates of `sql` read, with what limits them."""
    tree = _parsed(sql)
    holders = (n.parent if isinstance(n.parent, exp.Filter) else n for n in _aggregates(tree))
    return {column.name for holder in holders for column in holder.find_all(exp.Column)}


def summed_columns(sql: str) -> set[str]:
    """The columns that stand bare inside a sum or mean, unprotected by coalesce."""
    found: set[str] = set()
    for node in _parsed(sql).find_all(exp.Sum, exp.Avg):
        for column in node.find_all(exp.Column):
            guard = column.find_ancestor(exp.Coalesce, exp.If, exp.Case, exp.Filter, exp.Is)
            if guard is None or (isinstance(guard, exp.Filter) and guard.find(exp.Sum, exp.Avg) is node):
                found.add(column.name)
    return found


def check_columns(read: set[str] | frozenset[str], known: set[str], what: str, where: str) -> None:
    """Raise DeclarationError naming a column of `read` that `known` lacks."""
    for name in sorted(read - known):
        raise DeclarationError(f"{what}: unknown column {name!r} in {where}; it has {', '.join(sorted(known))}")


def check_aggregate(sql: str, what: str) -> None:
    """Raise DeclarationError unless `sql` is an aggregate without window functions."""
    tree = _parsed(sql)
    if tree.find(exp.Window):
        raise DeclarationError(f"{what}: {sql!r} is a window function where an aggregate belongs")
    if not _aggregates(tree):
        raise DeclarationError(f"{what}: {sql!r} does not aggregate; write e.g. sum(…), count(*) or latest(…)")
    for column in tree.find_all(exp.Column):
        inside = any(_is_aggregate(parent) or isinstance(parent, exp.Filter) for parent in _ancestors(column))
        if not inside and column.name != "as_of":
            raise DeclarationError(f"{what}: column {column.name!r} in {sql!r} stands outside the aggregate")


def check_scalar(sql: str, what: str) -> None:
    """Raise DeclarationError if `sql` aggregates."""
    if _aggregates(_parsed(sql)) or _parsed(sql).find(exp.Window):
        raise DeclarationError(f"{what}: {sql!r} aggregates, but a derived feature works on one household")


def _ancestors(node: exp.Expr) -> list[exp.Expr]:
    found = []
    parent = node.parent
    while parent is not None:
        found.append(parent)
        parent = parent.parent
    return found


def _is_aggregate(node: exp.Expr) -> bool:
    return _by_record(node) or isinstance(node, exp.AggFunc)


def _by_record(node: exp.Expr) -> bool:
    return isinstance(node, exp.Anonymous) and node.name.lower() in _BY_RECORD


def _aggregates(tree: exp.Expr) -> list[exp.Expr]:
    """The outermost aggregates of `tree`."""
    found = [n for n in tree.find_all(exp.AggFunc, exp.Anonymous) if _is_aggregate(n)]
    return [n for n in found if not any(_is_aggregate(parent) for parent in _ancestors(n))]


@cache
def compiled(sql: str, condition: str = "") -> str:
    """DuckDB SQL of `sql`, with every aggregate limited to the rows that meet `condition`."""
    return _with_aggregates(sql, lambda node, own: _limited(node, all_of(own, condition)))


def of_groups(sql: str, condition: str, asked: Callable[[str], str]) -> str:
    """The aggregate `sql` over the rows of a group that meet `condition`, said by its columns.

    `asked` takes an aggregate over the rows of a group and gives the name of its column.
    """
    return _with_aggregates(sql, lambda node, own: asked(_limited(node, all_of(own, condition))))


def _with_aggregates(sql: str, written: Callable[[exp.Expr, str], str]) -> str:
    """`sql` with what `written` makes of each outermost aggregate and of the condition of its own FILTER."""
    tree = _parsed(sql).copy()
    for node in _aggregates(tree):
        holder = node.parent if isinstance(node.parent, exp.Filter) else node
        own = _plain(holder.expression.this.copy()) if isinstance(holder, exp.Filter) else ""
        replacement = exp.Var(this=written(node, own))
        if holder is tree:
            tree = replacement
        else:
            holder.replace(replacement)
    return _plain(tree)


def _limited(node: exp.Expr, rows: str) -> str:
    """The aggregate over the rows that meet a condition.

    Null stands for the other rows where the aggregate passes over it: DuckDB leads every column of a query past each
    FILTER, which took half of the time of one with many.
    """
    passing = rows and (_by_record(node) or isinstance(node, _PASSING_OVER_NULL))
    text = _expanded(_among(node, rows) if passing else node)
    text = f"{text} FILTER (WHERE {rows})" if rows and not passing else text
    # DuckDB indexes a list from 1: the second of the two latest is the previous one.
    return f"({text})[2]" if _by_record(node) and node.name.lower() == "previous" else text


def _among(node: exp.Expr, rows: str) -> exp.Expr:
    """The aggregate `node` with null for what does not meet a condition."""
    limited = node.copy()
    of = limited.expressions[0] if _by_record(limited) else limited.this
    of = of.expressions[0] if isinstance(of, exp.Distinct) else of
    what = exp.Literal.number(1) if isinstance(of, exp.Star) else of.copy()
    of.replace(exp.Case(ifs=[exp.If(this=_parsed(rows).copy(), true=what)]))
    return limited


def all_of(*conditions: str) -> str:
    """SQL: all the conditions there are; nothing if there is none."""
    some = [c for c in conditions if c]
    return some[0] if len(some) == 1 else " AND ".join(f"({c})" for c in some)


_ADDED = (exp.Sum, exp.Avg, exp.Count, exp.Max, exp.Min)
_PASSING_OVER_NULL = (*_ADDED, exp.ArgMax, exp.ArgMin, exp.Median, exp.Quantile, exp.PercentileCont, exp.StddevSamp)


def adds_up(sql: str, key: str) -> bool:
    """Whether the aggregate `sql` over rows can be had from what it gives for their groups by `key`."""
    return all(
        (isinstance(n, _ADDED) and not n.find(exp.Distinct)) or _counts(n, key) for n in _aggregates(_parsed(sql))
    )


def _counts(node: exp.Expr, key: str) -> bool:
    return isinstance(node, exp.Count) and node.sql("duckdb") == f"COUNT(DISTINCT {key})"


def added_up(sql: str, inside: str, outside: str, asked: Callable[[str], str]) -> str:
    """The aggregate `sql` over the rows that meet `inside`, from those of their groups that meet `outside`.

    `asked` takes an aggregate over the rows of a group and gives the name of its column. `sql` must add up.
    """

    def written(node: exp.Expr, own: str) -> str:
        def over(aggregate: str, inner: str) -> str:
            return compiled(f"{aggregate}({asked(compiled(inner, all_of(inside, own)))})", outside)

        of = _plain(node.this.copy())
        if isinstance(node, exp.Max | exp.Min):
            return over(node.key, f"{node.key}({of})")
        if isinstance(node, exp.Avg):
            return f"({over('sum', f'sum({of})')} / {over('sum', f'count({of})')})"
        if node.find(exp.Distinct):  # of the key, which a group has once
            return over("count", f"max({of.removeprefix('DISTINCT ')})")
        return over("sum", f"sum({of})") if isinstance(node, exp.Sum) else f"coalesce({over('sum', f'count({of})')}, 0)"

    return _with_aggregates(sql, written)


def _expanded(node: exp.Expr) -> str:
    if not isinstance(node, exp.Anonymous):
        return _plain(node.copy())
    inner = _plain(node.expressions[0].copy())
    if node.name.lower() == "latest":
        return f"max_by({inner}, {_LATEST_KEY})"
    return f"max_by({inner}, {_LATEST_KEY}, 2)"


def _plain(tree: exp.Expr) -> str:
    """SQL of `tree`, which is used up."""

    def full_years(node: exp.Expr) -> exp.Expr:
        if isinstance(node, exp.Anonymous) and node.name.lower() == "full_years":
            first, last = (part.sql("duckdb") for part in node.expressions)
            return exp.Var(this=full_years_sql(first, last))
        return node

    return tree.transform(full_years, copy=False).sql("duckdb", copy=False)


def full_years_sql(first: str, last: str) -> str:
    """Completed years between two days, the same on every engine."""
    return (
        f"(year({last}) - year({first}) - CASE WHEN month({last}) * 100 + day({last}) "
        f"< month({first}) * 100 + day({first}) THEN 1 ELSE 0 END)"
    )


def asks_for_latest(sql: str) -> bool:
    """Whether `sql` has a `latest` or `previous`, which go by record_id at last."""
    return any(node.name.lower() in _BY_RECORD for node in _parsed(sql).find_all(exp.Anonymous))


def windowed_over(sql: str, partition: str) -> str:
    """The aggregate `sql` as a window over `partition`, for features of an area's households."""
    tree = _parsed(sql).copy()
    for node in _aggregates(tree):
        replacement = exp.Var(this=f"{_plain(node.copy())} OVER (PARTITION BY {partition})")
        if node is tree:
            tree = replacement
        else:
            node.replace(replacement)
    return tree.sql("duckdb")


@cache
def compiled_condition(sql: str) -> str:
    """DuckDB SQL of a plain expression or condition."""
    return _plain(_parsed(sql).copy())


def replaced(sql: str, by: Mapping[str, str]) -> str:
    """`sql` with what stands for its columns.

    >>> replaced("max(a) - b", {"a": "x", "b": "x + 1"})
    'MAX(x) - (x + 1)'
    """

    def replace(node: exp.Expr) -> exp.Expr:
        if isinstance(node, exp.Column) and node.name in by:
            other = _parsed(by[node.name]).copy()
            return other if isinstance(other, exp.Column) else exp.paren(other, copy=False)
        return node

    return _parsed(sql).transform(replace).sql("duckdb")
