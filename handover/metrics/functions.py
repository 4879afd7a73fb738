"""Every metric that can be measured: its names, its direction, what it needs, how it is computed.

Names are scikit-learn's, in kebab or snake case, as metric (``mean-absolute-error``) or scorer
(``neg_mean_absolute_error``, whose values are negative and greater is better); beside them
``recall@k``, ``precision@k``, ``hit-rate@k``, ``ndcg@k``, ``mrr@k`` (also spelled ``-at-k``) and
``calibration-error``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Any, Literal

import numpy as np

from handover.metrics.calibration import calibration_error
from handover.metrics.predictions import PredictedValues, Unanswerable
from handover.metrics.ranking import RANKINGS, ranking

Needs = Literal["score", "probability", "label", "value", "ids", "cluster"]


@dataclass(frozen=True)
class MetricFunction:
    """One metric.

    ``compute`` takes truth and answers of the kind that ``needs`` names and returns a number;
    it raises `Unanswerable` with the reason where there is none.
    """

    name: str
    needs: Needs
    greater_is_better: bool
    compute: Callable[[PredictedValues], float]


def metric_function(name: str) -> MetricFunction | None:
    """Find a metric by any of its names; None when nothing is called so.

    Examples
    --------
    >>> metric_function("roc_auc").name, metric_function("recall-at-20").name
    ('roc-auc', 'recall@20')
    >>> metric_function("neg_mean_absolute_error").greater_is_better
    True
    """
    spelled = name.strip().lower().replace("_", "-").replace(" ", "-")
    ranked = _RANKED.fullmatch(spelled)
    if ranked:
        kind, k = ranked[1], int(ranked[2])
        return MetricFunction(
            f"{kind}@{k}",
            "ids",
            greater_is_better=True,
            compute=lambda found: ranking(kind, k, found),
        )
    if spelled.startswith("neg-"):
        found = metric_function(spelled.removeprefix("neg-"))
        return None if found is None or found.greater_is_better else _negated(found)
    return _FUNCTIONS.get(_ALIASES.get(spelled, spelled))


def suggestions(name: str) -> list[str]:
    """Return the names most like an unknown one, nearest first."""
    spelled = name.strip().lower().replace("_", "-")
    names = [*_FUNCTIONS, *_ALIASES, *(f"{kind}@10" for kind in RANKINGS)]
    return get_close_matches(spelled, names, n=3, cutoff=0.5)


_RANKED = re.compile(rf"({'|'.join(RANKINGS)})(?:@|-at-)([1-9]\d{{0,5}})")


def _negated(found: MetricFunction) -> MetricFunction:
    return replace(
        found,
        name=f"neg-{found.name}",
        greater_is_better=True,
        compute=lambda answers: -found.compute(answers),
    )


def _by_sklearn(name: str, **words: Any) -> Callable[[PredictedValues], float]:
    def compute(found: PredictedValues) -> float:
        from sklearn import metrics

        return float(getattr(metrics, name)(found.truth.label, found.answer, **words))

    return compute


def _two_classes(found: PredictedValues) -> None:
    if len(set(found.truth.label.tolist())) < 2:
        raise Unanswerable("the label has one value only")


def _roc_auc(found: PredictedValues) -> float:
    from sklearn.metrics import roc_auc_score

    _two_classes(found)
    if found.answer.ndim == 1:
        return float(roc_auc_score(found.truth.label, found.answer))
    missing = set(found.truth.classes) - set(found.truth.label.tolist())
    if missing:
        raise Unanswerable(f"no row of class {sorted(map(str, missing))[0]}")
    return float(
        roc_auc_score(
            found.truth.label,
            found.answer,
            multi_class="ovr",
            labels=np.array(found.truth.classes),
        )
    )


def _average_precision(found: PredictedValues) -> float:
    from sklearn.metrics import average_precision_score

    _two_classes(found)
    if found.answer.ndim != 1:
        raise Unanswerable("average precision is defined for two classes")
    return float(average_precision_score(_is_second(found), found.answer))


def _is_second(found: PredictedValues) -> Any:
    """Say which rows are of the second class, the one a score is for."""
    if len(found.truth.classes) != 2:
        raise Unanswerable(f"the model has {len(found.truth.classes)} classes, not two")
    return found.truth.label == found.truth.classes[1]


def _brier(found: PredictedValues) -> float:
    """Mean squared error of the second class's probability; of all classes' beyond two."""
    if found.answer.shape[1] == 2:
        return float(np.mean((found.answer[:, 1] - _is_second(found)) ** 2))
    wanted = found.truth.label[:, None] == np.array(found.truth.classes)[None, :]
    return float(np.mean(((found.answer - wanted) ** 2).sum(axis=1)))


def _log_loss(found: PredictedValues) -> float:
    from sklearn.metrics import log_loss

    return float(log_loss(found.truth.label, found.answer, labels=np.array(found.truth.classes)))


def _calibration(found: PredictedValues) -> float:
    return calibration_error(_is_second(found), found.answer[:, 1])


def _label_metric(name: str, **words: Any) -> Callable[[PredictedValues], float]:
    """Metrics of one class take the second class where there are two, else the macro mean."""

    def compute(found: PredictedValues) -> float:
        average = words.get("average")
        if average is None and len(found.truth.classes) == 2:
            given = {"pos_label": found.truth.classes[1]}
        else:
            given = {"average": average or "macro"}
        return _by_sklearn(name, zero_division=0.0, **given)(found)

    return compute


def _mape(found: PredictedValues) -> float:
    if (found.truth.label == 0).any():
        raise Unanswerable("a true value is 0, of which no percentage can be taken")
    return _by_sklearn("mean_absolute_percentage_error")(found)


def _r2(found: PredictedValues) -> float:
    if len(found) < 2 or np.ptp(found.truth.label.astype(np.float64)) == 0:
        raise Unanswerable("the label has one value only")
    return _by_sklearn("r2_score")(found)


def _of_clusters(name: str) -> Callable[[PredictedValues], float]:
    """Metrics of the clusters' shape: the truth holds the space, the answer the clusters."""

    def compute(found: PredictedValues) -> float:
        from sklearn import metrics

        count = len(set(found.answer.tolist()))
        if not 2 <= count < len(found):
            raise Unanswerable(f"{count} cluster(s) among {len(found)} rows")
        # Silhouette is quadratic in rows; every further row costs more than it tells.
        words = {"sample_size": 5000, "random_state": 0} if name == "silhouette_score" else {}
        if words and len(found) <= words["sample_size"]:
            words = {}
        return float(getattr(metrics, name)(found.truth.label, found.answer, **words))

    return compute


def _table() -> dict[str, MetricFunction]:
    def of(
        needs: Needs,
        better: Literal["more", "less"],
        /,
        **computes: Callable[[PredictedValues], float],
    ) -> list[MetricFunction]:
        return [
            MetricFunction(name.replace("_", "-"), needs, better == "more", compute)
            for name, compute in computes.items()
        ]

    averaged = {
        f"{kind}_{average}": _label_metric(f"{function}_score", average=average)
        for kind, function in (("f1", "f1"), ("precision", "precision"), ("recall", "recall"))
        for average in ("macro", "micro", "weighted")
    }
    functions = [
        *of("score", "more", roc_auc=_roc_auc, average_precision=_average_precision),
        *of(
            "probability",
            "less",
            brier=_brier,
            log_loss=_log_loss,
            calibration_error=_calibration,
        ),
        *of(
            "label",
            "more",
            accuracy=_by_sklearn("accuracy_score"),
            balanced_accuracy=_by_sklearn("balanced_accuracy_score"),
            matthews_corrcoef=_by_sklearn("matthews_corrcoef"),
            cohen_kappa=_by_sklearn("cohen_kappa_score"),
            f1=_label_metric("f1_score"),
            precision=_label_metric("precision_score"),
            recall=_label_metric("recall_score"),
            jaccard=_label_metric("jaccard_score"),
            adjusted_rand=_by_sklearn("adjusted_rand_score"),
            adjusted_mutual_info=_by_sklearn("adjusted_mutual_info_score"),
            v_measure=_by_sklearn("v_measure_score"),
            **averaged,
        ),
        *of(
            "value",
            "less",
            mean_absolute_error=_by_sklearn("mean_absolute_error"),
            mean_squared_error=_by_sklearn("mean_squared_error"),
            root_mean_squared_error=_by_sklearn("root_mean_squared_error"),
            median_absolute_error=_by_sklearn("median_absolute_error"),
            mean_absolute_percentage_error=_mape,
            max_error=_by_sklearn("max_error"),
        ),
        *of("value", "more", r2=_r2, explained_variance=_by_sklearn("explained_variance_score")),
        *of(
            "cluster",
            "more",
            silhouette=_of_clusters("silhouette_score"),
            calinski_harabasz=_of_clusters("calinski_harabasz_score"),
        ),
        *of("cluster", "less", davies_bouldin=_of_clusters("davies_bouldin_score")),
    ]
    return {function.name: function for function in functions}


_FUNCTIONS: Mapping[str, MetricFunction] = _table()

_ALIASES: Mapping[str, str] = {
    "auc": "roc-auc",
    "auroc": "roc-auc",
    "roc-auc-score": "roc-auc",
    "roc-auc-ovr": "roc-auc",
    "pr-auc": "average-precision",
    "average-precision-score": "average-precision",
    "brier-score": "brier",
    "brier-score-loss": "brier",
    "logloss": "log-loss",
    "cross-entropy": "log-loss",
    "ece": "calibration-error",
    "expected-calibration-error": "calibration-error",
    "accuracy-score": "accuracy",
    "balanced-accuracy-score": "balanced-accuracy",
    "mcc": "matthews-corrcoef",
    "cohen-kappa-score": "cohen-kappa",
    "f1-score": "f1",
    "precision-score": "precision",
    "recall-score": "recall",
    "jaccard-score": "jaccard",
    "adjusted-rand-score": "adjusted-rand",
    "adjusted-mutual-info-score": "adjusted-mutual-info",
    "v-measure-score": "v-measure",
    "mae": "mean-absolute-error",
    "mse": "mean-squared-error",
    "rmse": "root-mean-squared-error",
    "mape": "mean-absolute-percentage-error",
    "medae": "median-absolute-error",
    "r2-score": "r2",
    "explained-variance-score": "explained-variance",
    "silhouette-score": "silhouette",
    "calinski-harabasz-score": "calinski-harabasz",
    "davies-bouldin-score": "davies-bouldin",
}
