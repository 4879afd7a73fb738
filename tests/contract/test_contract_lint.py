"""Every rule finds its defect, at its place, and nothing else; the good contracts have none."""

import datetime
import json

import pytest

from handover.contract import ModelContract, check_text, lint, load, load_text, rules_table
from handover.contract.lint import Severity
from handover.contract.place import parse_path
from handover.contract.reading import parse
from handover.faults import ContractInvalid

TODAY = datetime.date(2026, 6, 1)
RULES = {rule.id: rule for rule in rules_table()}

# One defect each: the rule, text of the good contract, what stands there instead, and the text
# whose first letter is the place. "\n" as the old text means: add at the end of the file.
PLANTED = {
    "a typing mistake in a key": ("HC101", "maxSizeMb: 5", "maxSizeMB: 5", "maxSizeMB"),
    "an unknown block": ("HC101", "\n", "alerting: {}", "alerting"),
    "a snake_case key": ("HC101", "\n", "sign_offs: []", "sign_offs"),
    "a key twice": ("HC102", "\n", "status: draft", "status: draft"),
    "a key twice in one line": ("HC102", "seed: 7,", "seed: 7, seed: 8,", "seed: 8"),
    "a number as version": ("HC103", '"1.0.0"', "1.20", "1.20"),
    "a version of two parts": ("HC103", '"1.0.0"', '"1.0"', '"1.0"'),
    "Norway": ("HC104", "{value: ios}", "{value: no}", "no}"),
    "an octal": ("HC104", "seed: 7", "seed: 07", "07"),
    "a time": ("HC104", "\n", "domain: 12:30:45", "12:30:45"),
    "TODO for a text": ("HC105", "How likely a visit", "TODO say how likely", "TODO say"),
    "TODO for a number": ("HC105", "baseline: 0.021", "baseline: TODO", "TODO"),
    "TODO for a word of a list": ("HC105", "goal: increase", "goal: TODO", "TODO"),
    "no name": ("HC106", "name: propensity\nstatus", "status", "apiVersion"),
    "an input without a name": ("HC106", "{name: basket_eur, ", "{", "{logicalType: number, req"),
    "text for a number": ("HC107", "maximum: 5000", 'maximum: "5000"', '"5000"'),
    "a number for text": ("HC107", "dana@shop.example", "17", "17"),
    "an unknown status": ("HC107", "status: active", "status: activ", "activ\n"),
    "an empty owner": ("HC107", "owner: bi-analyst", 'owner: ""', '""'),
    "infinity": ("HC107", "maximum: 5000", "maximum: .inf", ".inf"),
    "a tolerance of nothing": ("HC107", "{ulp: 16}", "{abs: 0}", "proba: {"),
    "a tolerance below zero": ("HC107", "{ulp: 16}", "{ulp: -1}", "-1"),
    "a tolerance above one": ("HC107", "{ulp: 16}", "{rel: 1.5}", "1.5"),
    "two tolerances": ("HC107", "{ulp: 16}", "{ulp: 1, abs: 0.1}", "proba: {"),
    "a runtime that is not allowed": (
        "HC107",
        "chosen: scala-native",
        "chosen: served",
        "runtime: {",
    ),
    "minimum over maximum": ("HC201", "minimum: 0, maximum: 5000", "minimum: 9, maximum: 1", "9,"),
    "lengths the wrong way": (
        "HC201",
        "enum: [{value: android}, {value: ios}, {value: web}]",
        "logicalTypeOptions: {minLength: 3, maxLength: 1}",
        "3, maxLength",
    ),
    "an open interval without values": (
        "HC201",
        "minimum: 0, maximum: 5000",
        "minimum: 9, exclusiveMaximum: 9",
        "9, excl",
    ),
    "an empty enum": ("HC201", "[{value: android}, {value: ios}, {value: web}]", "[]", "enum: []"),
    "a number among texts": ("HC202", "{value: ios}", "{value: 7}", "7}"),
    "no format": (
        "HC203",
        "{format: f32, minimum: 0, maximum: 5000}",
        "{minimum: 0}",
        "{name: bask",
    ),
    "a format of numpy": (
        "HC203",
        "{format: f32, minimum: 0, maximum: 5",
        "{format: float32",
        "float32",
    ),
    "an integer as float": (
        "HC203",
        "{format: i64, minimum: 0",
        "{format: f32, minimum: 0",
        "f32, minimum: 0, maximum: 10000",
    ),
    "an id as float32": ("HC204", "maximum: 5000", "maximum: 16777217", "16777217"),
    "personal data": ("HC205", "{name: device,", "{name: device, classification: pii,", "pii"),
    "a probability that is an integer": (
        "HC206",
        "{name: label,",
        '{name: label, transformLogic: "probability[1]",',
        '"probability',
    ),
    "an unknown answer": (
        "HC206",
        "{name: label,",
        "{name: label, transformLogic: lable,",
        "lable",
    ),
    "a third class of two": (
        "HC206",
        "{name: proba,",
        '{name: proba, transformLogic: "probability[2]",',
        '"probability',
    ),
    "an answer of another task": (
        "HC206",
        "{name: proba,",
        "{name: proba, transformLogic: value,",
        "value,",
    ),
    "two columns of one name": ("HC207", "{name: device,", "{name: basket_eur,", "basket_eur, log"),
    "an output named as an input": ("HC207", "{name: visits_30d,", "{name: label,", "label, log"),
    "an integer that may be null": (
        "HC208",
        "logicalType: integer, required: true, logicalTypeOptions: {format: i64, minimum: 0",
        "logicalType: integer, logicalTypeOptions: {format: i64, minimum: 0",
        "{name: visits_30d",
    ),
    "an array without a length": (
        "HC209",
        "number, required: true, logicalTypeOptions: {format: f32, minimum: 0, maximum: 1}",
        "array, required: true, items: {logicalType: number, logicalTypeOptions: {format: f32}}",
        "{name: proba",
    ),
    "a raw time": (
        "HC210",
        "outputs:\n",
        "features:\n  oracle: shop.visits:features\n  inputs:\n    - name: raw\n"
        "      properties: [{name: at, logicalType: timestamp}]\noutputs:\n",
        "timestamp}",
    ),
    "a tolerance for nothing": ("HC301", "    proba: {ulp", "    probe: {ulp", "probe: {"),
    "ulps of an integer": ("HC302", "label: {exact: true, bo", "label: {ulp: 4, bo", "4, bo"),
    "ties of a score": ("HC302", "{ulp: 16}", "{ulp: 16, ties: any}", "any}"),
    "missing where nothing is nullable": (
        "HC303",
        "unseen-category, rej",
        "missing, rej",
        "missing",
    ),
    "an opset too new": ("HC304", "opsetMax: 21", "opsetMax: 24", "24"),
    "a promise about nothing": (
        "HC305",
        "\n",
        "slaProperties: [{property: latency, value: 1, element: visit.bask}]",
        "visit.bask",
    ),
    "no vectors": ("HC306", "count: 300", "count: 0", "0, seed"),
    "a metric without owner": (
        "HC401",
        "owner: data-scientist, outcome",
        "outcome",
        "{id: roc-auc",
    ),
    "a metric without threshold": (
        "HC401",
        "mustBeGreaterOrEqualTo: 0.78, baseline: last-release, minRelativeChange: 0",
        "baseline: last-release",
        "{id: roc-auc",
    ),
    "a baseline that nobody can measure": ("HC401", "last-release", "guesswork", "guesswork"),
    "a threshold that the release misses": (
        "HC402",
        "baseline: last-release",
        "baseline: {name: last-release, value: 0.7}",
        "0.78",
    ),
    "a threshold that proves nothing": (
        "HC402",
        "baseline: last-release",
        "baseline: {name: manual, value: 0.8}",
        "0.78",
    ),
    "a metric for nothing": ("HC403", ", outcome: conversion}", "}", "{id: roc-auc"),
    "a metric for an unknown outcome": (
        "HC403",
        "outcome: conversion",
        "outcome: convert",
        "convert}",
    ),
    "an outcome without owner": (
        "HC404",
        "target: 0.0225, owner: bi-analyst",
        "target: 0.0225",
        "{id: conversion",
    ),
    "a target the wrong way": ("HC404", "target: 0.0225", "target: 0.02", "0.02, owner"),
    "two accountable": (
        "HC501",
        "responsible: data-scientist, accountable: data-scientist",
        "responsible: data-scientist, accountable: [data-scientist, data-engineer]",
        "{activity: training",
    ),
    "nobody accountable": (
        "HC501",
        "responsible: data-scientist, accountable: data-scientist",
        "responsible: data-scientist, accountable: []",
        "{activity: training",
    ),
    "nobody responsible": (
        "HC501",
        "{activity: training, responsible: data-scientist, ",
        "{activity: training, ",
        "{activity: training",
    ),
    "a role that nobody has": (
        "HC502",
        "consulted: [data-scientist]",
        "consulted: [ml-engineer]",
        "ml-engineer",
    ),
    "a channel that is nowhere": ("HC503", "channel: shop-oncall}", "channel: pager}", "pager}"),
    "written by one, debugged by another": (
        "HC504",
        "{activity: implement, responsible: data-engineer",
        "{activity: implement, responsible: data-scientist",
        "data-scientist, accountable: data-engineer, cons",
    ),
    "nobody debugs": (
        "HC504",
        "activity: incident-parity",
        "activity: incident",
        "responsibilities",
    ),
    "an unknown check": ("HC601", "parity.all-vectors-pass", "parity.all-pass", "parity.all-pass"),
    "a sign-off by nobody": (
        "HC601",
        "check: sign-off, by: [data-scientist, data-engineer, bi-analyst]",
        "check: sign-off",
        "{id: agreed",
    ),
    "evidence that names no document": (
        "HC601",
        "check: evidence, evidence: docs/rollback.md",
        "check: evidence",
        "{id: rollback",
    ),
    "a signature that nobody asked for": (
        "HC601",
        "\n",
        "signOffs: [{item: agreement, role: bi-analyst, by: bea@shop.example, date: 2026-05-01}]",
        "agreement,",
    ),
    "signed in another's role": (
        "HC601",
        "\n",
        "signOffs: [{item: agreed, role: bi-analyst, by: dana@shop.example, date: 2026-05-01}]",
        "dana@shop.example, date",
    ),
    "old evidence": (
        "HC602",
        "evidence: docs/rollback.md",
        "evidence: docs/rollback.md, date: 2026-01-01, maxAgeDays: 90",
        "2026-01-01",
    ),
    "evidence from the future": (
        "HC602",
        "evidence: docs/rollback.md",
        "evidence: docs/rollback.md, date: 2026-06-02",
        "2026-06-02",
    ),
    "a signal without owner": ("HC603", "\n", "monitoring: {data: {}}", "data: {}"),
    "a promise that nobody checks": (
        "HC604",
        "\n",
        "slaProperties: [{property: p99, value: 25}]",
        "{property: p99",
    ),
}


def plant(text, old, new):
    if old == "\n":
        return f"{text.rstrip()}\n{new}\n"
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in the good contract"
    return text.replace(old, new)


def by_rule(found, rule):
    """Leave out that nobody checks what was planted, unless that is the point."""
    return [finding for finding in found if rule == "HC604" or finding.code != "HC604"]


def place_of(text, needle):
    at = text.rfind(needle)
    assert at >= 0
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_defect_is_found_where_it_stands_and_nothing_else_is(name, propensity_text):
    rule, old, new, needle = PLANTED[name]
    text = plant(propensity_text, old, new)
    found = by_rule(check_text(text, name="x.yaml", today=TODAY), rule)
    line, column = place_of(text, needle)
    assert [(finding.code, finding.where) for finding in found] == [
        (rule, f"x.yaml:{line}:{column}")
    ]
    assert found[0].fault.next
    assert (found[0].line, found[0].column) == (line, column)


def test_every_rule_has_a_planted_defect():
    by_reading = {"HC110", "HC111", "HC112", "HC113", "HC114", "HC115"}
    assert {rule for rule, *_ in PLANTED.values()} | by_reading == set(RULES)


def test_the_good_contract_has_no_finding(propensity_text):
    assert check_text(propensity_text, today=TODAY) == ()
    assert lint(load_text(propensity_text), today=TODAY) == ()


def test_every_block_of_the_format_is_understood_and_what_nobody_checks_is_shown(
    similar_items_text,
):
    found = check_text(similar_items_text, today=TODAY)
    assert {finding.code for finding in found} == {"HC604"}
    assert {finding.severity for finding in found} == {Severity.INFO}
    messages = {finding.message for finding in found}
    assert "declared, not checked: responseTimeP99 25 ms" in messages
    assert "declared, not checked: signal drift psi" in messages
    assert "declared, not checked: benchmark.within-sla" in messages
    assert "declared, not checked: data quality views-null of views_7d" in messages


def with_example(text, example):
    """Write the good contract with the example's text in its place."""
    value = parse(text, name="x").value
    if example.at == "$":
        lines = [f"{key}: {json.dumps(item)}" for key, item in value.items()]
        return "\n".join(lines) + f"\n{example.text}\n"
    path = parse_path(example.at)
    here = value
    for step in path[:-1]:
        here = here[step]
    here[path[-1]] = "@planted@"
    return json.dumps(value).replace('"@planted@"', example.text)


@pytest.mark.parametrize(
    "rule", [rule for rule in RULES.values() if rule.id != "HC110"], ids=lambda rule: rule.id
)
def test_the_bad_example_of_a_rule_breaks_that_rule_alone(rule, propensity_text):
    text = with_example(propensity_text, rule.example)
    found = by_rule(check_text(text, today=TODAY), rule.id)
    assert {finding.code for finding in found} == {rule.id}


def test_ids_are_unique_named_once_and_listed_in_order():
    ids = [rule.id for rule in rules_table()]
    assert ids == sorted(set(ids))
    assert len({rule.name for rule in rules_table()}) == len(ids)
    promised = {
        *(f"HC10{n}" for n in range(1, 5)),
        *(f"HC20{n}" for n in range(1, 7)),
        *(f"HC30{n}" for n in range(1, 7)),
        *(f"HC{family}0{n}" for family in (4, 5, 6) for n in range(1, 5)),
    }
    assert promised <= set(ids)


def test_every_check_reports_its_own_rule_only(propensity_text, similar_items_text):
    from handover.contract.lint.rule import Subject

    for name, (rule_id, old, new, _) in PLANTED.items():
        try:
            contract = load_text(plant(propensity_text, old, new))
        except ContractInvalid:
            continue
        for rule in RULES.values():
            if rule.check is not None:
                seen = rule.check(Subject(contract, TODAY))
                assert {o.rule for o in seen} <= {rule.id}, (name, rule_id)


def test_all_faults_are_told_at_once_in_the_order_of_the_file(propensity_text):
    text = propensity_text
    for old, new in [
        ("status: active", "status: no"),
        ("minimum: 0, maximum: 10000", "minimun: 0, maximum: 10000"),
        ("proba: {ulp: 16}", "probe: {ulp: 16}"),
        ("baseline: 0.021", "baseline: TODO ask Bea"),
        ("activity: incident-parity", "activity: incident"),
    ]:
        text = plant(text, old, new)
    found = check_text(text, name="x.yaml", today=TODAY)
    assert [finding.code for finding in found] == ["HC104", "HC101", "HC105"]
    # The status cannot be left out, so the rules had no contract to judge; once it is mended:
    found = check_text(text.replace("status: no", "status: active"), name="x.yaml", today=TODAY)
    assert [finding.code for finding in found] == ["HC101", "HC301", "HC105", "HC504"]
    assert [finding.line for finding in found] == sorted(finding.line for finding in found)


def test_suggestions_name_the_nearest_word(propensity_text):
    text = plant(propensity_text, "maximum: 5000", "maximun: 5000")
    (finding,) = check_text(text)
    assert finding.fault.next == "Did you mean maximum?"
    text = plant(propensity_text, "binary-classification", "binary-clasification")
    (finding,) = check_text(text)
    assert finding.fault.next == "Did you mean binary-classification?"


def test_an_activity_declared_twice_has_two_who_answer(propensity_text):
    text = plant(propensity_text, "activity: training", "activity: implement")
    codes = {finding.code for finding in check_text(text)}
    assert codes == {"HC501", "HC504"}


def test_load_refuses_what_no_stage_could_work_with_and_leaves_process_to_check(propensity_text):
    for name, (rule_id, old, new, _) in PLANTED.items():
        text = plant(propensity_text, old, new)
        if RULES[rule_id].refuses_load and RULES[rule_id].severity is Severity.ERROR:
            with pytest.raises(ContractInvalid) as refused:
                load_text(text, name="x.yaml")
            assert [fault.code for fault in refused.value.faults] == [rule_id], name
        else:
            assert isinstance(load_text(text), ModelContract), name


def test_a_contract_built_in_python_is_judged_by_paths(propensity_text):
    contract = load_text(propensity_text)
    (schema,) = contract.inputs
    twice = schema.model_copy(update={"properties": (*schema.properties, schema.properties[1])})
    built = ModelContract(**{**dict(contract), "inputs": (twice,)})
    assert built.document is None
    (finding,) = lint(built, today=TODAY)
    assert (finding.code, finding.where, finding.line) == (
        "HC207",
        "$.inputs[0].properties[3].name",
        None,
    )
    with pytest.raises(ContractInvalid):
        load(built)
    good = ModelContract(**dict(contract))
    assert load(good) is good


def test_a_contract_of_a_thousand_columns_has_no_finding(propensity_text):
    lines = [
        f"      - {{name: c{n}, logicalType: number, required: true, "
        f"logicalTypeOptions: {{format: f32, minimum: 0, maximum: {n + 1}}}}}"
        for n in range(1000)
    ]
    text = propensity_text.replace("outputs:\n", "\n".join(lines) + "\noutputs:\n")
    assert check_text(text, today=TODAY) == ()
