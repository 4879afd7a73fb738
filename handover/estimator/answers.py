"""Answers of an estimator, by role: one function a role, arrays out.

A role is the contract's ``transformLogic``: ``label``, ``probability``, ``probability[i]``,
``score``, ``value``, ``cluster``, ``distances``, ``neighbours.ids``, ``neighbours.distance``,
``neighbours.similarity`` or ``transform``.
"""

from __future__ import annotations

import re
from typing import Any

import numpy as np

from handover.estimator.steps import before_final, final_step, item_ids, unwrap
from handover.faults import ExportRefused, Fault, Owner
from handover.values import Column, ElementType, Value

_CLASS_INDEX = re.compile(r"probability\[(\d+)\]")


def class_index(role: str) -> int | None:
    """Return i for ``probability[i]``, None for any other role."""
    found = _CLASS_INDEX.fullmatch(role)
    return int(found[1]) if found else None


def answer(estimator: Any, features: Any, role: str, *, neighbours: int = 0) -> Any:
    """Return the answer as an array ``[N]`` or ``[N, k]``, in the estimator's own precision.

    Parameters
    ----------
    features
        What the estimator takes, ``N`` rows.
    neighbours
        How many neighbours; only for the ``neighbours.`` roles.
    """
    estimator = unwrap(estimator)
    index = class_index(role)
    if index is not None:
        return estimator.predict_proba(features)[:, index]
    if role == "probability":
        return estimator.predict_proba(features)
    if role in ("label", "cluster", "value"):
        return np.asarray(estimator.predict(features))
    if role == "score":
        return np.asarray(estimator.decision_function(features))
    if role in ("distances", "transform"):
        return dense(estimator.transform(features))
    distance, rows = nearest(estimator, features, neighbours)
    if role == "neighbours.ids":
        return item_ids(estimator, len(final_step(estimator)._fit_X))[rows]
    return distance if role == "neighbours.distance" else similarity(estimator, distance)


def nearest(estimator: Any, features: Any, count: int) -> tuple[Any, Any]:
    """Return distances and fitted row numbers ``[N, count]``, nearest first."""
    for step in before_final(estimator):
        features = step.transform(features)
    distance, rows = final_step(estimator).kneighbors(features, n_neighbors=count)
    return distance, rows


def similarity(estimator: Any, distance: Any) -> Any:
    """Turn distances into similarities: 1 - d for cosine, 1 - d²/2 for unit vectors under L2."""
    if metric_of(final_step(estimator)) == "cosine":
        return 1.0 - distance
    return 1.0 - distance * distance / 2.0


def metric_of(step: Any) -> str:
    """Return the metric that a neighbours step really uses, ``minkowski`` with p=2 resolved."""
    metric = getattr(step, "effective_metric_", step.metric)
    if metric == "minkowski" and getattr(step, "p", 2) == 2:
        return "euclidean"
    return str(metric)


def dense(matrix: Any) -> Any:
    """Return a numpy array for what may be sparse or a data frame."""
    if hasattr(matrix, "toarray"):
        return matrix.toarray()
    return np.asarray(matrix)


def as_output(values: Any, column: Column) -> list[Value]:
    """Spell an answer ``[N]``, ``[N, 1]`` or ``[N, k]`` as values of the output column.

    Raises
    ------
    ExportRefused
        HX106: the answer has another width than the contract's column.
    """
    array = np.asarray(values)
    width = 1 if array.ndim == 1 else array.shape[1]
    if column.length is None and width == 1:
        return [_cast(value, column.type) for value in array.reshape(-1).tolist()]
    if column.length is not None and width == column.length:
        rows = array.reshape(len(array), width).tolist()
        return [[_cast(value, column.type) for value in row] for row in rows]
    raise ExportRefused(width_fault(column, width))


def width_fault(column: Column, width: int) -> Fault:
    """Say that the estimator answers with another number of values than the contract declares."""
    return Fault(
        "HX106",
        f"output {column.name!r} has another length than the estimator's answer",
        Owner.CONTRACT_AUTHOR,
        where=f"$.outputs.{column.name}",
        expected=f"length={width}",
        found="a single value" if column.length is None else f"length={column.length}",
        next=f"Declare {column.name!r} as an array of {width} (minItems = maxItems = {width})."
        if width != 1
        else f"Declare {column.name!r} as a single value.",
    )


def _cast(value: Any, element: ElementType) -> Any:
    if element is ElementType.STRING:
        return str(value)
    if element is ElementType.BOOL:
        return bool(value)
    if element.is_integer:
        return int(value)
    if element is ElementType.F32:
        with np.errstate(over="ignore"):
            return float(np.float32(value))
    return float(value)
