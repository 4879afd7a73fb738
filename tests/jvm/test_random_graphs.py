"""The evaluator against ONNX Runtime on graphs that nobody wrote."""

import warnings

import numpy as np
import onnxruntime
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from onnx import TensorProto, helper

from benchmarks.pipelines import breaches, run_conformance
from tests.jvm.random_graphs import DROPS_SIGN_OF_ZERO, graphs, write_case
from tests.search_length import searched

pytestmark = pytest.mark.jvm


def test_random_graphs_differ_by_no_more_than_their_class(tmp_path):
    """Every drawn graph is written first: one start of the JVM runs them all."""
    written = []

    # A graph is a few nodes long already; shrinking one would start a JVM at every step.
    @settings(
        max_examples=searched(300),
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(graphs())
    def draw(graph):
        model, rows = graph
        name = f"case_{len(written):03}"
        if write_case(tmp_path / name, model, rows):
            written.append((name, [node.op_type for node in model.graph.node]))

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        draw()
    report = run_conformance(tmp_path)
    operators = dict(written)
    assert len(written) > 200
    wrong = [
        (operators[case["name"]], case["ending"], case["detail"], breaches(case))
        for case in report["cases"]
        if case["ending"] != "passed" or breaches(case)
    ]
    assert wrong == []


def test_onnx_runtime_loses_the_zero_that_a_sum_with_zero_makes(tmp_path):
    """Its own slip: the day that it is mended, the drawn graphs need no exception."""
    graph = helper.make_graph(
        [
            helper.make_node("Floor", ["X"], ["whole"]),
            helper.make_node("Add", ["whole", "zero"], ["sum"]),
            helper.make_node("Floor", ["sum"], ["Y"]),
        ],
        "sum",
        [helper.make_tensor_value_info("X", TensorProto.FLOAT, ["n", 1])],
        [helper.make_tensor_value_info("Y", TensorProto.FLOAT, ["n", 1])],
        [helper.make_tensor("zero", TensorProto.FLOAT, [1], [0.0])],
    )
    opsets = [helper.make_opsetid("", 18)]
    model = helper.make_model(graph, opset_imports=opsets, ir_version=10)
    rows = np.array([[-0.0]], dtype=np.float32)

    def negative(**options):
        session = onnxruntime.InferenceSession(model.SerializeToString(), **options)
        return bool(np.signbit(session.run(None, {"X": rows})[0][0, 0]))

    assert negative()
    assert not negative(disabled_optimizers=[DROPS_SIGN_OF_ZERO])
    assert write_case(tmp_path / "sum", model, rows)
    (case,) = run_conformance(tmp_path)["cases"]
    assert (case["ending"], case["different"]) == ("passed", 0)
