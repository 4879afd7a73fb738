"""Label margins and neighbour ties, computed from ONNX Runtime's own answers.

A bundle's vectors carry both, from the estimator. A fuzzed row has no estimator: the margin comes
from the output that the label is decided by, where the contract has it among the outputs.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from handover.compare import IDS, LABELS, RowComparer, agrees
from handover.compare.margins import margins_of_row
from handover.values import Row

if TYPE_CHECKING:
    from handover.contract import ModelContract


def margins(contract: ModelContract, judge: RowComparer, expected: Row) -> dict[str, float]:
    """Return the margin of each label and cluster output whose score is among the outputs.

    Of probabilities and scores the two largest, of distances the two smallest, are compared; one
    probability of a binary task stands for both; a single score decides by its sign.
    """
    found = {}
    binary = contract.model.task.startswith("binary")
    for column in judge.columns:
        if judge.roles[column.name] not in LABELS:
            continue
        score = judge.score_of(column.name)
        margin = (
            None
            if score is None
            else margins_of_row(expected[score.name], judge.roles[score.name], binary=binary)
        )
        if margin is not None:
            found[column.name] = margin
    return found


def tied_ids(
    judge: RowComparer, expected: Row, obtained: Mapping[str, object]
) -> dict[str, list[int]]:
    """Return, per ids output, ids beyond the expected list that may tie with its last place.

    Which items tie with the last one, only the estimator knows. An id that the backend puts into
    the last group of equal scores is believed to; the scores beside it are compared themselves.
    """
    found: dict[str, list[int]] = {}
    for column in judge.columns:
        if judge.roles[column.name] != IDS:
            continue
        right, other, score = (
            expected[column.name],
            obtained[column.name],
            judge.score_of(column.name),
        )
        if score is None or not isinstance(right, list) or not isinstance(other, list):
            continue
        scores = expected[score.name]
        if not isinstance(scores, list) or len(scores) != len(right) or len(other) != len(right):
            continue
        start = len(right) - 1
        tolerance = judge.tolerances[score.name]
        while start and agrees(scores[start - 1], scores[start], score.type, tolerance):
            start -= 1
        strangers = [item for item in other[start:] if isinstance(item, int) and item not in right]
        found[column.name] = sorted(set(strangers))
    return found
