"""Model files that were made elsewhere: taken over behind the contract's columns, or refused."""

import numpy as np
import onnx
import pandas as pd
import pytest
from onnx import TensorProto, helper, numpy_helper
from onnx.parser import parse_model

from handover.faults import ExportRefused
from handover.onnx_export import adopt
from handover.oracle import OnnxRuntimeOracle
from tests.onnx_export.small_contract import small_contract

INPUTS = {"a": "f32", "b": "f32"}
SUM = """
<ir_version: 10, opset_import: ["" : 21]>
agraph (float[N, 1] a, float[N, 1] b) => (float[N, 1] value) { value = Add(a, b) }
"""
ROWS = [{"a": 1.5, "b": 2.0}, {"a": -0.0, "b": 4.0}]


def contract(inputs=INPUTS, outputs=None, **rest):
    return small_contract(inputs, outputs or {"value": "f32 value"}, **rest)


def file(text=SUM, **edits):
    model = parse_model(text)
    for name, value in edits.items():
        setattr(model, name, value)
    return model.SerializeToString()


def answers(model, rows=ROWS):
    runtime = OnnxRuntimeOracle(model.onnx, model.inputs, model.outputs)
    return [row["value"] for row in runtime.answer(rows)]


def refused(content, agreed, **rest):
    with pytest.raises(ExportRefused) as found:
        adopt(content, agreed, **rest)
    return [(fault.code, fault.where) for fault in found.value.faults]


def test_a_file_of_the_contracts_columns_is_taken_over():
    model = adopt(file(), contract())
    assert answers(model) == [3.5, 4.0]
    assert model.produced_by["model.onnx"] == "not said"
    properties = {item.key: item.value for item in onnx.load_from_string(model.onnx).metadata_props}
    assert properties["handover.contract.sha256"] == contract().digest


def test_the_same_file_gives_the_same_bytes_and_may_be_taken_over_again():
    once = adopt(file(), contract())
    assert adopt(file(), contract()).onnx == once.onnx
    assert answers(adopt(once.onnx, contract())) == [3.5, 4.0]


def test_columns_come_in_the_contracts_order():
    text = SUM.replace("float[N, 1] a, float[N, 1] b", "float[N, 1] b, float[N, 1] a")
    model = adopt(file(text.replace("Add(a, b)", "Sub(a, b)")), contract())
    assert [value.name for value in onnx.load_from_string(model.onnx).graph.input] == ["a", "b"]
    assert answers(model) == [-0.5, -4.0]


def test_inputs_and_outputs_of_one_dimension_become_columns():
    text = SUM.replace("float[N, 1]", "float[N]")
    assert answers(adopt(file(text), contract())) == [3.5, 4.0]


def test_a_weight_listed_among_the_inputs_is_no_column():
    model = parse_model(SUM.replace("Add(a, b)", "Mul(a, b)"))
    model.graph.initializer.append(numpy_helper.from_array(np.float32([[2.0]]), "b"))
    agreed = contract({"a": "f32"})
    rows = [{"a": 1.5}]
    assert answers(adopt(model.SerializeToString(), agreed), rows) == [3.0]


MATRIX = """
<ir_version: 10, opset_import: ["" : 21]>
agraph (float[N, 3] X) => (float[N, 1] value)
<float[3, 1] w = {1.0, 10.0, 100.0}> { value = MatMul(X, w) }
"""


def test_columns_side_by_side_are_fed_only_where_that_is_declared():
    agreed = contract({"a": "f32", "n": "i64", "w": "bool"})
    assert refused(file(MATRIX), agreed) == [("HX324", "$.inputs")]
    model = adopt(file(MATRIX), agreed, feed="X")
    assert answers(model, [{"a": 0.5, "n": 3, "w": True}]) == [130.5]
    assert [(item.id, "a, n, w" in item.what) for item in model.accepted] == [("HX328", True)]


def test_one_array_column_is_a_matrix_input():
    assert answers(adopt(file(MATRIX), contract({"X": "f32[3]"})), [{"X": [1.0, 1.0, 1.0]}]) == [
        111.0
    ]


@pytest.mark.parametrize(
    ("inputs", "feed"),
    [
        ({"a": "f32", "b": "f32"}, "X"),
        ({"a": "f32[3]"}, "Y"),
        ({"a": "f32[2]", "s": "string"}, "X"),
    ],
    ids=["too few", "another name", "a text"],
)
def test_columns_that_do_not_fit_the_fed_input_are_refused(inputs, feed):
    assert ("HX328", "--feed") in refused(file(MATRIX), contract(inputs), feed=feed)


def test_every_misfit_is_named_at_once():
    text = SUM.replace("float[N, 1] b", "double[N, 1] c").replace("Add(a, b)", "Neg(a)")
    agreed = contract({"a": "i64", "b": "f32"}, {"value": "f32[2] value"})
    assert refused(file(text), agreed) == [
        ("HX326", "$.inputs.a"),
        ("HX324", "$.inputs.b"),
        ("HX324", "$.inputs"),
        ("HX327", "$.outputs.value"),
    ]


def test_a_first_dimension_that_is_not_free_is_refused():
    text = SUM.replace("[N, 1] a", "[1, 1] a")
    assert refused(file(text), contract()) == [("HX327", "$.inputs.a")]


def zipmapped():
    proba = helper.make_tensor_value_info("p", TensorProto.FLOAT, ["N", 2])
    node = helper.make_node(
        "ZipMap", ["p"], ["value"], domain="ai.onnx.ml", classlabels_int64s=[0, 1]
    )
    maps = helper.make_map_type_proto(
        TensorProto.INT64, helper.make_tensor_type_proto(TensorProto.FLOAT, [])
    )
    out = helper.make_value_info("value", helper.make_sequence_type_proto(maps))
    graph = helper.make_graph([node], "g", [proba], [out])
    opsets = [helper.make_opsetid("", 21), helper.make_opsetid("ai.onnx.ml", 3)]
    return helper.make_model(graph, opset_imports=opsets, ir_version=10).SerializeToString()


def test_a_list_of_maps_is_refused():
    assert refused(zipmapped(), contract({"p": "f32[2]"})) == [("HX325", "$.outputs")]


def test_weights_in_other_files_are_refused():
    model = parse_model(MATRIX)
    weight = model.graph.initializer[0]
    weight.data_location = TensorProto.EXTERNAL
    entry = weight.external_data.add()
    entry.key, entry.value = "location", "../../etc/passwd"
    found = refused(model.SerializeToString(), contract({"X": "f32[3]"}))
    assert found == [("HX323", None)]


def test_operators_of_ones_own_are_refused():
    text = SUM.replace('["" : 21]', '["" : 21, "my.ops" : 1]').replace("Add(", "my.ops.Add(")
    assert refused(file(text), contract()) == [("HX322", None)]


@pytest.mark.parametrize(
    ("text", "where"),
    [
        (SUM.replace("ir_version: 10", "ir_version: 12"), "ir_version"),
        (SUM.replace('"" : 21', '"" : 23'), "opset_import['']"),
        (SUM.replace('"" : 21', '"" : 21, "ai.onnx.ml" : 6'), "opset_import['ai.onnx.ml']"),
    ],
)
def test_files_newer_than_the_runtimes_in_range_are_refused(text, where):
    assert refused(file(text), contract()) == [("HX321", where)]


def test_the_range_begins_where_no_runtime_reads_any_path():
    for opset in (3, 5):
        text = SUM.replace('"" : 21', f'"" : 21, "ai.onnx.ml" : {opset}')
        assert adopt(file(text), contract()).profile["range"]["min"] == "1.24.0"


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"\x08\x0a", b"\xff" * 40])
def test_what_is_no_model_is_refused(content):
    assert refused(content, contract()) == [("HX320", None)]


def test_a_broken_graph_is_refused_by_the_checker():
    text = SUM.replace("Add(a, b)", "Add(a, nowhere)")
    assert refused(file(text), contract()) == [("HX306", None)]


def test_findings_about_the_contract_still_refuse():
    agreed = contract({"a": "f32", "b": "f32[1]?"})
    assert ("HX221", "$.inputs.b") in refused(file(), agreed)


def test_rows_of_a_frame_are_answered():
    frame = pd.DataFrame({"a": [1.0], "b": [2.0]})
    assert answers(adopt(file(), contract(), sample=frame), [{"a": 1.0, "b": 2.0}]) == [3.0]
