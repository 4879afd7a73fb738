"""`handover explain`: the values of every node for one vector, and where two vectors part."""

import json

import numpy as np
import pytest
from click.testing import CliRunner

from handover.bundle import read
from handover.cli.explain import command
from handover.faults import UsageError
from handover.parity.node_trace import explain
from handover.testvectors.test_vector import Expected

pytestmark = pytest.mark.jvm


@pytest.fixture(scope="module")
def vectors(shop):
    return [v for v in read(shop).vectors.vectors if isinstance(v.expected, Expected)]


def test_the_last_node_makes_what_the_bundle_expects(shop, vectors):
    vector = vectors[0]
    document = json.loads(explain(shop, vector.id).json)
    steps = document["explanation"]["steps"]
    made = {value["name"]: value["elements"] for step in steps for value in step["values"]}
    for name, expected in vector.expected.onnx.items():
        assert np.array(made[name], dtype=np.float32) == pytest.approx(expected, rel=1e-5), name
    assert set(document["explanation"]["outputs"]) == set(vector.expected.onnx)


def test_the_first_node_where_two_vectors_part_is_named(shop, vectors):
    found = explain(shop, vectors[0].id, against=vectors[-1].id)
    parting = json.loads(found.json)["first_difference"]
    assert parting["step"] >= 1
    assert found.text.splitlines()[-1].startswith(f"first difference: step {parting['step']} ")


def test_a_vector_parts_from_itself_nowhere(shop, vectors):
    found = explain(shop, vectors[0].id, against=vectors[0].id)
    assert json.loads(found.json)["first_difference"] is None
    assert found.text.endswith("no node makes anything else of the two")


def test_an_unknown_vector_is_refused_by_name(shop):
    with pytest.raises(UsageError) as refused:
        explain(shop, "tree-split-00000000")
    assert [fault.code for fault in refused.value.faults] == ["HV201"]


def test_the_command_prints_and_writes(shop, vectors, tmp_path):
    target = tmp_path / "values.json"
    done = CliRunner().invoke(command, [str(shop), vectors[0].id, "--json", str(target)])
    assert vectors[0].id in done.output
    assert json.loads(target.read_bytes())["vector"] == vectors[0].id
    assert all(len(line) <= 80 for line in done.output.splitlines()[1:])
