"""Rows that tell two values of a column apart: the model answers them differently there.

A value put into any row proves nothing where the model does not look at it. What is looked for is
a hold-out row on which a backend that confuses the two values gives itself away.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from handover.drawing.draw_context import Ground
from handover.oracle import Answer, Raised
from handover.values import Column, Row, Value
from handover.values.row import Scalar

# Rows asked for each value; enough to reach the trees that look at a column at all.
_ROWS = 48
_ROWS_OF_WIDE = 12
_WIDE = 60


class Telling:
    """The answers for each of some values of one column, on a sample of hold-out rows.

    Parameters
    ----------
    ground
        Contract, estimator and hold-out.
    column
        A scalar column.
    values
        Wire values that the contract accepts in it.
    """

    def __init__(self, ground: Ground, column: Column, values: Sequence[Scalar]) -> None:
        self._ground = ground
        self._column = column
        count = _ROWS if len(ground.columns) <= _WIDE else _ROWS_OF_WIDE
        order = ground.rng(f"telling {column.name}").permutation(len(ground.rows))
        self._turn = 0
        self._chosen = [int(number) for number in order[:count]]
        self._places = {repr(value): place for place, value in enumerate(values)}
        rows = [self._row(number, value) for value in values for number in self._chosen]
        answers = ground.oracle.wire(ground.oracle.frame(rows)) if rows else []
        width = len(self._chosen)
        self._answers = [answers[at : at + width] for at in range(0, len(answers), width)]

    def row(self, value: Scalar, other: Scalar, *, put: Scalar = None) -> tuple[Row, bool]:
        """Return a row that tells ``value`` from ``other`` well, and whether it does at all.

        The row holds ``value``, or ``put`` where one is given: a value that is answered like it.
        """
        left, right = (self._answers[self._places[repr(each)]] for each in (value, other))
        apart = np.array([_apart(a, b) for a, b in zip(left, right, strict=True)])
        # Not always the same row: what fails together should share the fault alone.
        good = np.flatnonzero(apart >= max(apart.max() / 2, np.finfo(float).tiny))
        best = int(good[self._turn % len(good)]) if len(good) else 0
        self._turn += 1
        row = self._row(self._chosen[best], value if put is None else put)
        return row, bool(apart[best] > 0)

    def _row(self, number: int, value: Scalar) -> Row:
        return {**self._ground.rows[number], self._column.name: value}


def _apart(left: Answer, right: Answer) -> float:
    """Return how far two answers are apart: 0 for the same, otherwise by their floats."""
    if isinstance(left, Raised) or isinstance(right, Raised):
        return 0.0
    return max((_distance(left[name], right[name]) for name in left), default=0.0)


def _distance(left: Value, right: Value) -> float:
    if isinstance(left, float | list) and isinstance(right, float | list):
        apart = np.abs(_floats(left) - _floats(right))
        return float(apart.max()) if apart.size and math.isfinite(apart.max()) else 0.0
    return 1e-3 if left != right else 0.0


def _floats(value: float | list[Scalar]) -> npt.NDArray[np.float64]:
    return np.atleast_1d(np.asarray(value, dtype=np.float64))
