"""Label margins: how far a decision is from flipping, in units of the score that decides it.

A label may differ between two right implementations where its margin is within the tolerance of
its score, so every vector carries it.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

Margins = npt.NDArray[np.float64]


def margins_of_scores(scores: npt.ArrayLike, role: str, *, binary: bool) -> Margins | None:
    """Return the margin of each row's label, shape ``[N]``; None where the score says too little.

    Parameters
    ----------
    scores
        What stands beside the label, shape ``[N, k]``.
    role
        ``distances`` (the two smallest decide), ``probability``, ``probability[i]`` or ``score``
        (the two largest). Alone, a probability of two classes stands for both, and a score decides
        by its sign.
    binary
        Whether the task has two classes.
    """
    values = np.asarray(scores, dtype=np.float64)
    if role == "distances":
        values = -values
    if values.shape[1] > 1:
        best = np.sort(values, axis=1)[:, -2:]
        return np.asarray(best[:, 1] - best[:, 0])
    if role == "score":
        return np.abs(values[:, 0])
    if role.startswith("probability") and binary:
        return np.abs(2.0 * values[:, 0] - 1.0)
    return None


def margins_of_row(value: Any, role: str, *, binary: bool) -> float | None:
    """Return the margin of one label; `margins_of_scores` of one row."""
    items = value if isinstance(value, list) else [value]
    if not items or not all(isinstance(item, int | float) for item in items):
        return None
    found = margins_of_scores([items], role, binary=binary)
    return None if found is None else float(found[0])
