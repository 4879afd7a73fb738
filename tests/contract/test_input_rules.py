"""Rows against input rules: the table that Scala runs, too, and what only Python can pass."""

import json
import math
from pathlib import Path

import pytest

from handover.contract import ModelContract, check_row
from handover.contract.model import ModelBlock, Property, SchemaObject
from handover.values import parse_json

TABLE = json.loads(
    (Path(__file__).parent.parent / "shared" / "input_rules.json").read_text(encoding="utf-8")
)
CASES = {case["name"]: case for case in TABLE["cases"]}


def contract_of(columns):
    return ModelContract(
        id="m",
        version="1.0.0",
        name="m",
        status="draft",
        inputs=[SchemaObject(name="in", properties=[Property(**given) for given in columns])],
        outputs=[
            SchemaObject(
                name="out",
                properties=[
                    Property(name="out", logicalType="number", logicalTypeOptions={"format": "f32"})
                ],
            )
        ],
        model=ModelBlock(task="regression"),
    )


CONTRACTS = {name: contract_of(columns) for name, columns in TABLE["columns"].items()}


@pytest.mark.parametrize("name", CASES)
def test_the_shared_table_holds(name):
    case = CASES[name]
    row = parse_json(case["row"].encode("utf-8"), where=name)
    faults = check_row(CONTRACTS[case["columns"]], row)
    assert [
        {"code": fault.code, "column": fault.where.removeprefix("$.")} for fault in faults
    ] == case["faults"]


def test_values_of_python_are_judged_like_their_json():
    price, ratio, count = CONTRACTS["price"], CONTRACTS["ratio"], CONTRACTS["count"]
    assert check_row(price, {"price": 3.5}) == ()
    assert [f.code for f in check_row(price, {"price": math.nan})] == ["HR101"]
    assert [f.code for f in check_row(price, {"price": math.inf})] == ["HR107"]
    assert [f.code for f in check_row(price, {"price": 10**5000})] == ["HR107"]
    assert [f.code for f in check_row(price, {"price": object()})] == ["HR103"]
    assert check_row(ratio, {"ratio": math.nan}) == ()
    assert [f.code for f in check_row(count, {"count": 3.0})] == ["HR103"]
    assert check_row(CONTRACTS["vec"], {"vec": (0.5, -1.0)}) == ()


def test_a_fault_says_what_was_expected_and_found():
    (fault,) = check_row(CONTRACTS["price"], {"price": 6000})
    assert str(fault) == "$.price: HR104 out of range (expected <= 5000, found value=6000)"
    (fault,) = check_row(CONTRACTS["device"], {"device": "x" * 100})
    assert len(fault.found) <= 66
