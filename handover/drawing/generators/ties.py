"""``tie``: rows with two equally near answers, so that an order or a label may differ."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from handover.drawing.candidate import Candidate
from handover.drawing.draw_context import Ground
from handover.oracle import EstimatorOracle, Raised
from handover.values import ElementType, Row
from handover.values.row import Scalar

MOST = 40


def ties(ground: Ground) -> list[Candidate]:
    """Find hold-out rows with equal distances or two equal best classes.

    Neighbours without preprocessing are also asked for items they were fitted on, doubled ones
    first: an item is its own nearest neighbour, at distance 0.
    """
    drawn: list[Candidate] = []
    roles = ground.oracle.roles.values()
    frame = ground.oracle.frame(ground.rows)
    if "neighbours.ids" in roles:
        beyond = ground.oracle.ties(frame)
        answers = ground.oracle.wire(frame)
        for row, tied, answer in zip(ground.rows, beyond, answers, strict=True):
            if isinstance(answer, Raised):
                continue
            if any(tied.values()):
                drawn.append(
                    Candidate("tie", "more items than asked for are as near as the last", row)
                )
            elif _equal_distances(ground, answer):
                drawn.append(Candidate("tie", "two of the items are equally near", row))
        drawn = drawn[:MOST] + _fitted_items(ground)
    elif any(role in ("label", "cluster") for role in roles):
        for row, margin in zip(ground.rows, ground.oracle.margins(frame), strict=True):
            if margin and min(margin.values()) <= 1e-7:
                drawn.append(Candidate("tie", "two classes are equally likely", row))
    return drawn[: 2 * MOST]


def _equal_distances(ground: Ground, answer: Row) -> bool:
    for name, role in ground.oracle.roles.items():
        values = answer[name]
        if role in ("neighbours.distance", "neighbours.similarity") and isinstance(values, list):
            return len(set(values)) < len(values)
    return False


def _fitted_items(ground: Ground) -> list[Candidate]:
    fitted = getattr(ground.oracle.estimator, "_fit_X", None)
    if fitted is None or hasattr(fitted, "toarray"):
        return []
    matrix = np.asarray(fitted)
    _, first, counts = np.unique(matrix, axis=0, return_index=True, return_counts=True)
    doubled = np.sort(first[counts > 1])[: MOST // 2]
    single = np.sort(first[counts == 1])[: MOST // 4]
    drawn = []
    for number in (*doubled, *single):
        row = _row(ground, matrix[number])
        if row is not None and ground.accepts(row):
            why = "an item that exists twice" if number in doubled else "an item itself"
            drawn.append(Candidate("tie", f"{why} (fitted row {number})", row))
    return drawn


def _row(ground: Ground, features: npt.NDArray[Any]) -> Row | None:
    """Spell a fitted row in the contract's columns; None where a column is no number."""
    assert isinstance(ground.oracle, EstimatorOracle)
    row: Row = {}
    start = 0
    for column in ground.oracle.layout.columns:
        width = column.length or 1
        part = features[start : start + width]
        start += width
        if column.type in (ElementType.STRING, ElementType.BOOL):
            return None
        if column.type.is_integer:
            cells: list[Scalar] = [int(value) for value in part]
        else:
            kind = np.float32 if column.type is ElementType.F32 else np.float64
            cells = [float(kind(value)) for value in part]
        row[column.name] = cells[0] if column.length is None else list(cells)
    return {column.name: row[column.name] for column in ground.columns}
