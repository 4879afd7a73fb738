"""A bundle whose model points at a file of this machine: refused by every verifier, never read."""

import struct

import onnx
import onnxruntime
import pytest
from onnx import helper

import handover
from handover.faults import BundleInvalid
from handover.onnx_file import model_session
from tests.bundle.tiny import TABLE
from tests.bundle.zip_recipe import build, contents, varint

FOLLOWS_ABSOLUTE_PATHS = tuple(map(int, onnxruntime.__version__.split(".")[:2])) < (1, 24)


@pytest.fixture
def secret(tmp_path):
    path = tmp_path / "secret.bin"
    path.write_bytes(struct.pack("<4f", 41.0, 42.0, 43.0, 44.0))
    return path


def hidden(number, wire, content):
    """Return a field whose tag has a bit beyond the 32 that protobuf keeps."""
    return varint((number << 3 | wire) + 2**32) + content


def pointing_at(place):
    """Return a model that adds the floats of another file, hidden from a walk of 64-bit tags."""
    entry = onnx.StringStringEntryProto(key="location", value=str(place)).SerializeToString()
    weights = onnx.TensorProto(name="w", dims=[4], data_type=1).SerializeToString()
    weights += hidden(13, 2, varint(len(entry)) + entry) + hidden(14, 0, b"\x01")
    graph = helper.make_graph(
        [helper.make_node("Add", ["x", "w"], ["y"])],
        "leak",
        [helper.make_tensor_value_info("x", 1, [4])],
        [helper.make_tensor_value_info("y", 1, [4])],
    ).SerializeToString()
    graph += b"\x2a" + varint(len(weights)) + weights
    head = onnx.ModelProto(
        ir_version=9, opset_import=[helper.make_opsetid("", 17)]
    ).SerializeToString()
    return head + b"\x3a" + varint(len(graph)) + graph


@pytest.mark.parametrize("backend", ["python:onnxruntime", "onnxruntime", "scala"])
def test_no_verifier_runs_a_model_that_points_at_another_file(tmp_path, secret, backend):
    case = {
        "files": [
            {"op": "put", "file": "model.onnx", "content": {"hex": pointing_at(secret).hex()}}
        ]
    }
    path = tmp_path / "leak-1.0.0.handover"
    path.write_bytes(build(TABLE["good"], case))
    with pytest.raises(BundleInvalid) as refused:
        handover.verify(path, backend)
    assert {fault.code for fault in refused.value.faults} == {"HB405"}


@pytest.mark.parametrize("place", ["secret.bin", "../secret.bin", "absolute"])
def test_a_session_reads_no_weights_from_outside(monkeypatch, secret, place):
    if place == "absolute":
        if FOLLOWS_ABSOLUTE_PATHS:
            pytest.skip("outside the range of every bundle, since it follows absolute paths")
        place = secret
    monkeypatch.chdir(secret.parent)
    with pytest.raises(Exception, match=r"(?i)external"):
        model_session(pointing_at(place), onnxruntime.SessionOptions())


def test_a_session_reads_onnx_only():
    good = contents(TABLE["good"]["files"]["model.onnx"], "0" * 64)
    marked = b"\x12\x10  ORTM and more!" + good
    assert marked[4:8] == b"ORTM"
    model_session(marked, onnxruntime.SessionOptions())
