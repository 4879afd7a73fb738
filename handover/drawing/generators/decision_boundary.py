"""``decision-boundary``: two rows, adjacent in one column, between which the label turns.

For classifiers without trees (linear, logistic, SVM, neighbours, networks): between two hold-out
rows of different label the columns are exchanged one by one until the label turns, and the
column that turned it is bisected. Scores are compared there; the margin of each row is recorded.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from handover.compare.ordinals import apart, halfway
from handover.drawing.candidate import Candidate
from handover.drawing.draw_context import Ground
from handover.oracle import EstimatorOracle, Raised
from handover.row_space.cells import NULL, Codes
from handover.row_space.targets import spelled

PAIRS = 60


def decision_boundary(ground: Ground) -> list[Candidate]:
    """Bisect between pairs of hold-out rows; empty where all rows have one label."""
    labels = _labels(ground, ground.codes)
    if labels is None:
        return []
    pairs = _pairs(ground, labels)
    if not len(pairs):
        return []
    cells = len(ground.space.cells)
    orders = np.array([ground.rng(f"boundary {n}").permutation(cells) for n in range(len(pairs))])
    start, goal = ground.codes[pairs[:, 0]], ground.codes[pairs[:, 1]]
    hybrids = np.repeat(start[:, None, :], cells + 1, axis=1)
    for step in range(cells):
        at = orders[:, step]
        rows = np.arange(len(pairs))
        for later in range(step + 1, cells + 1):
            hybrids[rows, later, at] = goal[rows, at]
    found = _labels(ground, hybrids.reshape(-1, cells))
    if found is None:
        return []
    found = found.reshape(len(pairs), cells + 1)
    turns = (found[:, 1:] != found[:, :1]).argmax(axis=1)
    turned = orders[np.arange(len(pairs)), turns]
    before = hybrids[np.arange(len(pairs)), turns]
    after = hybrids[np.arange(len(pairs)), turns + 1]
    return _bisected(ground, before, after, turned, found[np.arange(len(pairs)), turns])


def _pairs(ground: Ground, labels: npt.NDArray[Any]) -> npt.NDArray[np.int64]:
    order = ground.rng("boundary").permutation(len(labels))
    by_label: dict[Any, list[int]] = {}
    for number in order:
        by_label.setdefault(labels[number], []).append(int(number))
    groups = [by_label[label] for label in sorted(by_label, key=str)]
    pairs = [
        (one, other)
        for turn in range(max(map(len, groups), default=0))
        for left in range(len(groups))
        for right in range(left + 1, len(groups))
        for one, other in [
            (groups[left][turn % len(groups[left])], groups[right][turn % len(groups[right])])
        ]
    ]
    return np.array(list(dict.fromkeys(pairs))[:PAIRS], dtype=np.int64).reshape(-1, 2)


def _bisected(
    ground: Ground,
    before: Codes,
    after: Codes,
    cell: npt.NDArray[np.int64],
    label: npt.NDArray[Any],
) -> list[Candidate]:
    rows = np.arange(len(before))
    numeric = np.array([ground.space.cells[c].table is None for c in cell])
    usable = numeric & (before[rows, cell] != NULL) & (after[rows, cell] != NULL)
    before, after, cell, label = before[usable], after[usable], cell[usable], label[usable]
    rows = np.arange(len(before))
    while len(rows):
        low, high = before[rows, cell], after[rows, cell]
        open_ = apart(np.minimum(low, high), np.maximum(low, high))
        if not open_.any():
            break
        middle = halfway(low, high)
        probe = before.copy()
        probe[rows, cell] = middle
        answers = _labels(ground, probe)
        if answers is None:
            return []
        same = answers == label
        before[open_ & same, cell[open_ & same]] = middle[open_ & same]
        after[open_ & ~same, cell[open_ & ~same]] = middle[open_ & ~same]
    drawn = []
    for codes in (before, after):
        for number, row in enumerate(ground.space.rows(codes)):
            at = ground.space.cells[cell[number]]
            value = spelled(at.value(int(codes[number, cell[number]])), at)
            side = "last value before" if codes is before else "first value after"
            why = f"{at.name} at {value}, the {side} the label turns from {label[number]}"
            drawn.append(Candidate("decision-boundary", why, row))
    return drawn


def _labels(ground: Ground, codes: Codes) -> npt.NDArray[Any] | None:
    """Return the label of each row, None where there are no labels or a row has none."""
    name = next(
        (name for name, role in ground.oracle.roles.items() if role in ("label", "cluster")), None
    )
    rows = ground.oracle.frame(ground.space.rows(codes))
    if name is None:
        if len(ground.oracle.classes) < 2:
            return None
        return _predicted(ground, rows)
    answers = ground.oracle.wire(rows)
    if any(isinstance(answer, Raised) for answer in answers):
        return None
    return np.array([answer[name] for answer in answers if not isinstance(answer, Raised)])


def _predicted(ground: Ground, rows: Any) -> npt.NDArray[Any] | None:
    assert isinstance(ground.oracle, EstimatorOracle)
    try:
        return np.asarray(ground.oracle.estimator.predict(ground.oracle.layout.input_of(rows)))
    except ValueError:
        # The estimator refuses a row; the truths name it where it matters.
        return None
