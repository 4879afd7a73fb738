"""HC301-HC306: tolerances, vector classes, the artifact, promises, and gates that check nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from handover.contract.lint.finding import Severity
from handover.contract.lint.rule import Example, Rule, Subject
from handover.contract.model.columns import wire_column
from handover.contract.observation import Observation
from handover.contract.place import Path
from handover.faults import Fault, Owner
from handover.values import Column

_TOLERANCE = ("parity", "tolerance")

# ONNX Runtime reads opsets from 7 on; every runtime of our profile knows 21
# (onnxruntime.ai/docs/reference/compatibility). The Scala side follows the same.
_OPSETS = {"onnxruntime-jvm": (7, 21), "scala-native": (7, 21), "served": (7, 21)}


def _output_columns(subject: Subject) -> dict[str, Column | Fault]:
    return {field.name: wire_column(field) for _, field in subject.outputs()}


def _tolerance_target(subject: Subject) -> Iterator[Observation]:
    contract, stage = subject.contract, subject.contract.features
    outputs = list(_output_columns(subject))
    yield from _no_target(_TOLERANCE, contract.parity.tolerance, outputs, "output", "no output")
    if stage is not None:
        inputs = [field.name for _, field in subject.inputs()]
        place = ("features", "tolerance")
        yield from _no_target(place, stage.tolerance, inputs, "input", "no input of the model")


def _no_target(
    place: Path, declared: Iterable[str], names: list[str], what: str, none: str
) -> Iterator[Observation]:
    """Find tolerances that are declared for none of the names."""
    for name in declared:
        if name not in names:
            near = get_close_matches(name, names, n=1)
            yield Observation(
                "HC301",
                (*place, name),
                f"a tolerance for {name}, which is {none}",
                expected=f"one of {', '.join(names)}",
                found=f"{what}={name}",
                next=f"Did you mean {near[0]}?" if near else None,
            )


def _ulp_on_integer(subject: Subject) -> Iterator[Observation]:
    columns = _output_columns(subject)
    for name, declared in subject.contract.parity.tolerance.items():
        column = columns.get(name)
        if not isinstance(column, Column):
            continue
        role = subject.contract.role(name)
        misfits = []
        if not column.type.is_float:
            misfits += [
                word for word in ("ulp", "abs", "rel") if getattr(declared, word) is not None
            ]
        # By type alone: a wrong role is HC206's to report, once.
        if declared.boundary is not None and column.type.is_float and role != "label":
            misfits.append("boundary")
        if declared.ties is not None and (column.length is None or not column.type.is_integer):
            misfits.append("ties")
        for word in misfits:
            yield Observation(
                "HC302",
                (*_TOLERANCE, name, word),
                f"{word} has no meaning for {name}, which is {column.type.value} {role}",
                expected={
                    "boundary": "a label output",
                    "ties": "a neighbours.ids output",
                }.get(word, "exact: true"),
                found=f"{word}={getattr(declared, word)}",
            )
    yield from _feature_classes(subject)


def _feature_classes(subject: Subject) -> Iterator[Observation]:
    columns = {field.name: wire_column(field) for _, field in subject.inputs()}
    stage = subject.contract.features
    for name, declared in stage.tolerance.items() if stage else ():
        column = columns.get(name)
        if not isinstance(column, Column):
            continue
        words = ["boundary", "ties"]
        words += [] if column.type.is_float else ["ulp", "abs", "rel"]
        for word in words:
            if getattr(declared, word) is not None:
                yield Observation(
                    "HC302",
                    ("features", "tolerance", name, word),
                    f"{word} has no meaning for the feature {name}, which is {column.type.value}",
                    expected="exact: true",
                    found=f"{word}={getattr(declared, word)}",
                )


def _class_impossible(subject: Subject) -> Iterator[Observation]:
    contract = subject.contract
    fields = [field for _, field in subject.inputs()]
    columns = [column for column in map(wire_column, fields) if isinstance(column, Column)]
    task = contract.model.task
    possible = {
        "missing": any(column.nullable for column in columns),
        "unseen-category": any(
            column.type.value == "string" or field.enum is not None
            for field, column in zip(fields, map(wire_column, fields), strict=True)
            if isinstance(column, Column)
        ),
        "boundary": any(column.type.is_float or column.type.is_integer for column in columns),
        "extreme": any(column.type.is_float or column.type.is_integer for column in columns),
        "tie": task in ("retrieval", "binary-classification", "multiclass-classification"),
    }
    for index, name in enumerate(contract.parity.vectors.classes or ()):
        if not possible.get(name, True):
            yield Observation(
                "HC303",
                ("parity", "vectors", "classes", index),
                f"no column can produce a vector of class {name}",
                expected={
                    "missing": "an input with required: false",
                    "unseen-category": "a string input, or one with enum",
                    "tie": "a task of classification or retrieval",
                }.get(name, "a numeric input"),
                found=f"class={name}",
            )


def _opset_runtime(subject: Subject) -> Iterator[Observation]:
    model = subject.contract.model
    runtimes = [model.runtime.chosen] if model.runtime.chosen else list(model.runtime.allowed)
    low = max(_OPSETS[name][0] for name in runtimes)
    high = min(_OPSETS[name][1] for name in runtimes)
    opset = model.artifact.opset_max
    if not low <= opset <= high:
        yield Observation(
            "HC304",
            ("model", "artifact", "opsetMax"),
            f"opset {opset} is not read by every {' and '.join(runtimes)} that the profile allows",
            expected=f"opsetMax from {low} to {high}",
            found=f"opsetMax={opset}",
        )


def _sla_element(subject: Subject) -> Iterator[Observation]:
    contract = subject.contract
    known = set()
    for schema in (*contract.inputs, *contract.outputs):
        known.add(schema.name)
        for field in schema.properties:
            known |= {field.name, f"{schema.name}.{field.name}"}
    for index, promise in enumerate(contract.sla_properties):
        if promise.element is not None and promise.element not in known:
            near = get_close_matches(promise.element, sorted(known), n=1)
            yield Observation(
                "HC305",
                ("slaProperties", index, "element"),
                f"{promise.element} is no object and no column of the contract",
                found=f"element={promise.element}",
                next=f"Did you mean {near[0]}?" if near else None,
            )


def _empty_gate(subject: Subject) -> Iterator[Observation]:
    contract = subject.contract
    if contract.parity.vectors.count == 0:
        yield Observation(
            "HC306", ("parity", "vectors", "count"), "0 vectors prove nothing", found="count=0"
        )
    if contract.parity.vectors.classes == ():
        yield Observation(
            "HC306",
            ("parity", "vectors", "classes"),
            "no class of vectors: nothing would be drawn",
            found="classes=[]",
        )
    if not contract.metrics:
        yield Observation("HC306", ("metrics",), "0 metrics prove nothing", found="metrics=[]")
    if not contract.definition_of_done:
        yield Observation(
            "HC306",
            ("definitionOfDone",),
            "0 checks: the contract would be done from the start",
            found="definitionOfDone=[]",
        )


PARITY_RULES = (
    Rule(
        id="HC301",
        name="tolerance-target",
        severity=Severity.ERROR,
        summary="a tolerance on an output that does not exist",
        example=Example("parity.tolerance", "{probability: {ulp: 4}}"),
        fix="Name an output column.",
        check=_tolerance_target,
        refuses_load=True,
    ),
    Rule(
        id="HC302",
        name="ulp-on-integer",
        severity=Severity.ERROR,
        summary="a tolerance that means nothing for the output: ulp on integers, ties on scores",
        example=Example("parity.tolerance", "{label: {ulp: 4}}"),
        fix="Write {exact: true} for integers, text and truth values.",
        check=_ulp_on_integer,
        refuses_load=True,
    ),
    Rule(
        id="HC303",
        name="class-impossible",
        severity=Severity.ERROR,
        summary="a vector class that no column can produce (missing, nothing nullable)",
        example=Example("parity.vectors", "{classes: [missing]}"),
        fix="Leave the class out, or declare the column that it is about.",
        check=_class_impossible,
        refuses_load=True,
    ),
    Rule(
        id="HC304",
        name="opset-runtime",
        severity=Severity.ERROR,
        summary="an opset that the chosen runtime does not know",
        example=Example("model.artifact", "{opsetMax: 25}"),
        fix="Lower opsetMax to what the runtime knows.",
        owner=Owner.BACKEND_OWNER,
        check=_opset_runtime,
        refuses_load=True,
    ),
    Rule(
        id="HC305",
        name="sla-element",
        severity=Severity.ERROR,
        summary="slaProperties.element that names no column",
        example=Example(
            "slaProperties", "[{property: latency, value: 1, unit: d, element: viewz}]"
        ),
        fix="Name an object, a column, or object.column.",
        check=_sla_element,
        refuses_load=True,
    ),
    Rule(
        id="HC306",
        name="empty-gate",
        severity=Severity.ERROR,
        summary="0 vectors, 0 metrics or 0 checks: a gate that cannot fail",
        example=Example("parity.vectors", "{count: 0}"),
        fix="Add what is missing; a gate that cannot fail proves nothing.",
        check=_empty_gate,
    ),
)
