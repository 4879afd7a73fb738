"""The cause of a mismatch, one table for both languages."""

from pathlib import Path

import pytest

from handover.parity.attribution import OWNERS, Dispute, attribute
from handover.values import Column, ElementType, parse_json, value_from_json
from tests.parity.shared_table import obtained_of, tolerance_of

SHARED = Path(__file__).parent.parent / "shared"
TABLE = parse_json((SHARED / "attribution.json").read_bytes(), where="attribution.json")


@pytest.mark.parametrize("case", TABLE["cases"], ids=[case["name"] for case in TABLE["cases"]])
def test_both_languages_name_the_same_cause(case):
    element = ElementType(case["type"])
    truths = case["truths"]
    length = len(truths["onnx"]) if isinstance(truths["onnx"], list) else None
    column = Column("out", element, length)
    obtained, _ = obtained_of(case, Column("out", element))
    control = case["control"]
    dispute = Dispute(
        column=column,
        role=case["role"],
        tolerance=tolerance_of(case["tolerance"]),
        converter=tolerance_of(TABLE["converter"]),
        kind=case["kind"],
        **{
            name: value_from_json(truths[name], column) if name in truths else None
            for name in ("source", "wire", "onnx")
        },
        estimated="wire" in truths,
        obtained=obtained,
        runs_model_file=case["runsModelFile"],
        control=None if control is None else value_from_json(control, column),
        deviation=case["deviation"],
    )
    assert attribute(dispute) == case["cause"]


def test_every_cause_has_a_move():
    assert {cause: owner.value for cause, owner in OWNERS.items()} == {
        "rounding": "data scientist",
        "converter": "data scientist",
        "runtime": "backend owner",
        "backend": "backend owner",
        "features": "backend owner",
    }
