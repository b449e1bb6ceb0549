"""Reads the trees out of LightGBM's text, or says in one sentence why they cannot be explained."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from features.errors import ModelFileError

CATEGORICAL, DEFAULT_LEFT = 1, 2  # bits of decision_type; the two above them are the missing type
MISSING_NONE, MISSING_ZERO, MISSING_NAN = 0, 1, 2


@dataclass(frozen=True)
class Tree:
    """One tree as LightGBM writes it.

    Inner nodes are numbered from 0; a child below zero is leaf ``~child``. `z_left` is the share of an inner
    node's training rows that went left. `bits` holds the bitsets of categorical splits, `bounds` where each
    begins; a categorical node's threshold is the number of its bitset.
    """

    feature: np.ndarray
    threshold: np.ndarray
    decision: np.ndarray
    left: np.ndarray
    right: np.ndarray
    value: np.ndarray
    z_left: np.ndarray
    expected: float
    bits: np.ndarray
    bounds: np.ndarray

    @property
    def inner(self) -> int:
        """How many inner nodes; 0 for a constant tree."""
        return len(self.feature)


@dataclass(frozen=True)
class TreeModel:
    """The trees of a model with one output, and how many features it was fitted on."""

    trees: tuple[Tree, ...]
    features: int


def read_model(text: str) -> TreeModel:
    """The trees in LightGBM's text; ModelFileError for what has no exact path-dependent contributions."""
    head, *blocks = text.split("\nTree=")
    header = dict(_pairs(head))
    if int(header.get("num_tree_per_iteration", 1)) != 1:
        raise ModelFileError("model with several outputs: explain one class at a time, or use LightGBM's pred_contrib")
    if "average_output" in head.splitlines():
        raise ModelFileError("random forest model: its output is a mean, not a sum; use boosting, or pred_contrib")
    return TreeModel(tuple(_tree(block) for block in blocks), int(header["max_feature_idx"]) + 1)


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    for line in text.splitlines():
        key, equals, value = line.partition("=")
        if equals:
            yield key, value
        if line == "end of trees":
            return


def _tree(block: str) -> Tree:
    read = dict(_pairs(block))
    if read.get("is_linear", "0") != "0":
        raise ModelFileError("model with linear trees: its contributions are not defined; fit it without linear_tree")
    values = _numbers(read["leaf_value"], "float64")
    if int(read["num_leaves"]) == 1:
        return _constant(values)
    left, right = _numbers(read["left_child"], "int64"), _numbers(read["right_child"], "int64")
    leaf_rows, inner_rows = _numbers(read["leaf_count"], "float64"), _numbers(read["internal_count"], "float64")
    went_left, went_right = _rows(left, leaf_rows, inner_rows), _rows(right, leaf_rows, inner_rows)
    if (inner_rows <= 0).any() or (went_left + went_right != inner_rows).any():
        raise ModelFileError("model without rows in some node (it was cut or refitted): contributions need the counts")
    return Tree(
        feature=_numbers(read["split_feature"], "int64"),
        threshold=_numbers(read["threshold"], "float64"),
        decision=_numbers(read["decision_type"], "int64"),
        left=left,
        right=right,
        value=values,
        z_left=went_left / inner_rows,
        expected=float(values @ (leaf_rows / inner_rows[0])),
        bits=_numbers(read.get("cat_threshold", ""), "uint32"),
        bounds=_numbers(read.get("cat_boundaries", ""), "int64"),
    )


def _constant(values: np.ndarray) -> Tree:
    none, no_number = np.empty(0, "int64"), np.empty(0)
    bits = np.empty(0, "uint32")
    return Tree(none, no_number, none, none, none, values, no_number, float(values[0]), bits, none)


def _numbers(text: str, kind: str) -> np.ndarray:
    return np.array(text.split(), dtype=kind)


def _rows(child: np.ndarray, leaf_rows: np.ndarray, inner_rows: np.ndarray) -> np.ndarray:
    return np.where(child < 0, leaf_rows[~np.minimum(child, -1)], inner_rows[np.maximum(child, 0)])
