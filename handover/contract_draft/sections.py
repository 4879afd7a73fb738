"""The text of a draft, block by block, with what to fill in beside every TODO."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from handover.contract_draft.column_profile import ColumnProfile
from handover.contract_draft.estimator_profile import EstimatorProfile, OutputProfile
from handover.contract_draft.yaml_text import Raw, comment, flow, scalar

_ROLES = ("data-scientist", "data-engineer", "bi-analyst")


def head(name: str, kind: str) -> Iterator[str]:
    """Yield what comes before the columns: name, purpose, people."""
    yield "# Drafted from a fitted model and its data. Correct it, fill in every TODO, then run"
    yield "#   handover check FILE"
    yield "# which refuses it until nothing is left to do."
    yield "apiVersion: handover/v1"
    yield "kind: ModelContract"
    yield f"id: {scalar(name)}"
    yield 'version: "0.1.0"  # major.minor.patch, in quotes'
    yield f"name: {scalar(name)}"
    yield "status: draft  # active once everything under definitionOfDone holds"
    yield "description:"
    yield f"  purpose: TODO what the {comment(kind)} is for (one sentence)"
    yield "  usage: TODO where its answers are used and by which service"
    yield "  limitations: TODO what it must not be used for"
    yield "team:"
    yield "  name: TODO name of the team"
    yield "  members:  # whoever signs; one person may have two lines"
    for role in _ROLES:
        yield f"    - {{username: TODO e-mail address of the {role}, role: {role}}}"
    yield "support:"
    yield "  - {channel: TODO on-call channel, tool: TODO pagerduty or slack}"


def inputs(columns: Sequence[ColumnProfile]) -> Iterator[str]:
    """Yield the inputs; ranges and categories are those seen, rounded outward."""
    yield "inputs:  # what the backend must send; a row that breaks a rule here is refused"
    yield "  - name: row"
    yield "    logicalType: object"
    yield "    properties:"
    for column in columns:
        yield from _input(column)


def _input(column: ColumnProfile) -> Iterator[str]:
    indent = " " * 6
    if column.seen:
        yield f"{indent}# seen: {comment(column.seen)}"
    if column.logical_type is None:
        fields: dict[str, object] = {"name": column.name, "logicalType": "TODO number or string"}
        yield f"{indent}- {flow(fields)}"
        return
    options: dict[str, object] = {}
    if column.format is not None:
        options["format"] = column.format
    for key, value in (
        ("minimum", column.minimum),
        ("maximum", column.maximum),
        ("maxLength", column.max_length),
    ):
        if value is not None:
            options[key] = value
    fields = {"name": column.name}
    kind = column.logical_type.removeprefix("array of ")
    if column.length is not None:
        fields["logicalType"] = "array"
        sizes = {"minItems": column.length, "maxItems": column.length}
        fields["logicalTypeOptions"] = Raw(flow(sizes))
        element = {"logicalType": kind, "logicalTypeOptions": Raw(flow(options))}
        fields["items"] = Raw(flow(element))
    else:
        fields["logicalType"] = kind
        if options:
            fields["logicalTypeOptions"] = Raw(flow(options))
    if column.required:
        fields["required"] = True
    if column.enum is not None:
        values = ", ".join(flow({"value": value}) for value in column.enum)
        fields["enum"] = Raw(f"[{values}]")
    yield f"{indent}- {flow(fields)}"


def outputs(answers: Sequence[OutputProfile]) -> Iterator[str]:
    """Yield the outputs, each with the answer of the estimator that it is."""
    yield "outputs:"
    yield "  - name: answer"
    yield "    logicalType: object"
    yield "    properties:"
    for answer in answers:
        options: dict[str, object] = {}
        if answer.format is not None:
            options["format"] = answer.format
        if answer.minimum is not None:
            options["minimum"] = answer.minimum
        if answer.maximum is not None:
            options["maximum"] = answer.maximum
        fields: dict[str, object] = {"name": answer.name}
        if answer.length is not None:
            fields["logicalType"] = "array"
            sizes = {"minItems": answer.length, "maxItems": answer.length}
            fields["logicalTypeOptions"] = Raw(flow(sizes))
            element = {"logicalType": answer.logical_type, "logicalTypeOptions": Raw(flow(options))}
            fields["items"] = Raw(flow(element))
        else:
            fields["logicalType"] = answer.logical_type
            if options:
                fields["logicalTypeOptions"] = Raw(flow(options))
        fields["required"] = True
        if answer.enum is not None:
            values = ", ".join(flow({"value": value}) for value in answer.enum)
            fields["enum"] = Raw(f"[{values}]")
        fields["transformLogic"] = answer.role
        yield f"      - {flow(fields)}"


def label(target: str | None) -> Iterator[str]:
    """Yield the label block."""
    if target is not None:
        yield "label:"
        yield f"  name: {scalar(target)}  # column of the hold-out that holds the truth"
        yield "  maturityDays: TODO days until the truth is known (30 for instance)"


def model(estimator: EstimatorProfile) -> Iterator[str]:
    """Yield the model block and what parity means for it."""
    yield "model:"
    yield f"  task: {estimator.task}"
    yield "  # served (such as by mlflow) moves implementing and debugging to the data scientist."
    yield "  runtime: {allowed: [scala-native, onnxruntime-jvm], chosen: onnxruntime-jvm}"
    yield "  artifact: {format: onnx, opsetMax: 21, maxSizeMb: 100}"
    yield "parity:"
    yield "  vectors: {count: 500, seed: 20}"
    yield "  tolerance:"
    for answer in estimator.outputs:
        yield f"    # {answer.reason}"
        yield f"    {scalar(answer.name)}: {answer.tolerance}"


def metrics(estimator: EstimatorProfile, target: str | None) -> Iterator[str]:
    """Yield the task's usual metric, with a threshold to agree on."""
    name, word, baseline = _metric(estimator, target)
    yield "metrics:"
    yield f"  - id: {name}"
    yield "    dataset: TODO name of the hold-out (holdout-2026w20 for instance)"
    yield f"    {word}: TODO the value from which on the model is good enough"
    yield f"    baseline: {baseline}  # or last-release, or {{rule: column of the manual decision}}"
    yield "    owner: data-scientist"
    yield "    outcome: TODO id of the entry of business.outcomes below"
    yield "business:"
    yield "  outcomes:  # what the business means by better, as numbers"
    yield "    - id: TODO id of the entry of business.outcomes below"
    yield "      goal: TODO increase or decrease"
    yield "      baseline: TODO the number as it is today"
    yield "      baselineSource: TODO where that number comes from"
    yield "      target: TODO the number that is wanted"
    yield "      owner: bi-analyst"


def _metric(estimator: EstimatorProfile, target: str | None) -> tuple[str, str, str]:
    """Return id, threshold word and baseline of the metric that fits task and outputs."""
    more, less = "mustBeGreaterOrEqualTo", "mustBeLessOrEqualTo"
    has_score = any(answer.role != "label" for answer in estimator.outputs)
    if estimator.task == "binary-classification":
        return ("roc-auc" if has_score else "f1"), more, "most-frequent"
    if estimator.task == "multiclass-classification":
        return "accuracy", more, "most-frequent"
    if estimator.task == "regression":
        return "mean-absolute-error", less, "mean"
    if estimator.task == "retrieval":
        return f"hit-rate@{estimator.neighbours}", more, "most-popular"
    if estimator.task == "anomaly-detection" and target is not None:
        return "roc-auc", more, "most-frequent"
    return "TODO name of a metric", more, "TODO last-release or another name with its value"


def agreement() -> Iterator[str]:
    """Yield who does what, and what must hold before the model is in use."""
    yield "responsibilities:  # whoever debugs it in production writes its code"
    for activity, role in (
        ("implement", "data-engineer"),
        ("feature-pipeline", "data-engineer"),
        ("incident-parity", "data-engineer"),
        ("incident-quality", "data-scientist"),
    ):
        yield f"  - {{activity: {activity}, responsible: {role}, accountable: {role}}}"
    yield "definitionOfDone:"
    yield "  - {id: contract, check: contract.no-errors}"
    yield "  - {id: bundle, check: bundle.intact}"
    yield "  - {id: parity, check: parity.all-vectors-pass}"
    yield "  - {id: deterministic, check: parity.deterministic}"
    yield "  - {id: quality, check: metrics.meet-thresholds}"
    yield "  - {id: rollback, check: evidence, evidence: TODO path of the document, maxAgeDays: 90}"
    yield f"  - {{id: agreed, check: sign-off, by: [{', '.join(_ROLES)}]}}"
    yield "signOffs: []  # {item: agreed, role, by, date, contractDigest}; handover status has it"
