"""ONNX's own node tests on the evaluator: every operator it claims, none of them wrong."""

import json
import subprocess
import warnings
from collections import Counter

import numpy as np
import onnx
import pytest
from onnx import numpy_helper
from onnx.backend.test.case.node import collect_testcases

from handover.jvm.gateway_jar import gateway_jar
from handover.jvm.java import find_java

pytestmark = pytest.mark.jvm

# What no node test of the onnx package is about, and random graphs against ONNX Runtime are.
WITHOUT_CASES = {
    "CDist",
    "FeatureVectorizer",
    "Imputer",
    "LinearClassifier",
    "LinearRegressor",
    "Normalizer",
    "OneHotEncoder",
    "SVMClassifier",
    "SVMRegressor",
    "Scaler",
    "Tokenizer",
    "TreeEnsembleClassifier",
    "TreeEnsembleRegressor",
}


def tensors(values, infos):
    """The values of one data set as tensors; none when one of them is a sequence or absent."""
    found = []
    for value, info in zip(values, infos, strict=False):
        if isinstance(value, (list, dict)) or value is None:
            return None
        if not isinstance(value, onnx.TensorProto):
            array = np.asarray(value)
            array = array.astype(object) if array.dtype.kind in "UO" else array
            value = numpy_helper.from_array(array, info.name)
        found.append(value.SerializeToString())
    return found


@pytest.fixture(scope="module")
def results(tmp_path_factory):
    """What the jar says of every node test, and the operators that each of them uses."""
    folder = tmp_path_factory.mktemp("node")
    operators = {}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        cases = collect_testcases(None)
    for case in cases:
        graph = case.model.graph
        sets = [
            (tensors(given, graph.input), tensors(expected, graph.output))
            for given, expected in case.data_sets
        ]
        if any(part is None for both in sets for part in both):
            continue
        target = folder / case.name
        target.mkdir()
        (target / "model.onnx").write_bytes(case.model.SerializeToString())
        for number, both in enumerate(sets):
            data = target / f"test_data_set_{number}"
            data.mkdir()
            for name, values in zip(("input", "output"), both, strict=True):
                for index, value in enumerate(values):
                    (data / f"{name}_{index}.pb").write_bytes(value)
        operators[case.name] = {node.op_type for node in graph.node}
    report = folder / "report.json"
    # A run of seconds: the optimising compiler would cost more than it gives.
    main = ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"]
    main += ["-cp", str(gateway_jar()), "io.handover.cli.Main", "conformance"]
    done = subprocess.run(
        [str(find_java().program), *main, str(folder), "--json", str(report)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode in (0, 1), done.stderr
    return json.loads(report.read_text()), operators, done.stdout


def test_no_node_test_of_the_onnx_package_fails(results):
    report, _, told = results
    counts = report["counts"]
    assert (counts["failed"], counts["errored"], counts["news"]) == (0, 0, 0), told
    assert counts["passed"] >= 630


def test_every_operator_that_is_run_passes_a_node_test(results):
    """A claim without a case would be one that nothing holds."""
    report, operators, told = results
    passed = Counter(
        operator
        for case in report["cases"]
        if case["ending"] == "passed"
        for operator in operators[case["name"]]
    )
    listed = subprocess.run(
        [
            str(find_java().program),
            *("-cp", str(gateway_jar()), "io.handover.cli.Main", "conformance", "--operators"),
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    claimed = {line.split()[0].rpartition(".")[2] for line in listed.stdout.splitlines()}
    assert len(claimed) >= 80, listed.stdout
    assert claimed - set(passed) - WITHOUT_CASES == set(), told


def test_what_is_not_run_is_named(results):
    report, _, _ = results
    skipped = [case for case in report["cases"] if case["ending"] == "skipped"]
    assert all("HE2" in case["detail"] or "HE105" in case["detail"] for case in skipped)
