"""Ids that tie with the last neighbour, any of which is a right answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from handover.estimator.answers import nearest
from handover.estimator.steps import final_step, item_ids

_EXTRA = 16


def tied_with_last(
    estimator: Any, features: Any, count: int, equal: Callable[[float, float], bool]
) -> list[list[int]]:
    """Return per row the ids, not in its answer of ``count``, as near as the last of them.

    Asks for ever more neighbours until the group of equal distances closes. Ascending ids.

    Parameters
    ----------
    equal
        Tells whether two distances are equal for the output that the ids stand beside.
    """
    fitted = len(final_step(estimator)._fit_X)
    ids = item_ids(estimator, fitted)
    asked = min(count + _EXTRA, fitted)
    while True:
        distance, rows = nearest(estimator, features, asked)
        last = distance[:, count - 1]
        closed = asked == fitted or not any(
            equal(float(far), float(edge)) for far, edge in zip(distance[:, -1], last, strict=True)
        )
        if closed:
            # Asked for fewer, scikit-learn may choose others among equals: the answer decides.
            _, chosen = nearest(estimator, features, count)
            return [
                _tied(distance[row], ids[rows[row]], ids[chosen[row]], equal)
                for row in range(len(distance))
            ]
        asked = min(asked * 2, fitted)


def _tied(distance: Any, ids: Any, chosen: Any, equal: Callable[[float, float], bool]) -> list[int]:
    edge = float(distance[len(chosen) - 1])
    group = {
        int(found) for found, far in zip(ids, distance, strict=True) if equal(float(far), edge)
    }
    return sorted(group - set(chosen.tolist()))
