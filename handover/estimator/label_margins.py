"""Label margins: the distance between the best class and the next best.

A label may differ between two correct implementations where this is within the tolerance of the
score it comes from, so every vector carries it.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from handover.estimator.answers import dense
from handover.estimator.steps import final_step, unwrap


def label_margins(estimator: Any, features: Any) -> Any:
    """Return the margin of each row's label ``[N]``, in units of the score it comes from.

    Probabilities: difference of the two largest. Decision functions: absolute value, or
    difference of the two largest. Clusters: difference of the two smallest distances.

    SVC's label does not follow its probabilities, hence the decision function goes first there.
    """
    estimator = unwrap(estimator)
    by_decision = type(final_step(estimator)).__name__ in ("SVC", "NuSVC")
    if hasattr(estimator, "predict_proba") and not by_decision:
        return _between_best(np.asarray(estimator.predict_proba(features)))
    if hasattr(estimator, "decision_function"):
        decision = np.asarray(estimator.decision_function(features))
        return np.abs(decision) if decision.ndim == 1 else _between_best(decision)
    if hasattr(estimator, "transform"):
        return _between_best(-dense(estimator.transform(features)))
    return np.full(len(features), np.inf)


def _between_best(scores: Any) -> Any:
    if scores.shape[1] < 2:
        return np.full(len(scores), np.inf)
    best = np.sort(scores, axis=1)[:, -2:]
    return best[:, 1] - best[:, 0]
