"""The parts of a fitted estimator: its last step, what runs before it, its classes, its items."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np


def unwrap(estimator: Any) -> Any:
    """Return the estimator that answers: a grid search's best one, else the estimator itself."""
    while hasattr(estimator, "best_estimator_"):
        estimator = estimator.best_estimator_
    return estimator


def final_step(estimator: Any) -> Any:
    """Return the last step of a pipeline (of a pipeline of pipelines), else the estimator."""
    estimator = unwrap(estimator)
    while hasattr(estimator, "steps") and hasattr(estimator, "named_steps"):
        estimator = unwrap(estimator.steps[-1][1])
    return estimator


def before_final(estimator: Any) -> tuple[Any, ...]:
    """Return the fitted transformers that run before `final_step`, in order."""
    estimator = unwrap(estimator)
    if not (hasattr(estimator, "steps") and hasattr(estimator, "named_steps")):
        return ()
    before = [
        step for _, step in estimator.steps[:-1] if step is not None and step != "passthrough"
    ]
    return (*before, *before_final(estimator.steps[-1][1]))


def first_steps(estimator: Any) -> Iterator[Any]:
    """Yield every step that sees the estimator's own input (several for unions and votes)."""
    estimator = unwrap(estimator)
    if hasattr(estimator, "steps") and hasattr(estimator, "named_steps"):
        yield from first_steps(estimator.steps[0][1])
    elif hasattr(estimator, "transformer_list"):
        for _, member in estimator.transformer_list:
            yield from first_steps(member)
    elif type(estimator).__name__.startswith(("Voting", "Stacking")):
        for member in estimator.estimators_:
            yield from first_steps(member)
    elif hasattr(estimator, "calibrated_classifiers_"):
        for calibrated in estimator.calibrated_classifiers_:
            yield from first_steps(calibrated.estimator)
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
