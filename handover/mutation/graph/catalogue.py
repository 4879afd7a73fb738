"""Families of mutants by operator. To add one: write it, and name it here."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from handover.mutation.graph.arithmetic import (
    constants,
    left_out,
    other_operator,
    other_power,
    read_wrong,
    stored_rows,
    top_k,
)
from handover.mutation.graph.edit import Change, Site
from handover.mutation.graph.encoders import (
    columns_swapped,
    label_encoder,
    one_hot,
    terms,
    text_normalizer,
)
from handover.mutation.graph.linear import linear
from handover.mutation.graph.scaling import binarizer, imputer, normalizer, scaler
from handover.mutation.graph.scores import (
    activation,
    arg_max,
    class_labels,
    other_element,
    post_transform,
)
from handover.onnx_file import attributes_of

if TYPE_CHECKING:
    import onnx

Family = Callable[[Site], Iterator[Change]]

_ARITHMETIC: tuple[Family, ...] = (constants, left_out, other_operator)

FAMILIES: Mapping[str, tuple[Family, ...]] = {
    "LinearClassifier": (linear, post_transform, class_labels),
    "LinearRegressor": (linear,),
    "SVMClassifier": (linear, post_transform, class_labels),
    "SVMRegressor": (linear,),
    "Scaler": (scaler,),
    "Imputer": (imputer,),
    "Normalizer": (normalizer,),
    "Binarizer": (binarizer,),
    "OneHotEncoder": (one_hot,),
    "LabelEncoder": (label_encoder,),
    "StringNormalizer": (text_normalizer,),
    "TfIdfVectorizer": (terms,),
    "Concat": (columns_swapped,),
    "ArrayFeatureExtractor": (other_element,),
    "Gather": (other_element, stored_rows),
    "Scan": (constants, stored_rows),
    "CDist": (constants, stored_rows),
    "LpNormalization": (other_power,),
    "ArgMax": (arg_max,),
    "ArgMin": (arg_max,),
    "TopK": (top_k,),
    **dict.fromkeys(
        ("Softmax", "Sigmoid", "Tanh", "Relu", "Exp", "Log", "Sqrt", "Abs", "Neg", "Reciprocal"),
        (activation,),
    ),
    **dict.fromkeys(
        (
            *("MatMul", "Gemm", "Add", "Sub", "Mul", "Div", "Pow", "Sum", "Max", "Min", "And"),
            *("Or", "Less", "LessOrEqual", "Greater", "GreaterOrEqual", "ReduceSum", "Where"),
            *("ReduceMean", "ReduceMax", "ReduceMin", "ReduceSumSquare"),
        ),
        _ARITHMETIC,
    ),
}


# These move values and compute none: nothing in them can be got wrong but their wiring.
_MOVING = frozenset(
    (
        *("Cast", "Identity", "Reshape", "Flatten", "Transpose", "Squeeze", "Unsqueeze", "Shape"),
        *("Slice", "Split", "Expand", "ConstantOfShape", "Constant", "ZipMap"),
        *("TreeEnsembleClassifier", "TreeEnsembleRegressor", "TreeEnsemble"),
    )
)


def not_mutated(model: onnx.ModelProto) -> Iterator[tuple[str, str]]:
    """Yield the operators that compute and of which no mutants are made, and why."""
    for node in model.graph.node:
        name = f"{node.op_type} {node.output[0]}"
        if any(attribute.HasField("g") for attribute in node.attribute):
            yield name, "the graph inside it is not mutated, only what it is given"
        elif node.op_type not in FAMILIES and node.op_type not in _MOVING:
            yield name, "there are no mutants of this operator"


def changes(model: onnx.ModelProto, inputs: Mapping[str, Any]) -> Iterator[Change]:
    """Yield every mutant of the main graph that is none of a tree operator's.

    Parameters
    ----------
    inputs
        The model's float inputs, and for each the numpy type of a missing value's stand-in, None
        where it cannot be missing.
    """
    from onnx import numpy_helper

    initializers = {each.name: each for each in model.graph.initializer}
    for node in model.graph.node:
        site = Site(
            node,
            attributes_of(node) if node.op_type in FAMILIES else {},
            {
                number: numpy_helper.to_array(initializers[name])
                for number, name in enumerate(node.input)
                if name in initializers and node.op_type in FAMILIES
            },
        )
        for family in FAMILIES.get(node.op_type, ()):
            yield from family(site)
        yield from read_wrong(site, inputs)
