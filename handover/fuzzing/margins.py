"""Label margins and neighbour ties, computed from ONNX Runtime's own answers.

A bundle's vectors carry both, from the estimator. A fuzzed row has no estimator: the margin comes
from the output that the label is decided by, where the contract has it among the outputs.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from handover.parity.comparison import IDS, LABELS, agrees
from handover.parity.judge import Judge
from handover.values import Row

if TYPE_CHECKING:
    from handover.contract import ModelContract


def margins(contract: ModelContract, judge: Judge, expected: Row) -> dict[str, float]:
    """Return the margin of each label and cluster output whose score is among the outputs.

    Of probabilities and scores the two largest, of distances the two smallest, are compared; one
    probability of a binary task stands for both; a single score decides by its sign.
    """
    found = {}
    for column in judge.columns:
        if judge.roles[column.name] not in LABELS:
            continue
        score = judge.decided_by(column.name)
        margin = (
            None
            if score is None
            else _margin(contract, judge.roles[score.name], expected, score.name)
        )
        if margin is not None:
            found[column.name] = margin
    return found


def _margin(contract: ModelContract, role: str, expected: Row, name: str) -> float | None:
    value = expected[name]
    if isinstance(value, list):
        numbers = sorted(float(item) for item in value if isinstance(item, int | float))
        if len(numbers) < 2:
            return None
        return numbers[1] - numbers[0] if role == "distances" else numbers[-1] - numbers[-2]
    if not isinstance(value, float):
        return None
    if role == "score":
        return abs(value)
    is_binary = contract.model.task.startswith("binary")
    return abs(2.0 * value - 1.0) if role.startswith("probability[") and is_binary else None


def tied_ids(judge: Judge, expected: Row, obtained: Mapping[str, object]) -> dict[str, list[int]]:
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
            judge.decided_by(column.name),
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
