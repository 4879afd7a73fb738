"""Rows with the right answers beside them, in the arrays that a model is fed and answers with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from handover.mutation.comparer import Answers, Comparer, Marks, Ties
from handover.onnx_file import GraphPart, PartRefused, to_tensors
from handover.testvectors import Expected, TestVector
from handover.values import Row

if TYPE_CHECKING:
    from handover.contract import ModelContract


@dataclass(frozen=True)
class MutationRows:
    """Rows, what the model is fed for them, and what `verify` would hold an answer against.

    ``feed`` holds arrays (rows, width) by input, ``expected`` by output. ``base`` is what the
    unchanged model answers to all of them in one batch: a mutant counts only where it differs
    from both, so that no difference of batches is taken for a mutant's. ``margins`` and ``ties``
    are the vectors' own; of other rows margins are told from the scores, and ties are None.
    """

    rows: tuple[Row, ...]
    feed: Mapping[str, npt.NDArray[Any]]
    expected: Answers
    base: Answers
    margins: Mapping[str, npt.NDArray[np.float64]]
    ties: tuple[Ties | None, ...]

    def __len__(self) -> int:
        return len(self.rows)

    def take(self, which: npt.NDArray[Any]) -> MutationRows:
        """Select rows by their numbers."""
        return MutationRows(
            tuple(self.rows[at] for at in which),
            {name: array[which] for name, array in self.feed.items()},
            {name: array[which] for name, array in self.expected.items()},
            {name: array[which] for name, array in self.base.items()},
            {name: array[which] for name, array in self.margins.items()},
            tuple(self.ties[at] for at in which),
        )

    def wrong(self, comparer: Comparer, obtained: Answers, which: npt.NDArray[Any]) -> Marks:
        """Say which of the answers to rows ``which`` are a mutant's and would be called wrong."""
        part = {name: array[which] for name, array in self.expected.items()}
        margins = {name: array[which] for name, array in self.margins.items()}
        ties = [self.ties[at] for at in which]
        marks = comparer.differ(part, obtained, margins, ties)
        if marks.any():
            base = {name: array[which] for name, array in self.base.items()}
            marks &= comparer.differ(base, obtained, margins, ties)
        return marks


class RowMaker:
    """Makes `MutationRows` of vectors, and of rows that only the model has answered."""

    def __init__(self, contract: ModelContract, whole: GraphPart, comparer: Comparer) -> None:
        self._contract = contract
        self._whole = whole
        self.comparer = comparer

    def of_vectors(
        self, vectors: Sequence[TestVector]
    ) -> tuple[MutationRows, tuple[TestVector, ...]]:
        """Return the vectors that a model answers, as rows and as they were."""
        chosen = tuple(
            each
            for each in vectors
            if isinstance(each.expected, Expected) and each.stage == "model"
        )
        # A row that is answered is a wire row.
        rows: list[Any] = [dict(each.input) for each in chosen]
        feed = self._feed(rows)
        expected = self.comparer.arrays(
            [each.expected.onnx for each in chosen if isinstance(each.expected, Expected)]
        )
        margins = self.comparer.margins(expected)
        for name in margins:
            margins[name] = np.array(
                [
                    each.margin.get(name, own)
                    for each, own in zip(chosen, margins[name].tolist(), strict=True)
                ]
            )
        base = self.answer(feed)
        ties = tuple(each.ties for each in chosen)
        return MutationRows(tuple(rows), feed, expected, base, margins, ties), chosen

    def of_rows(self, rows: Sequence[Row]) -> MutationRows:
        """Answer rows with the model itself, leaving out those on which the runtime raises."""
        feed = self._feed(rows)
        try:
            answers = self.answer(feed)
        except PartRefused:
            kept = [row for row in rows if self._answers(row)]
            rows, feed = kept, self._feed(kept)
            answers = self.answer(feed)
        return MutationRows(
            tuple(rows), feed, answers, answers, self.comparer.margins(answers), (None,) * len(rows)
        )

    def answer(self, feed: Mapping[str, Any]) -> dict[str, npt.NDArray[Any]]:
        """Return the model's answers by output."""
        return dict(zip(self._whole.outputs, self._whole(feed), strict=True))

    def _answers(self, row: Row) -> bool:
        try:
            self._whole(self._feed([row]))
        except PartRefused:
            return False
        return True

    def _feed(self, rows: Sequence[Row]) -> dict[str, npt.NDArray[Any]]:
        return to_tensors(rows, self._contract.input_columns, self._contract.string_missing)
