"""Label margins of an estimator, from the scores that its ``predict`` compares."""

from __future__ import annotations

from typing import Any

import numpy as np

from handover.compare.margins import margins_of_scores
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
        return _margins(np.asarray(estimator.predict_proba(features)), "probability")
    if hasattr(estimator, "decision_function"):
        decision = np.asarray(estimator.decision_function(features))
        return _margins(decision.reshape(len(decision), -1), "score")
    if hasattr(estimator, "transform"):
        return _margins(dense(estimator.transform(features)), "distances")
    return np.full(len(features), np.inf)


def _margins(scores: Any, role: str) -> Any:
    found = margins_of_scores(scores, role, binary=False)
    return np.full(len(scores), np.inf) if found is None else found
