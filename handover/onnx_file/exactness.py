"""Comparison class of each output: how near another implementation of the graph can come.

The classes are those of the pure-Scala evaluator beside ONNX Runtime on one thread, as measured
(docs/evaluator.md); both languages compose them alike, and a test holds them to each other.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import onnx


@dataclass(frozen=True)
class Exactness:
    """A comparison class, best first by ``rank``; ``ulp`` is the bound of the third."""

    rank: int
    text: str
    ulp: int = 0


BITS = Exactness(0, "bits")
BITS_ON_FMA = Exactness(1, "bits on FMA")
LABEL = Exactness(3, "same but for near ties")
NEAR = Exactness(4, "near")


def ulp(most: int) -> Exactness:
    """Return the class of answers at most so many units in the last place apart."""
    return Exactness(2, f"ulp <= {most}", most)


# Operators whose class is not "bits". A linear operator adds in another order for a single row.
_CLASSES: Mapping[str, Exactness] = {
    **dict.fromkeys(("Sigmoid", "Tanh", "Exp"), BITS_ON_FMA),
    "Log": ulp(3),
    "Pow": ulp(1),
    **dict.fromkeys(("Softmax", "LogSoftmax"), ulp(4)),
    **dict.fromkeys(
        (
            *("ReduceSum", "ReduceMean", "ReduceSumSquare", "ReduceL1", "ReduceL2", "ReduceProd"),
            *("ReduceLogSum", "ReduceLogSumExp", "LpNormalization", "CDist"),
            *("LinearRegressor", "LinearClassifier", "SVMClassifier", "SVMRegressor"),
        ),
        NEAR,
    ),
}
_TRANSFORMS = {
    "NONE": BITS,
    "LOGISTIC": ulp(1),
    "SOFTMAX": ulp(1),
    "SOFTMAX_ZERO": ulp(1),
    "PROBIT": ulp(4),
}
_MOVERS = frozenset(
    {
        *("ArrayFeatureExtractor", "Compress", "Concat", "Expand", "Flatten", "Gather"),
        *("GatherElements", "Identity", "Reshape", "Slice", "Split", "Squeeze", "Tile"),
        *("Transpose", "Unsqueeze", "Where"),
    }
)
# Outputs that are a choice (an index, a label, a truth value), by operator.
_CHOICES: Mapping[str, frozenset[int]] = {
    **dict.fromkeys(
        (
            *("ArgMax", "ArgMin", "Equal", "Less", "LessOrEqual", "Greater", "GreaterOrEqual"),
            *("And", "Or", "Xor", "Not", "IsNaN", "IsInf", "Shape", "Size", "NonZero"),
            *("TreeEnsembleClassifier", "LinearClassifier", "SVMClassifier"),
            *("StringNormalizer", "Tokenizer"),
        ),
        frozenset({0}),
    ),
    "TopK": frozenset({1}),
}
_FLOATS = frozenset({1, 10, 11, 16})  # TensorProto.FLOAT, FLOAT16, DOUBLE, BFLOAT16
# MLAS adds weights of up to two blocks of 256 rows in one order, whatever the batch.
_PACKED_ROWS = 512


def output_classes(model: onnx.ModelProto) -> dict[str, Exactness]:
    """Return the comparison class of every output of ``model``, in order."""
    composed = _Composition(model.graph, {})
    return {info.name: composed.classes.get(info.name, BITS) for info in model.graph.output}


def _worse(a: Exactness, b: Exactness) -> Exactness:
    if a.rank == b.rank:
        return a if a.ulp >= b.ulp else b
    return a if a.rank > b.rank else b


class _Composition:
    """The classes of all values of a graph: what moves elements keeps a class, a choice by near
    numbers is the same but for near ties, anything else made of near numbers is near.
    """

    def __init__(self, graph: onnx.GraphProto, outside: Mapping[str, Any]) -> None:
        self.classes: dict[str, Exactness] = {}
        self._makers: dict[str, onnx.NodeProto] = {}
        self._constants: dict[str, Any] = {**outside, **{t.name: t for t in graph.initializer}}
        self._choice = {
            info.name: info.type.tensor_type.elem_type not in _FLOATS
            for info in (*graph.input, *graph.output)
            if info.type.tensor_type.elem_type
        }
        for node in graph.node:
            self._add(node)

    def _add(self, node: onnx.NodeProto) -> None:
        given = [name for name in node.input if name]
        attributes = {attribute.name: attribute for attribute in node.attribute}
        bodies = [a.g for a in node.attribute if a.HasField("g")]
        if not bodies and all(name in self._constants for name in given):
            self._constants.update(dict.fromkeys(node.output))
            return
        worst = BITS
        for name in given:
            worst = _worse(worst, self.classes.get(name, BITS))
        own = self._own(node, attributes, bodies)
        if any(self._fused(self._makers[name], node) for name in given if name in self._makers):
            own = NEAR
        self._makers.update(dict.fromkeys(node.output, node))
        for place, name in enumerate(node.output):
            choice = self._is_choice(node, attributes, place, name)
            self.classes[name] = _after(worst, own, moves=node.op_type in _MOVERS, choice=choice)
            self._choice[name] = choice

    def _own(
        self,
        node: onnx.NodeProto,
        attributes: Mapping[str, onnx.AttributeProto],
        bodies: Sequence[onnx.GraphProto],
    ) -> Exactness:
        operator = node.op_type
        if bodies:
            return self._of_bodies(operator, node, bodies)
        if operator in ("TreeEnsembleClassifier", "TreeEnsembleRegressor"):
            targets = attributes["n_targets"].i if "n_targets" in attributes else 1
            if operator == "TreeEnsembleRegressor" and targets == 1:
                return BITS
            stated = attributes.get("post_transform")
            return _TRANSFORMS.get(stated.s.decode() if stated is not None else "NONE", NEAR)
        if operator in ("MatMul", "Gemm"):
            return BITS_ON_FMA if self._packed(node.input[1]) else NEAR
        return _CLASSES.get(operator, BITS)

    def _fused(self, first: onnx.NodeProto, second: onnx.NodeProto) -> bool:
        # ONNX Runtime folds a scale by one number into the product beside it, rounding once less.
        if first.op_type == "MatMul":
            return self._scales(second)
        return second.op_type == "MatMul" and self._scales(first)

    def _scales(self, node: onnx.NodeProto) -> bool:
        weights = [self._constants.get(name) for name in node.input]
        single = any(w is not None and math.prod(w.dims) == 1 for w in weights)
        return node.op_type in ("Mul", "Div") and single

    def _of_bodies(
        self, operator: str, node: onnx.NodeProto, bodies: Sequence[onnx.GraphProto]
    ) -> Exactness:
        worst = BITS
        for body in bodies:
            inner = _Composition(body, self._constants)
            for info in body.output:
                worst = _worse(worst, inner.classes.get(info.name, BITS))
        scanned = [a.i for a in node.attribute if a.name == "num_scan_inputs"]
        repeats = operator == "Loop" or (bool(scanned) and len(node.input) > scanned[0])
        return NEAR if repeats and worst.rank > BITS_ON_FMA.rank else worst

    def _packed(self, name: str) -> bool:
        weights = self._constants.get(name)
        if weights is None:
            return False
        return len(weights.dims) == 2 and weights.data_type == 1 and weights.dims[0] <= _PACKED_ROWS

    def _is_choice(
        self,
        node: onnx.NodeProto,
        attributes: Mapping[str, onnx.AttributeProto],
        place: int,
        name: str,
    ) -> bool:
        operator = node.op_type
        if place in _CHOICES.get(operator, ()):
            return True
        if operator in _CHOICES:
            return False
        if operator == "Cast":
            return attributes["to"].i not in _FLOATS
        if operator == "LabelEncoder":
            values = attributes.get("values_tensor")
            return "values_floats" not in attributes and (
                values is None or values.t.data_type not in _FLOATS
            )
        if name in self._choice:
            return self._choice[name]
        if node.domain == "ai.onnx.ml" and operator != "ArrayFeatureExtractor":
            return False
        if operator in ("OneHot", "TfIdfVectorizer", "ConstantOfShape"):
            return False
        first = 1 if operator == "Where" else 0
        source = node.input[first] if len(node.input) > first else ""
        if source in self._constants:
            tensor = self._constants[source]
            return tensor is not None and tensor.data_type not in _FLOATS
        return self._choice.get(source, False)


def _after(worst: Exactness, own: Exactness, *, moves: bool, choice: bool) -> Exactness:
    if choice and own.rank == 2:
        own = BITS
    elif choice and own is NEAR:
        own = LABEL
    if worst.rank <= BITS_ON_FMA.rank:
        return _worse(worst, own)
    if moves:
        return worst
    return LABEL if choice else NEAR
