"""An XGBoost estimator that onnxmltools 1.16 converts rightly, made from one that it would not.

Answers on the wire row stay as they are. What cannot be mended is refused by
`handover.onnx_export.checks.xgboost`.
"""

from __future__ import annotations

import json
from typing import Any


def mend_xgboost(step: Any) -> None:
    """Change a copy in place.

    - Feature names must be ``f0``, ``f1``, …; with its own names a booster does not convert.
    - A feature of type ``int`` is dumped with its threshold rounded up to an integer and one of
      type ``i`` (bool) without a threshold: a float32 column meets a threshold of another place,
      a bool column a KeyError.
    - Trees after the best iteration are cut off: the converter counts them wrongly where a round
      has several trees (400 of 400 rows).
    - The converter divides the trees by ``n_estimators`` to tell how many classes there are, which
      is wrong for trees grown side by side and for training that was continued (400 of 400 rows).
    - ``multi:softmax`` differs from ``multi:softprob`` in what the booster itself answers; the
      estimator's probabilities are the same, the converter leaves the softmax out (400 of 400).
    """
    booster = step.get_booster()
    best = booster.attr("best_iteration")
    if best is not None:
        booster = booster[: int(best) + 1]
        booster.set_attr(best_iteration=None, best_score=None)
    types = booster.feature_types
    booster.feature_names = None
    booster.feature_types = [kind if kind == "c" else "q" for kind in types] if types else None
    step._Booster = booster
    objective = objective_of(step)
    step.objective = "multi:softprob" if objective == "multi:softmax" else objective
    if type(step).__name__.endswith("Classifier") and class_count(step) == 0:
        step.n_estimators = len(booster.get_dump(with_stats=False))


def configuration(step: Any) -> dict[str, Any]:
    """Return ``learner`` of the booster's configuration."""
    found: dict[str, Any] = json.loads(step.get_booster().save_config())["learner"]
    return found


def objective_of(step: Any) -> str:
    """Return the objective that the booster answers by, such as ``binary:logistic``.

    Where the user wrote a function, or nothing, the booster knows its own; with a function that
    is ``reg:squarederror``, the sum of the leaves.
    """
    asked = step.objective
    return asked if isinstance(asked, str) else str(configuration(step)["objective"]["name"])


def class_count(step: Any) -> int:
    """Return the number of classes of a multi-class booster, 0 for any other."""
    return int(configuration(step)["learner_model_param"]["num_class"])
