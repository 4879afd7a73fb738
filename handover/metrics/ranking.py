"""Metrics of ranked ids: what share of queries finds what was wanted among the first k."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from handover.metrics.predictions import PredictedValues, Unanswerable

RANKINGS = ("recall", "precision", "hit-rate", "ndcg", "mrr")


def ranking(kind: str, k: int, found: PredictedValues) -> float:
    """Mean over queries of one ranking metric.

    Parameters
    ----------
    kind
        One of `RANKINGS`. ``ndcg`` has gain 1 for a wanted id, discounted by log2(place + 1).
    found
        The label of a row is one wanted id; rows of one group are one query whose wanted ids
        are all of their labels, ranked by the answer of its first row.
    """
    if found.answer.shape[1] < k:
        raise Unanswerable(f"the model answers {found.answer.shape[1]} ids, fewer than {k}")
    top = found.answer[:, :k]
    if found.truth.groups is None:
        hits = top == found.truth.label[:, None]
        return float(np.mean(_values(kind, hits, np.ones(len(hits)), k)))
    values = []
    for group in np.unique(found.truth.groups):
        rows = np.flatnonzero(found.truth.groups == group)
        wanted = np.unique(found.truth.label[rows])
        hits = np.isin(top[rows[:1]], wanted)
        values.append(float(_values(kind, hits, np.array([float(len(wanted))]), k)[0]))
    return float(np.mean(values))


def _values(
    kind: str, hits: npt.NDArray[np.bool_], wanted: npt.NDArray[np.float64], k: int
) -> npt.NDArray[np.float64]:
    """Return the metric of each query; ``hits`` has shape (queries, k)."""
    if kind == "hit-rate":
        return np.asarray(hits.any(axis=1), dtype=np.float64)
    if kind == "recall":
        return np.asarray(hits.sum(axis=1) / wanted, dtype=np.float64)
    if kind == "precision":
        return np.asarray(hits.sum(axis=1) / k)
    places = np.arange(1, k + 1)
    if kind == "mrr":
        first = np.where(hits.any(axis=1), hits.argmax(axis=1) + 1, np.inf)
        return np.asarray(1.0 / first)
    discount = 1.0 / np.log2(places + 1)
    best = np.cumsum(discount)[np.minimum(wanted, k).astype(int) - 1]
    return np.asarray((hits * discount).sum(axis=1) / best)
