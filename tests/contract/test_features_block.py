"""The features block: its canonical form, its defects, and which raw rows its rules let pass."""

import json
from pathlib import Path

import pytest
from pydantic import ValidationError

from handover.contract import ModelContract, check_raw, lint
from handover.contract.model import SchemaObject
from handover.contract.model.raw_fields import raw_rules
from handover.contract.raw_check import broken_rules, raw_place
from handover.values import parse_json
from tests.features import visits

SHARED = Path(__file__).parent.parent / "shared"


def found_in(contract):
    return {finding.code: finding for finding in lint(contract) if finding.code != "HC604"}


def raw_of(*properties):
    return visits.contract(inputs=[{"name": "raw", "properties": list(properties)}])


def test_a_good_block_has_no_finding_but_what_every_small_contract_has():
    of_the_block = [f for f in found_in(visits.contract()).values() if "features" in f.where]
    assert of_the_block == []


def test_the_canonical_form_names_a_tolerance_for_every_feature_and_reads_back():
    contract = visits.contract(tolerance={"spent_eur": {"ulp": 2}})
    canonical = contract.canonical_json()
    assert json.loads(canonical)["features"]["tolerance"] == {
        "channel": {"exact": True},
        "hour": {"exact": True},
        "spent_eur": {"ulp": 2},
        "views_7d": {"exact": True},
    }
    again = ModelContract.from_canonical(canonical)
    assert again.canonical_json() == canonical
    assert again.raw_fields == contract.raw_fields


def test_a_contract_without_the_block_says_nothing_of_it():
    given = visits.contract_dict()
    del given["features"]
    contract = ModelContract.model_validate(given)
    assert contract.raw_fields == ()
    assert b"features" not in contract.canonical_json()


@pytest.mark.parametrize("oracle", ["features_of", "shop:", ":f", "a b:c", 3])
def test_an_oracle_is_a_function_in_a_module(oracle):
    with pytest.raises(ValidationError, match=r"package\.module:function"):
        visits.contract(oracle=oracle)


DEFECTS = {
    "a time that no wire carries": (raw_of({"name": "at", "logicalType": "timestamp"}), "HC210"),
    "an array that holds nothing": (raw_of({"name": "ids", "logicalType": "array"}), "HC210"),
    "an array of arrays": (
        raw_of({"name": "ids", "logicalType": "array", "items": {"logicalType": "array"}}),
        "HC210",
    ),
    "an object without fields": (raw_of({"name": "who", "logicalType": "object"}), "HC210"),
    "a name that is no word": (raw_of(visits.text("odd name")), "HC210"),
    "two fields of one name": (raw_of(visits.text("a"), visits.text("a")), "HC207"),
    "no format within a list": (
        raw_of(
            {
                "name": "events",
                "logicalType": "array",
                "items": {
                    "logicalType": "object",
                    "properties": [{"name": "at", "logicalType": "integer"}],
                },
            }
        ),
        "HC203",
    ),
    "bounds the wrong way": (raw_of(visits.whole("at", 5, 1)), "HC201"),
    "lengths the wrong way": (
        raw_of(
            {
                "name": "ids",
                "logicalType": "array",
                "logicalTypeOptions": {"minItems": 3, "maxItems": 1},
                "items": {"logicalType": "string"},
            }
        ),
        "HC201",
    ),
    "a person within": (raw_of(visits.text("mail", classification="pii")), "HC205"),
    "a tolerance for nothing": (visits.contract(tolerance={"spend": {"ulp": 1}}), "HC301"),
    "ulps of an integer": (visits.contract(tolerance={"hour": {"ulp": 1}}), "HC302"),
    "ties of a feature": (visits.contract(tolerance={"hour": {"ties": "any"}}), "HC302"),
}


@pytest.mark.parametrize("name", DEFECTS)
def test_a_defect_is_found_in_the_block(name):
    contract, code = DEFECTS[name]
    assert "$.features" in found_in(contract)[code].where


TABLE = json.loads((SHARED / "raw_rules.json").read_text(encoding="utf-8"))
CASES = {case["name"]: case for case in TABLE["cases"]}


@pytest.mark.parametrize("name", CASES)
def test_a_raw_row_breaks_the_rules_that_the_table_says(name):
    case = CASES[name]
    schema = SchemaObject.model_validate({"name": "raw", "properties": case["inputs"]})
    row = parse_json(json.dumps(case["row"]).encode(), where=name)
    broken = broken_rules(raw_rules((schema,)), row)
    assert [{"code": f.code, "place": raw_place(f)} for f in broken] == case["broken"]


def test_raw_rows_that_occur_pass_and_say_nothing():
    assert all(check_raw(visits.contract(), row) == () for row in visits.raw_visits(50))
