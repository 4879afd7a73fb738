"""Steps of a fitted estimator: the last one, those before it, its classes, its items."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from handover.estimator.members import (
    Sees,
    is_calibration,
    is_chain,
    is_committee,
    is_search,
    is_union,
    members_of,
)


def unwrap(estimator: Any) -> Any:
    """Return the estimator that answers: a grid search's best one, else the estimator itself."""
    while is_search(estimator):
        estimator = members_of(estimator)[0].step
    return estimator


def final_step(estimator: Any) -> Any:
    """Return the last step of a pipeline (of a pipeline of pipelines), else the estimator."""
    estimator = unwrap(estimator)
    while is_chain(estimator):
        estimator = unwrap(members_of(estimator)[-1].step)
    return estimator


def before_final(estimator: Any) -> tuple[Any, ...]:
    """Return the fitted transformers that run before `final_step`, in order."""
    estimator = unwrap(estimator)
    if not is_chain(estimator):
        return ()
    *before, last = members_of(estimator)
    return (*(each.step for each in before if not each.is_word), *before_final(last.step))


def first_steps(estimator: Any) -> Iterator[Any]:
    """Yield every step that sees the estimator's own input (several for unions and votes)."""
    estimator = unwrap(estimator)
    if is_chain(estimator):
        yield from first_steps(members_of(estimator)[0].step)
    elif is_union(estimator) or is_committee(estimator) or is_calibration(estimator):
        for member in members_of(estimator):
            if member.sees is Sees.INPUT:
                yield from first_steps(member.step)
    else:
        yield estimator


def classes(estimator: Any) -> tuple[object, ...]:
    """Return the class labels in probability order as Python values; () without classes."""
    found = getattr(unwrap(estimator), "classes_", None)
    if found is None or isinstance(found, list):
        return ()
    return tuple(label.item() if isinstance(label, np.generic) else label for label in found)


def item_ids(estimator: Any, rows: int) -> np.ndarray[Any, np.dtype[np.int64]]:
    """Return the id of each fitted row of a neighbours estimator.

    ``item_ids_`` of the last step or of the whole estimator, else the row's index.
    """
    for holder in (final_step(estimator), unwrap(estimator), estimator):
        found = getattr(holder, "item_ids_", None)
        if found is not None:
            return np.asarray(found, dtype=np.int64)
    return np.arange(rows, dtype=np.int64)


def is_neighbours(step: Any) -> bool:
    """Tell whether the step answers with neighbours and not with a prediction."""
    return hasattr(step, "kneighbors") and not hasattr(step, "predict")
