"""The typed contract: columns, roles, tolerances, canonical form, digests, positions."""

import datetime
import json
import subprocess
import sys
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from handover.contract import InputRule, ModelContract, Tolerance, load_text
from handover.contract.model import (
    EnumValue,
    LogicalTypeOptions,
    ModelBlock,
    Parity,
    Property,
    SchemaObject,
    SignOff,
    Thresholds,
    ToleranceDeclaration,
)
from handover.contract.published_schema import NAME, published_schema
from handover.faults import BundleInvalid, ExportRefused
from handover.values import Column, ElementType, canonical_json


@pytest.fixture(scope="module")
def propensity(propensity_text):
    return load_text(propensity_text)


@pytest.fixture(scope="module")
def similar_items(similar_items_text):
    return load_text(similar_items_text)


def column(name, logical_type, *, format=None, **more):
    return Property(
        name=name, logical_type=logical_type, logical_type_options={"format": format}, **more
    )


def array(name, element, length, **more):
    return Property(
        name=name,
        logical_type="array",
        logical_type_options={"min_items": length, "max_items": length},
        items={"logical_type": "number", "logical_type_options": {"format": element}},
        required=True,
        **more,
    )


def built(*, inputs=None, outputs=None, task="regression", **more):
    fields = inputs or [column("x", "number", format="f32", required=True)]
    answers = outputs or [column("y", "number", format="f32", required=True)]
    return ModelContract(
        id="m",
        version="1.0.0",
        name="m",
        status="draft",
        inputs=[SchemaObject(name="in", properties=fields)],
        outputs=[SchemaObject(name="out", properties=answers)],
        model=ModelBlock(task=task),
        **more,
    )


def test_the_columns_of_all_objects_come_in_order(similar_items):
    assert similar_items.input_columns == (
        Column("item_id", ElementType.I64),
        Column("category", ElementType.STRING),
        Column("price_eur", ElementType.F32),
        Column("views_7d", ElementType.F32, nullable=True),
    )
    assert similar_items.output_columns == (
        Column("item_ids", ElementType.I64, length=20),
        Column("scores", ElementType.F32, length=20),
    )


def test_types_that_the_wire_does_not_carry_are_refused_by_name_and_all_at_once():
    contract = built(
        inputs=[
            column("day", "date"),
            column("x", "number", format="f32"),
            column("tiny", "integer", format="i8"),
            column("nested", "object"),
        ]
    )
    with pytest.raises(ExportRefused) as refused:
        _ = contract.input_columns
    assert [fault.code for fault in refused.value.faults] == ["HX001"] * 3
    assert [fault.where for fault in refused.value.faults] == ["$.day", "$.tiny", "$.nested"]
    assert contract.digest


ROLES = {
    "binary score": ("binary-classification", "number", None, "probability[1]"),
    "binary scores": ("binary-classification", "number", 2, "probability"),
    "binary label": ("binary-classification", "string", None, "label"),
    "multiclass scores": ("multiclass-classification", "number", 3, "probability"),
    "multiclass label": ("multiclass-classification", "integer", None, "label"),
    "regression": ("regression", "number", None, "value"),
    "several targets": ("regression", "number", 2, "value"),
    "cluster": ("clustering", "integer", None, "cluster"),
    "distances": ("clustering", "number", 4, "distances"),
    "outlier": ("anomaly-detection", "integer", None, "label"),
    "outlier score": ("anomaly-detection", "number", None, "score"),
    "neighbours": ("retrieval", "integer", 5, "neighbours.ids"),
    "how near": ("retrieval", "number", 5, "neighbours.distance"),
    "projection": ("transformation", "number", 5, "transform"),
}


@pytest.mark.parametrize("name", ROLES)
def test_an_output_without_transform_logic_has_the_role_of_its_task_and_shape(name):
    task, logical_type, length, role = ROLES[name]
    options = {"format": {"number": "f32", "integer": "i64", "string": None}[logical_type]}
    field = {"logical_type": logical_type, "logical_type_options": options}
    if length is not None:
        sizes = {"min_items": length, "max_items": length}
        field = {"logical_type": "array", "logical_type_options": sizes, "items": field}
    contract = built(outputs=[Property(name="y", required=True, **field)], task=task)
    assert contract.role("y") == role


def test_a_declared_role_wins(similar_items):
    assert similar_items.role("scores") == "neighbours.similarity"


TOLERANCES = {
    "bits": ({"bits": True}, "f32", Tolerance("bits"), "exact"),
    "exact": ({"exact": True}, "f64", Tolerance("bits"), "exact"),
    "ulps": ({"ulp": 4}, "f32", Tolerance("ulp", ulp=4), "ulp <= 4"),
    "abs": ({"abs": 1e-6}, "f32", Tolerance("absrel", abs=1e-6), "abs 1e-06"),
    "abs and rel": (
        {"abs": 1e-6, "rel": 0.01},
        "f32",
        Tolerance("absrel", abs=1e-6, rel=0.01),
        "abs 1e-06 + rel 0.01",
    ),
    "f32 by default": (None, "f32", Tolerance("ulp", ulp=16), "ulp <= 16"),
    "f64 by default": (
        None,
        "f64",
        Tolerance("absrel", abs=1e-9, rel=1e-9),
        "abs 1e-09 + rel 1e-09",
    ),
    "boundary alone": (
        {"boundary": "fail"},
        "f32",
        Tolerance("ulp", ulp=16, boundary="fail"),
        "ulp <= 16",
    ),
}


@pytest.mark.parametrize("name", TOLERANCES)
def test_the_tolerance_of_an_output_is_the_declared_class_or_its_types_default(name):
    declared, format, tolerance, text = TOLERANCES[name]
    parity = Parity(tolerance={} if declared is None else {"y": declared})
    outputs = [column("y", "number", format=format, required=True)]
    contract = built(outputs=outputs, parity=parity)
    assert contract.tolerance("y") == tolerance
    assert contract.tolerance("y").text == text


def test_the_converter_tolerance_is_what_fidelity_calls_wrong_unless_declared(
    propensity, similar_items
):
    assert propensity.converter_tolerance == Tolerance("absrel", abs=1e-5, rel=1e-4)
    assert similar_items.converter_tolerance == Tolerance("absrel", abs=1e-6, rel=1e-4)
    assert (propensity.string_missing, similar_items.string_missing) == ("", "?")


def test_the_rules_of_a_column_are_those_that_the_contract_declares(propensity):
    assert propensity.rules("visits_30d") == InputRule(required=True, minimum=0, maximum=10000)
    assert propensity.rules("device").enum == ("android", "ios", "web")


@pytest.mark.parametrize("which", ["propensity", "similar_items"])
def test_the_canonical_form_reads_back_to_the_same_digest(which, request):
    contract = request.getfixturevalue(which)
    again = ModelContract.from_canonical(contract.canonical_json())
    assert again.canonical_json() == contract.canonical_json()
    assert again.digest == contract.digest
    assert again.agreement_digest == contract.agreement_digest
    for name in ("input_columns", "output_columns", "converter_tolerance", "string_missing"):
        assert getattr(again, name) == getattr(contract, name)
    for output in contract.output_columns:
        assert again.role(output.name) == contract.role(output.name)
        assert again.tolerance(output.name) == contract.tolerance(output.name)
    for name in (column.name for column in contract.input_columns):
        assert again.rules(name) == contract.rules(name)


def test_the_canonical_form_has_every_default_and_sorted_keys(propensity):
    data = propensity.canonical_json()
    assert data.endswith(b"}\n")
    assert b": " not in data.replace(b"How likely", b"")
    value = json.loads(data)
    assert list(value) == sorted(value)
    assert value["outputs"][0]["properties"][0]["transformLogic"] == "probability[1]"
    assert value["parity"]["tolerance"] == {
        "label": {"boundary": "report", "exact": True},
        "proba": {"ulp": 16},
    }
    assert value["parity"]["converter"] == {"abs": 1e-05, "rel": 0.0001}
    assert value["model"]["artifact"]["stringMissing"] == ""


def test_what_records_the_agreement_is_no_part_of_it(propensity_text, propensity):
    dated = propensity_text.replace(
        "evidence: docs/rollback.md", "evidence: docs/rollback.md, date: 2026-05-01"
    )
    signed = load_text(
        dated
        + "signOffs: [{item: agreed, role: bi-analyst, by: bea@shop.example, date: 2026-05-02, "
        f"contractDigest: {propensity.agreement_digest}}}]\n"
    )
    assert signed.digest == propensity.digest
    assert signed.agreement_digest == propensity.agreement_digest
    assert signed.sign_offs == (
        SignOff(
            item="agreed",
            role="bi-analyst",
            by="bea@shop.example",
            date=datetime.date(2026, 5, 2),
            contract_digest=propensity.agreement_digest,
        ),
    )


def test_becoming_active_changes_the_digest_and_voids_no_signature(propensity_text, propensity):
    draft = load_text(propensity_text.replace("status: active", "status: draft"))
    assert draft.digest != propensity.digest
    assert draft.agreement_digest == propensity.agreement_digest


def test_any_other_change_voids_the_signatures(propensity_text, propensity):
    lower = load_text(propensity_text.replace("0.78", "0.70"))
    assert lower.agreement_digest != propensity.agreement_digest


def test_order_of_keys_comments_and_style_do_not_change_the_digest(propensity_text, propensity):
    head, _, tail = propensity_text.partition("status: active\n")
    moved = f"# signed by hand\n{head}{tail}status: 'active'\n"
    assert load_text(moved).digest == propensity.digest


NOT_CANONICAL = {
    "no contract": (b"{}\n", "HB401"),
    "a list": (b"[]\n", "HB401"),
    "no JSON": (b"{", "HB301"),
    "a key twice": (b'{"id":"a","id":"b"}', "HB302"),
}


@pytest.mark.parametrize("name", NOT_CANONICAL)
def test_what_is_no_canonical_contract_is_refused_as_a_broken_bundle(name):
    data, code = NOT_CANONICAL[name]
    with pytest.raises(BundleInvalid) as refused:
        ModelContract.from_canonical(data)
    assert {fault.code for fault in refused.value.faults} == {code}


def test_a_canonical_contract_that_was_touched_is_refused(propensity):
    data = propensity.canonical_json()
    for touched in (data.rstrip(b"\n"), data.replace(b'"ulp":16', b'"ulp": 16'), b" " + data):
        with pytest.raises(BundleInvalid) as refused:
            ModelContract.from_canonical(touched)
        assert [fault.code for fault in refused.value.faults] == ["HB401"]
    with pytest.raises(BundleInvalid) as refused:
        ModelContract.from_canonical(data.replace(b'"status"', b'"statuss"'))
    assert {fault.where for fault in refused.value.faults} == {
        "contract.json $.status",
        "contract.json $.statuss",
    }


def test_a_bundle_of_before_a_default_was_added_stays_readable(propensity):
    value = json.loads(propensity.canonical_json())
    del value["parity"]["converter"], value["tags"]
    old = ModelContract.from_canonical(canonical_json(value))
    assert old.canonical_json() == propensity.canonical_json()


def test_a_copy_with_other_values_has_its_own_digest_and_columns(propensity):
    before = (propensity.digest, propensity.input_columns, propensity.rules("basket_eur"))
    inputs = propensity.inputs[:1]
    inputs = (inputs[0].model_copy(update={"properties": inputs[0].properties[:1]}),)
    copied = propensity.model_copy(update={"inputs": inputs})
    assert len(copied.input_columns) == 1 < len(before[1])
    assert copied.digest != before[0]
    assert copied.source_text is None
    assert propensity.model_copy().source_text == propensity.source_text
    assert (propensity.digest, propensity.input_columns, propensity.rules("basket_eur")) == before


def test_positions_are_told_by_path(propensity, propensity_text):
    line, at = propensity.position("$.inputs[0].properties[1].name")
    assert propensity_text.splitlines()[line - 1][at - 1 :].startswith("basket_eur")
    assert propensity.position("model.task") == propensity.position(("model", "task"))
    assert propensity.position("$.signOffs") is None
    assert propensity.source_text == propensity_text
    unread = ModelContract.from_canonical(propensity.canonical_json())
    assert (unread.position("$.name"), unread.source_text) == (None, None)


def test_a_contract_is_frozen(propensity):
    with pytest.raises(ValidationError):
        propensity.name = "other"


def test_python_builds_by_snake_case_and_says_the_same_as_a_file():
    contract = built(parity=Parity(tolerance={"y": ToleranceDeclaration(abs=0.001)}))
    text = """
apiVersion: handover/v1
kind: ModelContract
id: m
version: "1.0.0"
name: m
status: draft
inputs:
  - name: in
    properties:
      - {name: x, logicalType: number, required: true, logicalTypeOptions: &f {format: f32}}
outputs:
  - name: out
    properties:
      - {name: y, logicalType: number, required: true, logicalTypeOptions: *f}
model: {task: regression}
parity: {tolerance: {y: {abs: 0.001}}}
"""
    assert load_text(text).digest == contract.digest


THRESHOLDS = {
    "mustBe": ({"must_be": 1}, {1.0: True, 2.0: False}),
    "mustNotBe": ({"must_not_be": 1}, {1.0: False, 2.0: True, float("nan"): False}),
    "at least": ({"must_be_greater_or_equal_to": 0.5}, {0.5: True, 0.49: False}),
    "more": ({"must_be_greater_than": 0.5}, {0.5: False, 0.51: True}),
    "at most": ({"must_be_less_or_equal_to": 0.5}, {0.5: True, 0.51: False}),
    "less": ({"must_be_less_than": 0.5}, {0.5: False, 0.49: True}),
    "between": ({"must_be_between": (0, 1)}, {0.0: True, 1.0: True, 1.1: False}),
    "outside": ({"must_not_be_between": (0, 1)}, {0.5: False, 2.0: True, float("nan"): False}),
    "nothing": ({}, {0.5: True}),
}


@pytest.mark.parametrize("name", THRESHOLDS)
def test_thresholds_hold_as_odcs_says_and_nan_holds_none(name):
    words, cases = THRESHOLDS[name]
    for value, holds in cases.items():
        assert Thresholds(**words).met_by(value) is holds


numbers = st.one_of(st.integers(-(2**70), 2**70), st.floats(allow_nan=False, allow_infinity=False))
texts = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=8).filter(
    str.strip
)


@given(
    minimum=numbers,
    values=st.lists(st.one_of(texts, numbers, st.booleans()), max_size=3),
    name=texts,
    note=texts,
    required=st.booleans(),
)
def test_any_value_survives_the_canonical_form(minimum, values, name, note, required):
    field = Property(
        name=name,
        logical_type="number",
        logical_type_options=LogicalTypeOptions(format="f64", minimum=minimum),
        enum=[EnumValue(value=value) for value in values],
        required=required,
        description=note,
    )
    contract = built(inputs=[field])
    again = ModelContract.from_canonical(contract.canonical_json())
    assert again.digest == contract.digest
    assert again.rules(name) == contract.rules(name)
    assert again.inputs == contract.inputs


def test_the_published_schema_is_what_the_model_says():
    committed = files("handover") / "schemas" / NAME
    assert committed.read_bytes() == published_schema()


def test_importing_the_contract_imports_nothing_heavier_than_pydantic_and_yaml():
    code = (
        "import sys, handover.contract; heavy = 'numpy pandas sklearn onnx click rich'.split(); "
        "print([name for name in heavy if name in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"
