"""From the converted estimator's values to the contract's outputs: pick, compute, cast, shape."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from handover.estimator import (
    class_index,
    classes,
    final_step,
    is_neighbours,
    item_ids,
    library_of,
    metric_of,
    unwrap,
)
from handover.faults import ExportRefused, Fault, Owner
from handover.values import Column, ElementType

if TYPE_CHECKING:
    import onnx

# onnx.TensorProto.DataType, the numbers of the onnx.proto specification.
ONNX_TYPES: Mapping[ElementType, int] = {
    ElementType.F32: 1,
    ElementType.I32: 6,
    ElementType.I64: 7,
    ElementType.STRING: 8,
    ElementType.BOOL: 9,
    ElementType.F64: 11,
}


@dataclass(frozen=True)
class CoreAnswers:
    """Which value of the converted graph is which answer of the estimator.

    ``values`` maps a role (without class index) to a value's name and its element type.
    ``decision_column`` is the column of a binary decision that is stored as two columns.
    ``ids`` are the neighbours' ids where they are not the row numbers. ``labels`` are the class
    labels where the label is to be made of the largest probability, or of the decision.
    """

    values: Mapping[str, tuple[str, int]]
    decision_column: int | None = None
    ids: Any = None
    metric: str = ""
    labels: tuple[object, ...] = ()


def core_answers(estimator: Any, core: onnx.ModelProto, *, decision: bool) -> CoreAnswers:
    """Name the answers of a converted graph, whose outputs come in an order that the task fixes.

    Parameters
    ----------
    decision
        The classifier was converted with its raw decision in place of the probability.
    """
    estimator = unwrap(estimator)
    found = [(f"core/{out.name}", out.type.tensor_type.elem_type) for out in core.graph.output]
    last = final_step(estimator)
    if is_neighbours(last):
        ids = item_ids(estimator, len(last._fit_X))
        plain = bool(np.array_equal(ids, np.arange(len(ids))))
        roles = {"index": found[0], "neighbours.distance": found[1]}
        return CoreAnswers(roles, ids=None if plain else ids, metric=metric_of(last))
    if classes(estimator):
        second = "score" if decision else "probability"
        binary = decision and len(estimator.classes_) == 2
        boosted = library_of(last) is not None
        return CoreAnswers(
            {"label": found[0], second: found[1]},
            1 if binary else None,
            labels=classes(estimator) if boosted else (),
        )
    if hasattr(estimator, "predict") and hasattr(estimator, "decision_function"):
        return CoreAnswers({"label": found[0], "score": found[1]})
    if len(found) == 2:
        return CoreAnswers({"cluster": found[0], "label": found[0], "distances": found[1]})
    return CoreAnswers({"value": found[0], "transform": found[0]})


def output_nodes(
    outputs: Sequence[Column], roles: Mapping[str, str], answers: CoreAnswers
) -> tuple[list[Any], list[Any]]:
    """Return the nodes and initializers that make each contract output.

    Raises
    ------
    ExportRefused
        HX305: the converted graph does not hold an answer that the contract asks for.
    """
    builder = _Builder(answers)
    missing = [
        column for column in outputs if builder.source_of(roles[column.name]) not in answers.values
    ]
    if missing:
        raise ExportRefused(*(_absent(column, roles[column.name]) for column in missing))
    for column in outputs:
        builder.add(column, roles[column.name])
    return builder.nodes, builder.constants


class _Builder:
    """Collects the nodes behind the converted graph."""

    def __init__(self, answers: CoreAnswers) -> None:
        self.answers = answers
        self.nodes: list[Any] = []
        self.constants: list[Any] = []

    @staticmethod
    def source_of(role: str) -> str:
        """Return the answer of the converted graph that a role is made from."""
        if class_index(role) is not None:
            return "probability"
        if role == "neighbours.ids":
            return "index"
        return "neighbours.distance" if role == "neighbours.similarity" else role

    def add(self, column: Column, role: str) -> None:
        value, element = self.answers.values[self.source_of(role)]
        if role == "label" and self.answers.labels:
            value, element = self._label(column)
        index = class_index(role)
        if index is None and role == "score" and column.length is None:
            index = self.answers.decision_column
        if index is not None:
            value = self._node("Gather", column, [value, self._ints(column, [index])], axis=1)
        if role == "neighbours.ids":
            value = self._ids(column, value)
        if role == "neighbours.similarity":
            value = self._similarity(column, value)
        wanted = ONNX_TYPES[column.type]
        if element != wanted:
            value = self._node("Cast", column, [value], to=wanted)
        shape = self._ints(column, [-1, column.length or 1])
        self._node("Reshape", column, [value, shape], output=column.name)

    def _label(self, column: Column) -> tuple[str, int]:
        """Choose the label of the largest score, the first among equals as all boosters do.

        ONNX Runtime's own label compares the score of a binary ensemble whose leaves are all
        positive with 0.5, where boosters compare with 0 (XGBoost, one tree: 484 of 2,000 labels
        wrong, probabilities right).
        """
        labels = np.asarray(self.answers.labels)
        texts = labels.dtype.kind in "OU"
        table = self._constant(column, labels.astype(object if texts else np.int64))
        scores, _ = self.answers.values.get("probability") or self.answers.values["score"]
        if self.answers.decision_column is None:
            chosen = self._node("ArgMax", column, [scores], axis=1, keepdims=0)
        else:
            place = self._ints(column, [self.answers.decision_column])
            score = self._node("Gather", column, [scores, place], axis=1)
            zero = self._constant(column, np.array(0, dtype=np.float32))
            above = self._node("Greater", column, [score, zero])
            chosen = self._node("Cast", column, [above], to=ONNX_TYPES[ElementType.I64])
        kind = ElementType.STRING if texts else ElementType.I64
        return self._node("Gather", column, [table, chosen], axis=0), ONNX_TYPES[kind]

    def _ids(self, column: Column, value: str) -> str:
        if self.answers.ids is None:
            return value
        ids = self._constant(column, np.asarray(self.answers.ids, dtype=np.int64))
        return self._node("Gather", column, [ids, value], axis=0)

    def _similarity(self, column: Column, distance: str) -> str:
        one = self._constant(column, np.array(1, dtype=np.float32))
        if self.answers.metric == "cosine":
            return self._node("Sub", column, [one, distance])
        squared = self._node("Mul", column, [distance, distance])
        half = self._constant(column, np.array(0.5, dtype=np.float32))
        halved = self._node("Mul", column, [squared, half])
        return self._node("Sub", column, [one, halved])

    def _node(
        self, kind: str, column: Column, inputs: list[str], *, output: str = "", **attributes: Any
    ) -> str:
        from onnx import helper

        name = output or f"contract/{column.name}/{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, inputs, [name], **attributes))
        return name

    def _ints(self, column: Column, values: list[int]) -> str:
        return self._constant(column, np.array(values, dtype=np.int64))

    def _constant(self, column: Column, values: Any) -> str:
        from onnx import numpy_helper

        name = f"contract/{column.name}/constant{len(self.constants)}"
        self.constants.append(numpy_helper.from_array(values, name))
        return name


def _absent(column: Column, role: str) -> Fault:
    return Fault(
        "HX305",
        f"the converted model has no answer {role!r} for output {column.name!r}",
        Owner.CONTRACT_AUTHOR,
        where=f"$.outputs.{column.name}",
        found=f"transformLogic={role}",
        next="Hand over probability or score, not both; or remove the output.",
    )
