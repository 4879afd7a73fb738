"""Whole columns of answers held against whole columns, by the rules that `verify` applies a row.

`tests/mutation/test_comparer.py` holds this to `handover.compare.row`, which is the judge.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from handover.compare import IDS, LABELS, RowComparer, Score, compare
from handover.compare.columns import differs
from handover.compare.margins import margins_of_scores
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
        self._judge = RowComparer(contract)
        self._binary = contract.model.task.startswith("binary")
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
            margins = margins_of_scores(
                expected[output.name], self._judge.roles[output.name], binary=self._binary
            )
            if margins is None:
                margins = np.zeros(len(expected[column.name]))
            found[column.name] = margins
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
        wrong = np.asarray(differs(expected, obtained, column.type, tolerance).any(axis=1))
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
