"""What tolerance an output needs, from its class and from what was measured."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from handover.drawing.tolerance_proposal import ROOM, tolerance_proposals
from handover.testvectors.test_vector import Expected, Rejection, TestVector
from handover.values import Column, ElementType

PROBA = Column("proba", ElementType.F32)
LABEL = Column("label", ElementType.I64)
IDS = Column("ids", ElementType.I64, 2)


def vector(wire, onnx):
    return TestVector("hold-out-1", "hold-out", "a row", {}, Expected(wire, wire, onnx))


def proposal(column, given, *pairs, role=None):
    vectors = [vector({column.name: wire}, {column.name: onnx}) for wire, onnx in pairs]
    roles = {column.name: role} if role else {}
    return tolerance_proposals([column], {column.name: given}, roles, vectors)[column.name]


@pytest.mark.parametrize(
    ("column", "given", "role", "words"),
    [
        (PROBA, "bits", None, {"exact": True}),
        (PROBA, "bits on FMA", None, {"exact": True}),
        (PROBA, "ulp <= 3", None, {"ulp": 3}),
        (PROBA, "near", None, {"abs": 4e-7}),
        (LABEL, "bits", "label", {"exact": True}),
        (LABEL, "same but for near ties", "label", {"exact": True, "boundary": "report"}),
        (IDS, "same but for near ties", "neighbours.ids", {"exact": True, "ties": "any"}),
    ],
)
def test_the_class_decides_and_a_class_without_a_bound_is_measured(column, given, role, words):
    wire = {"proba": 0.5, "label": 1, "ids": [1, 2]}[column.name]
    onnx = {"proba": 0.5 + 1e-7, "label": 1, "ids": [1, 2]}[column.name]
    assert proposal(column, given, (wire, onnx), role=role)["proposed"] == words


def test_the_spread_is_the_worst_of_all_numbers():
    near = float(np.nextafter(np.float32(0.5), np.float32(1)))
    found = proposal(PROBA, "ulp <= 1", (0.5, 0.5), (0.5, near), (float("nan"), float("nan")))
    assert found["apart"] == {"ulp": 1, "abs": near - 0.5, "of": 2}


def test_rejections_and_outputs_without_a_class_say_nothing():
    rejected = TestVector("reject-1", "reject", "null", {}, Rejection("HR101", "a"))
    assert tolerance_proposals([PROBA], {}, {}, [rejected]) == {}
    assert "apart" not in tolerance_proposals([PROBA], {"proba": "bits"}, {}, [rejected])["proba"]


@given(st.floats(1e-30, 1e30), st.floats(-1e3, 1e3))
def test_what_is_proposed_lets_pass_what_was_measured(apart, at):
    wire, onnx = float(np.float32(at)), float(np.float32(at + apart))
    found = proposal(PROBA, "near", (wire, onnx))
    allowed = found["proposed"].get("abs", 16 * float(np.spacing(np.float32(abs(wire)))))
    assert allowed >= abs(wire - onnx)
    if "abs" in found["proposed"]:
        assert allowed <= 10 * ROOM * abs(wire - onnx)
