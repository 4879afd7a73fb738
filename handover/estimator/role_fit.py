"""Check that an estimator can give the answers that a contract's outputs name.

In: estimator, output columns and their roles. Out: faults HX105 (no such answer), HX106 (another
length) and HX107 (class labels that the output's type cannot hold); none when all is well.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from handover.estimator.answers import class_index, metric_of, width_fault
from handover.estimator.steps import classes, final_step, is_neighbours, unwrap
from handover.faults import Fault, Owner
from handover.values import Column, ElementType

_METHOD = {
    "label": "predict",
    "value": "predict",
    "cluster": "predict",
    "score": "decision_function",
    "probability": "predict_proba",
    "distances": "transform",
    "transform": "transform",
    "neighbours.ids": "kneighbors",
    "neighbours.distance": "kneighbors",
    "neighbours.similarity": "kneighbors",
}


def role_faults(
    estimator: Any, outputs: Sequence[Column], roles: Mapping[str, str]
) -> tuple[Fault, ...]:
    """Return every output that the estimator cannot answer as declared."""
    return tuple(
        fault for column in outputs for fault in _faults(estimator, column, roles[column.name])
    )


def _faults(estimator: Any, column: Column, role: str) -> Iterator[Fault]:
    index = class_index(role)
    kind = "probability" if index is not None else role
    method = _METHOD.get(kind)
    if method is None:
        yield _unanswered(column, role, f"roles={', '.join([*_METHOD, 'probability[i]'])}", None)
        return
    holder = final_step(estimator) if method == "kneighbors" else unwrap(estimator)
    if not hasattr(holder, method):
        offered = sorted({name for name, call in _METHOD.items() if hasattr(holder, call)})
        yield _unanswered(column, role, f"a model with {method}", offered)
        return
    labels = classes(estimator)
    if kind == "probability":
        yield from _probability_faults(column, index, len(labels))
    elif kind == "label":
        if labels and not labels_fit(labels, column.type):
            yield _labels_misfit(column, labels)
    elif kind == "value" and labels:
        yield _unanswered(column, role, "a regressor", ["label", "probability"])
    elif kind.startswith("neighbours."):
        yield from _neighbour_faults(estimator, column, kind)
    if kind not in ("label", "cluster", "neighbours.ids") and not column.type.is_float:
        yield _wrong_type(column, role, "format=f32 or f64")
    if kind in ("cluster", "neighbours.ids") and not column.type.is_integer:
        yield _wrong_type(column, role, "format=i64")


def _probability_faults(column: Column, index: int | None, count: int) -> Iterator[Fault]:
    if index is None and column.length != count:
        yield width_fault(column, count)
    if index is not None and index >= count:
        yield Fault(
            "HX106",
            f"output {column.name!r} asks for the probability of a class that is not there",
            Owner.CONTRACT_AUTHOR,
            where=f"$.outputs.{column.name}.transformLogic",
            expected=f"probability[0] to probability[{count - 1}]",
            found=f"probability[{index}]",
            next="Name a class by its place in the estimator's classes_.",
        )


def _neighbour_faults(estimator: Any, column: Column, kind: str) -> Iterator[Fault]:
    step = final_step(estimator)
    if not is_neighbours(step):
        yield _unanswered(column, kind, "NearestNeighbors", None)
        return
    if column.length is None or column.length > len(step._fit_X):
        yield Fault(
            "HX106",
            f"output {column.name!r} must hold between 1 and {len(step._fit_X)} neighbours",
            Owner.CONTRACT_AUTHOR,
            where=f"$.outputs.{column.name}",
            expected=f"length<={len(step._fit_X)}",
            found=f"length={column.length}",
            next="Declare an array with minItems = maxItems = the number of neighbours.",
        )
    if kind == "neighbours.similarity" and metric_of(step) not in ("cosine", "euclidean"):
        yield _unanswered(column, kind, "metric=cosine or euclidean", ["neighbours.distance"])


def labels_fit(labels: Sequence[object], element: ElementType) -> bool:
    """Tell whether class labels can be spelled in an element type without loss."""
    if element is ElementType.STRING:
        return all(isinstance(label, str) for label in labels)
    if any(isinstance(label, str) for label in labels):
        return False
    if element is ElementType.BOOL:
        return all(label in (False, True) for label in labels)
    if element.is_integer:
        low, high = element.integer_range
        return all(
            isinstance(label, int | float) and label == int(label) and low <= label <= high
            for label in labels
        )
    return False


def _unanswered(column: Column, role: str, expected: str, offered: list[str] | None) -> Fault:
    step = (
        f"Use one of {', '.join(offered)} as transformLogic, or hand over {expected}."
        if offered
        else f"Hand over {expected}, or change the output's transformLogic."
    )
    return Fault(
        "HX105",
        f"the estimator has no answer {role!r} for output {column.name!r}",
        Owner.CONTRACT_AUTHOR,
        where=f"$.outputs.{column.name}.transformLogic",
        expected=expected,
        found=f"transformLogic={role}",
        next=step,
    )


def _wrong_type(column: Column, role: str, expected: str) -> Fault:
    return Fault(
        "HX105",
        f"the answer {role!r} does not fit the type of output {column.name!r}",
        Owner.CONTRACT_AUTHOR,
        where=f"$.outputs.{column.name}",
        expected=expected,
        found=f"format={column.type.value}",
        next="Change the output's type, or its transformLogic.",
    )


def _labels_misfit(column: Column, labels: Sequence[object]) -> Fault:
    return Fault(
        "HX107",
        f"output {column.name!r} cannot hold the estimator's class labels",
        Owner.CONTRACT_AUTHOR,
        where=f"$.outputs.{column.name}",
        expected=f"labels={', '.join(repr(label) for label in labels[:8])}",
        found=f"type={column.type.value}",
        next="Declare the output in the type of the class labels.",
    )
