"""DuckDB's SQL as Spark reads it: sqlglot's translation, and what it leaves different in meaning put right.

Each rule is a difference that was seen: sqlglot drops the count of `max_by(x, y, 2)` and has no `isfinite`;
DuckDB's `max_by` passes over rows without x, Spark's does not; Spark takes 100.0 as a decimal and rounds what is
divided by it. What sqlglot says it cannot express is an error, never a query that means something else.
"""

from functools import cache

import sqlglot
from sqlglot import exp

from features.errors import DeclarationError

SEVERAL = "max_by"  # with a number of rows sqlglot does not know it in Spark, so it goes by its name


@cache
def to_spark(sql: str) -> str:
    """`sql`, written for DuckDB, as Spark SQL of the same meaning; DeclarationError where there is none."""
    try:
        tree = sqlglot.parse_one(sql, read="duckdb")
        for node in reversed(list(tree.dfs())):  # from the leaves up: a rule sees what is below it translated
            new = _translated(node)
            if node is tree:
                tree = new
            elif new is not node:
                node.replace(new)
        return tree.sql("spark", unsupported_level=sqlglot.ErrorLevel.RAISE)
    except (sqlglot.errors.ParseError, sqlglot.errors.UnsupportedError) as error:
        raise DeclarationError(
            f"not to be said in Spark SQL ({error}): {sql[:200]!r}; write it otherwise, or add its translation "
            "to features/spark/dialect.py"
        ) from None


def _translated(node: exp.Expr) -> exp.Expr:
    """What stands for one node; the node itself where sqlglot gets it right."""
    if isinstance(node, exp.ArgMax) or (isinstance(node, exp.ArgMin) and not node.args.get("count")):
        return _of_known(node)
    if isinstance(node, exp.Filter) and isinstance(node.this, exp.Filter):
        both = exp.and_(node.this.expression.this.copy(), node.expression.this.copy())
        return _limited(node.this.this, both)
    if isinstance(node, exp.Bracket) and _is_list(node.this):
        return exp.Anonymous(this="get", expressions=[node.this.unnest().copy(), node.expressions[0].copy()])
    if isinstance(node, exp.Quantile | exp.PercentileCont):
        return exp.Anonymous(this="percentile", expressions=[node.this.copy(), node.expression.copy()])
    if isinstance(node, exp.Anonymous) and node.name.lower() == "isfinite":
        return _is_finite(node.expressions[0])
    if isinstance(node, exp.CTE):
        return exp.CTE(this=node.this.copy(), alias=node.args["alias"].copy())  # without a word on its materialising
    if isinstance(node, exp.Literal) and node.is_number and not node.is_int:
        return exp.cast(node.copy(), "double")
    return node


def _of_known(node: exp.ArgMax | exp.ArgMin) -> exp.Expr:
    """`max_by` or `min_by` of the rows that have what is asked for, as DuckDB takes it."""
    several = node.args.get("count")
    asked = [node.this.copy(), node.expression.copy()]
    top = exp.Anonymous(this=SEVERAL, expressions=[*asked, several.copy()]) if several else node.copy()
    return _limited(top, node.this.copy().is_(exp.null()).not_())


def _limited(aggregate: exp.Expr, rows: exp.Expr) -> exp.Expr:
    return exp.Filter(this=aggregate.copy(), expression=exp.Where(this=rows))


def _is_list(node: exp.Expr) -> bool:
    """Whether it is the several rows of a `max_by`, in which sqlglot counts from 0, as Spark's `get` does."""
    inner = node.unnest()
    return isinstance(inner, exp.Filter) and isinstance(inner.this, exp.Anonymous) and inner.this.name == SEVERAL


def _is_finite(value: exp.Expr) -> exp.Expr:
    number = exp.Anonymous(this="isnan", expressions=[value.copy()]).not_()
    bounded = exp.LT(this=exp.Abs(this=value.copy()), expression=exp.cast(exp.Literal.string("Infinity"), "double"))
    return exp.paren(exp.and_(number, bounded))
