"""The evaluator against ONNX Runtime on graphs that nobody wrote."""

import warnings

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from benchmarks.pipelines import breaches, run_conformance
from tests.jvm.random_graphs import graphs, write_case

pytestmark = pytest.mark.jvm


def test_random_graphs_differ_by_no_more_than_their_class(tmp_path):
    """Every drawn graph is written first: one start of the JVM runs them all."""
    written = []

    # A graph is a few nodes long already; shrinking one would start a JVM at every step.
    @settings(
        max_examples=300,
        deadline=None,
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
