"""The comparison class of each output: composed in Python as the evaluator composes it."""

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper, numpy_helper

from benchmarks.catalogue import catalogue
from benchmarks.pipelines import breaches, run_conformance, write
from handover.onnx_file.exactness import BITS, LABEL, NEAR, output_classes, ulp


def model(nodes, outputs, initializers=()):
    graph = helper.make_graph(
        nodes,
        "graph",
        [helper.make_tensor_value_info("X", TensorProto.FLOAT, ["n", 2])],
        [helper.make_tensor_value_info(name, kind, None) for name, kind in outputs],
        [numpy_helper.from_array(array, name) for name, array in initializers],
    )
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)])


def test_a_choice_by_near_numbers_is_the_same_but_for_near_ties():
    nodes = [
        helper.make_node("Softmax", ["X"], ["S"]),
        helper.make_node("ReduceSum", ["S"], ["R"]),
        helper.make_node("ArgMax", ["R"], ["L"]),
        helper.make_node("Identity", ["S"], ["P"]),
    ]
    outputs = [("S", 1), ("R", 1), ("L", 7), ("P", 1)]
    assert output_classes(model(nodes, outputs)) == {
        "S": ulp(4),
        "R": NEAR,
        "L": LABEL,
        "P": ulp(4),
    }


@pytest.mark.parametrize(
    ("weights", "text"),
    [
        (np.ones((2, 2), np.float32), "bits on FMA"),
        (np.ones((513, 2), np.float32), "near"),
        (np.ones(2, np.float32), "near"),
    ],
)
def test_a_constant_matrix_of_two_blocks_adds_in_one_order(weights, text):
    nodes = [helper.make_node("MatMul", ["X", "W"], ["Y"])]
    found = output_classes(model(nodes, [("Y", 1)], [("W", weights)]))
    assert found["Y"].text == text


def test_what_is_known_at_export_is_exact():
    nodes = [
        helper.make_node("ReduceSum", ["W"], ["R"]),
        helper.make_node("Add", ["X", "R"], ["Y"]),
    ]
    found = output_classes(model(nodes, [("Y", 1)], [("W", np.ones((2, 2), np.float32))]))
    assert found == {"Y": BITS}


@pytest.mark.jvm
def test_both_languages_compose_alike_and_the_class_holds(tmp_path):
    """Every tenth common pipeline, and nearest neighbours: one start of the JVM for all."""
    chosen = [one for number, one in enumerate(catalogue()) if number % 10 == 0]
    chosen += [one for one in catalogue() if one.name.startswith("knn") and one not in chosen]
    for one in chosen:
        write(one, tmp_path, 50)
    expected = {
        path.parent.name: output_classes(onnx.load(path)) for path in tmp_path.glob("*/model.onnx")
    }
    report = run_conformance(tmp_path)
    cases = [case for case in report["cases"] if case["outputs"]]
    assert len(cases) >= 12
    for case in cases:
        composed = list(expected[case["name"]].values())
        assert [each["class"] for each in case["outputs"]] == [each.text for each in composed]
        assert breaches(case) == [], case
