"""Whole columns of answers held against whole columns, by the rules that `verify` applies a row.

`tests/mutation/test_comparer.py` holds this to `handover.parity.judge`, which is the judge.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from handover.contract import Tolerance
from handover.parity.comparison import IDS, LABELS, Score, compare
from handover.parity.judge import Judge
from handover.row_space.ordinals import to_ordinals
from handover.values import Column, ElementType, Row

if TYPE_CHECKING:
    from handover.contract import ModelContract

Answers = Mapping[str, npt.NDArray[Any]]
Marks = npt.NDArray[np.bool_]
# Ids that tie with the last place of each ids output; None where nobody knows them.
Ties = Mapping[str, Sequence[int]]

_DTYPES: Mapping[ElementType, Any] = {
    ElementType.F32: np.float32,
    ElementType.F64: np.float64,
    ElementType.I32: np.int32,
    ElementType.I64: np.int64,
    ElementType.BOOL: np.bool_,
    ElementType.STRING: object,
}


class Comparer:
    """Compares answers, arrays of shape (rows, width) by output, by the rules of one contract."""

    def __init__(self, contract: ModelContract) -> None:
        self._judge = Judge(contract)
        self.columns = contract.output_columns

    def arrays(self, rows: Sequence[Row]) -> dict[str, npt.NDArray[Any]]:
        """Put answered rows into arrays."""
        found = {}
        for column in self.columns:
            array = np.empty((len(rows), column.length or 1), dtype=_DTYPES[column.type])
            for at, row in enumerate(rows):
                array[at] = row[column.name]
            found[column.name] = array
        return found

    def margins(self, expected: Answers) -> dict[str, npt.NDArray[np.float64]]:
        """Return how safe each label is, told from the score that stands beside it.

        Zero, which lets any label pass, where no score does. For rows whose estimator was not
        asked; vectors carry their own margin.
        """
        found: dict[str, npt.NDArray[np.float64]] = {}
        for column in self.columns:
            if self._judge.roles[column.name] not in LABELS:
                continue
            output = self._judge.score_of(column.name)
            if output is None:
                found[column.name] = np.zeros(len(expected[column.name]))
                continue
            scores = expected[output.name].astype(np.float64)
            if scores.shape[1] > 1:
                best = np.sort(scores, axis=1)[:, -2:]
                found[column.name] = best[:, 1] - best[:, 0]
            elif self._judge.roles[output.name].startswith("probability"):
                found[column.name] = np.abs(2 * scores[:, 0] - 1)
            else:
                found[column.name] = np.abs(scores[:, 0])
        return found

    def differ(
        self,
        expected: Answers,
        obtained: Answers,
        margins: Mapping[str, npt.NDArray[np.float64]],
        ties: Sequence[Ties | None],
    ) -> Marks:
        """Say of each row whether `verify` would call it wrong; shape (rows,)."""
        rows = len(next(iter(expected.values())))
        wrong = np.zeros(rows, dtype=bool)
        for column in self.columns:
            name = column.name
            right, found = expected[name], obtained[name]
            if found.shape != right.shape or _other_type(found, right):
                return np.ones(rows, dtype=bool)
            wrong |= self._column(column, right, found, expected, margins.get(name), ties)
        return wrong

    def _column(
        self,
        column: Column,
        expected: npt.NDArray[Any],
        obtained: npt.NDArray[Any],
        answers: Answers,
        margin: npt.NDArray[np.float64] | None,
        ties: Sequence[Ties | None],
    ) -> Marks:
        role, tolerance = self._judge.roles[column.name], self._judge.tolerances[column.name]
        if role == IDS and column.length is not None:
            return self._ids(column, expected, obtained, answers, ties)
        wrong = np.asarray(apart(expected, obtained, column.type, tolerance).any(axis=1))
        is_label = role in LABELS and column.length is None and tolerance.boundary == "report"
        if is_label and margin is not None and wrong.any():
            wrong = wrong & ~(margin <= self._allowance(column, answers))
        return wrong

    def _allowance(self, column: Column, answers: Answers) -> npt.NDArray[np.float64]:
        """Return how far the score of each row's label may move; `score_allowance` by columns."""
        output = self._judge.score_of(column.name)
        if output is None:
            return np.full(len(answers[column.name]), self._judge.converter.abs)
        scores = answers[output.name]
        tolerance = self._judge.tolerances[output.name]
        size = np.abs(scores.astype(np.float64))
        if tolerance.kind == "bits":
            allowed = np.zeros(scores.shape)
        elif tolerance.kind == "absrel":
            allowed = tolerance.abs + tolerance.rel * size
        else:
            with np.errstate(invalid="ignore"):
                allowed = tolerance.ulp * np.spacing(np.abs(scores)).astype(np.float64)
        return np.asarray(np.where(np.isfinite(size), allowed, 0.0).max(axis=1))

    def _ids(
        self,
        column: Column,
        expected: npt.NDArray[Any],
        obtained: npt.NDArray[Any],
        answers: Answers,
        ties: Sequence[Ties | None],
    ) -> Marks:
        # Groups of equal distances are looked at one row at a time; equal rows need no look.
        wrong: Marks = np.asarray((expected != obtained).any(axis=1))
        output = self._judge.score_of(column.name)
        for row in np.flatnonzero(wrong).tolist():
            known = ties[row]
            # Of a row whose ties nobody knows any id may tie with the last place.
            tied = obtained[row].tolist() if known is None else known.get(column.name, ())
            score = None
            if output is not None:
                values = answers[output.name][row].tolist()
                score = Score(output, self._judge.tolerances[output.name], values)
            wrong[row] = not compare(
                expected[row].tolist(),
                obtained[row].tolist(),
                column,
                self._judge.tolerances[column.name],
                role=IDS,
                scores=score,
                ties=tied,
            ).passed
        return wrong


def _other_type(found: npt.NDArray[Any], right: npt.NDArray[Any]) -> bool:
    if right.dtype == object:
        return found.dtype.kind not in "OUS"
    return found.dtype != right.dtype


def apart(
    expected: npt.NDArray[Any],
    obtained: npt.NDArray[Any],
    element: ElementType,
    tolerance: Tolerance,
) -> Marks:
    """Say of each element whether it lies outside the tolerance; `comparison.agrees` by arrays."""
    if not element.is_float:
        if element.is_integer and tolerance.kind == "absrel":
            right, found = expected.astype(np.float64), obtained.astype(np.float64)
            return np.abs(right - found) > tolerance.abs + tolerance.rel * np.abs(right)
        return np.asarray(expected != obtained)
    nan = np.isnan(expected) & np.isnan(obtained)
    if tolerance.kind == "bits":
        unsigned = np.uint32 if element is ElementType.F32 else np.uint64
        same = np.ascontiguousarray(expected).view(unsigned) == np.ascontiguousarray(obtained).view(
            unsigned
        )
        return np.asarray(~(same | nan))
    finite = np.isfinite(expected) & np.isfinite(obtained)
    same = nan | (expected == obtained)
    with np.errstate(invalid="ignore", over="ignore"):
        if tolerance.kind == "ulp":
            near = _ulps(expected, obtained, element) <= tolerance.ulp
        else:
            right, found = expected.astype(np.float64), obtained.astype(np.float64)
            near = np.abs(right - found) <= tolerance.abs + tolerance.rel * np.abs(right)
    return np.asarray(~(same | (finite & near)))


def _ulps(
    left: npt.NDArray[Any], right: npt.NDArray[Any], element: ElementType
) -> npt.NDArray[np.float64]:
    codes, others = to_ordinals(left, element), to_ordinals(right, element)
    # The codes of two float64 of opposite sign may lie further apart than an int64 counts.
    far = np.abs(codes.astype(np.float64) - others.astype(np.float64))
    return np.where(far > 2.0**40, far, np.abs(codes - others))
