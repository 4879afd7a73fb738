"""What the drawn rows reach besides what they were drawn for: leaves of trees, and columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from handover.vectors.candidate import Covered
from handover.vectors.ground import Ground
from handover.vectors.trees.forest import PlacedTree
from handover.vectors.trees.walk import ends


def reach_of(
    ground: Ground, placed: Sequence[PlacedTree], rows: Sequence[Mapping[str, object]]
) -> dict[str, Covered]:
    """Walk every tree over every row that is answered.

    Returns
    -------
    dict
        ``leaves``: leaves that a row ends in. ``columns``: columns of which the rows hold at
        least two values, for only then can a row tell whether the column is read at all.
    """
    return {"leaves": _leaves(ground, placed, rows), "columns": _columns(ground, rows)}


def _leaves(
    ground: Ground, placed: Sequence[PlacedTree], rows: Sequence[Mapping[str, object]]
) -> Covered:
    total, left = 0, []
    if placed and rows:
        codes = ground.space.encode(rows)  # type: ignore[arg-type]  # value rows are wire rows
        # A row with a value beyond the space (an integer that is no category) has no codes.
        held = [dict(row) == back for row, back in zip(rows, ground.space.rows(codes), strict=True)]
        codes = codes[np.array(held, dtype=bool)]
        features = {}
        for item in placed:
            key = id(item.transform)
            if key not in features:
                features[key] = item.transform(codes)
            leaves = item.tree.leaves
            total += len(leaves)
            found = np.isin(leaves, ends(item.tree, features[key]))
            left += [
                (f"{item.tree.label} leaf {leaf}", "no row ends there; see the splits above it")
                for leaf in leaves[~found]
            ]
    return Covered(total - len(left), total, tuple(left))


def _columns(ground: Ground, rows: Sequence[Mapping[str, object]]) -> Covered:
    left = []
    for column in ground.columns:
        spelled = (repr(row[column.name]) for row in rows)
        first = next(spelled, None)
        if all(each == first for each in spelled):
            left.append((column.name, "every row holds the same value"))
    return Covered(len(ground.columns) - len(left), len(ground.columns), tuple(left))
