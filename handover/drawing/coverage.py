"""Coverage of the drawn rows beyond their purpose: leaves of trees, and columns."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from handover.drawing.candidate import Covered
from handover.drawing.draw_context import Ground
from handover.row_space.cells import Codes
from handover.row_space.forest import PlacedTree
from handover.row_space.walk import ends


@dataclass(frozen=True)
class Walked:
    """The trees that rows were drawn for.

    ``ended`` maps (tree, node) to the key of a row that was walked into that node.
    """

    placed: tuple[PlacedTree, ...] = ()
    ended: Mapping[tuple[int, int], str] = field(default_factory=dict)


def reach_of(
    ground: Ground,
    walked: Walked,
    rows: Sequence[Mapping[str, object]],
    kept: Collection[str],
) -> dict[str, Covered]:
    """Walk the trees over every row that is answered, those with leaves not yet walked into.

    Parameters
    ----------
    rows
        What is answered.
    kept
        The keys of these rows, which ``walked`` knows them by.

    Returns
    -------
    dict
        ``leaves``: leaves that a row ends in. ``columns``: columns of which the rows hold at
        least two values, for only then can a row tell whether the column is read at all.
    """
    return {"leaves": _leaves(ground, walked, rows, kept), "columns": _columns(ground, rows)}


def _leaves(
    ground: Ground,
    walked: Walked,
    rows: Sequence[Mapping[str, object]],
    kept: Collection[str],
) -> Covered:
    total, left = 0, []
    codes: Codes | None = None
    features: dict[int, npt.NDArray[np.float64]] = {}
    for number, item in enumerate(walked.placed if rows else ()):
        leaves = item.tree.leaves
        total += len(leaves)
        if all(walked.ended.get((number, leaf)) in kept for leaf in leaves.tolist()):
            continue
        if codes is None:
            codes = _held(ground, rows)
        key = id(item.transform)
        if key not in features:
            features[key] = item.transform(codes)
        found = np.isin(leaves, ends(item.tree, features[key]))
        left += [
            (f"{item.tree.label} leaf {leaf}", "no row ends there; see the splits above it")
            for leaf in leaves[~found]
        ]
    return Covered(total - len(left), total, tuple(left))


def _held(ground: Ground, rows: Sequence[Mapping[str, object]]) -> Codes:
    """Return the codes of the rows that have any: not with an integer that is no category."""
    codes = ground.space.encode(rows)  # type: ignore[arg-type]  # value rows are wire rows
    held = [dict(row) == back for row, back in zip(rows, ground.space.rows(codes), strict=True)]
    return np.asarray(codes[np.array(held, dtype=bool)])


def _columns(ground: Ground, rows: Sequence[Mapping[str, object]]) -> Covered:
    left = []
    for column in ground.columns:
        spelled = (repr(row[column.name]) for row in rows)
        first = next(spelled, None)
        if all(each == first for each in spelled):
            left.append((column.name, "every row holds the same value"))
    return Covered(len(ground.columns) - len(left), len(ground.columns), tuple(left))
