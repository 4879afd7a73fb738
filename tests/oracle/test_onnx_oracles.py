"""ONNX Runtime and the reference evaluator run the same file; a third opinion decides."""

import pytest
from onnx import parser

from handover.faults import ExportRefused
from handover.oracle import (
    CannotRun,
    OnnxRuntimeOracle,
    ReferenceOracle,
    RowRefused,
    third_opinion,
)
from handover.values import Column, ElementType

PLUS_ONE = parser.parse_model(
    """<ir_version: 10, opset_import: ["" : 21]>
    g (float[N,1] x, string[N,1] w, float[N,2] v) => (float[N,1] y, string[N,1] same, float[N,2] z)
    <float one = {1}> { y = Add(x, one)  same = Identity(w)  z = Add(v, one) }"""
).SerializeToString()
INPUTS = (
    Column("x", ElementType.F32, nullable=True),
    Column("w", ElementType.STRING, nullable=True),
    Column("v", ElementType.F32, 2),
)
OUTPUTS = (
    Column("y", ElementType.F32),
    Column("same", ElementType.STRING),
    Column("z", ElementType.F32, 2),
)
ROWS = [
    {"x": 1.5, "w": "É👗", "v": [0.0, 1.0]},
    {"x": -2.0, "w": None, "v": [2.0, 3.0]},
    {"x": 0.0, "w": "", "v": [4.0, 5.0]},
]
ANSWERS = [
    {"y": 2.5, "same": "É👗", "z": [1.0, 2.0]},
    {"y": -1.0, "same": "-", "z": [3.0, 4.0]},
    {"y": 1.0, "same": "", "z": [5.0, 6.0]},
]


@pytest.mark.parametrize("oracle", [OnnxRuntimeOracle, ReferenceOracle])
@pytest.mark.parametrize("batch", [1, 2, 100])
def test_scalars_texts_nulls_and_arrays_pass_in_and_out(oracle, batch):
    runs = oracle(PLUS_ONE, INPUTS, OUTPUTS, string_missing="-")
    assert runs.answer(ROWS, batch=batch) == ANSWERS


@pytest.mark.parametrize("oracle", [OnnxRuntimeOracle, ReferenceOracle])
def test_a_null_number_is_nan_on_the_wire(oracle):
    runs = oracle(PLUS_ONE, INPUTS, OUTPUTS)
    (answer,) = runs.answer([{**ROWS[0], "x": None}])
    assert answer["y"] != answer["y"]


def test_bytes_that_are_no_model_are_refused_by_name():
    with pytest.raises(ExportRefused) as refused:
        OnnxRuntimeOracle(b"not a model", INPUTS, OUTPUTS)
    assert [fault.code for fault in refused.value.faults] == ["HX303"]


def test_the_reference_evaluator_names_the_operator_it_cannot_run():
    model = parser.parse_model(
        """<ir_version: 10, opset_import: ["" : 21, "com.microsoft" : 1]>
        g (float[N,1] x) => (float[N,1] y) { y = com.microsoft.Gelu(x) }"""
    ).SerializeToString()
    column = (Column("x", ElementType.F32),)
    with pytest.raises(CannotRun, match="Gelu"):
        ReferenceOracle(model, column, (Column("y", ElementType.F32),)).answer([{"x": 1.0}])


def test_a_row_on_which_the_runtime_raises_is_named():
    model = parser.parse_model(
        """<ir_version: 10, opset_import: ["" : 21, "ai.onnx.ml" : 3]>
        g (string[N,1] w) => (float[N,1,1] y)
        { y = ai.onnx.ml.OneHotEncoder <cats_strings = ["a"], zeros = 0> (w) }"""
    ).SerializeToString()
    runs = OnnxRuntimeOracle(
        model, (Column("w", ElementType.STRING),), (Column("y", ElementType.F32),)
    )
    with pytest.raises(RowRefused) as refused:
        runs.answer([{"w": "a"}, {"w": "b"}])
    assert refused.value.row == 1


@pytest.mark.parametrize(
    ("reference", "cause"),
    [
        ({"y": 1.0}, "runtime"),
        ({"y": 2.0}, "converter"),
        ({"y": 3.0}, "converter"),
        (None, "converter"),
    ],
)
def test_a_third_opinion_decides_between_converter_and_runtime(reference, cause):
    opinion = third_opinion(
        {"y": 1.0}, {"y": 2.0}, reference, agrees=lambda left, right: left == right
    )
    assert opinion.cause == cause
    assert opinion.basis
