"""``CARD.md``: the model card, made from contract and measurements and never written by hand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from handover.contract import ModelContract
    from handover.values import Column

_MISSING = "*not stated in the contract*"


def model_card(
    contract: ModelContract,
    header: Mapping[str, Any],
    measured: Mapping[str, Any] | None,
    accepted: Sequence[Mapping[str, str]],
) -> str:
    """Return the card as Markdown; what the contract leaves open is visibly open."""
    lines = [f"# {contract.name} {contract.version}", ""]
    description = contract.description
    for title, text in (
        ("Purpose", description and description.purpose),
        ("Usage", description and description.usage),
        ("Limitations", description and description.limitations),
    ):
        lines += [f"**{title}.** {_one_line(text) or _MISSING}", ""]
    lines += [f"Task: {contract.model.task}. Status of the contract: {contract.status}.", ""]
    lines += ["## Who answers for it", "", *_people(contract), ""]
    lines += ["## Inputs", "", *_inputs(contract), ""]
    if contract.features is not None:
        fields = ", ".join(f"`{field.name}`" for field in contract.raw_fields)
        lines += [f"Made by `{contract.features.oracle}` of a raw row: {fields}.", ""]
    lines += ["## Outputs", "", *_outputs(contract), ""]
    lines += ["## Measured", "", *_metrics(measured), ""]
    lines += ["## Proven by test vectors", "", *_coverage(header), ""]
    lines += ["## Accepted deviations", ""]
    lines += [
        f"- {entry['id']}: {_one_line(entry['what'])} Reason: {_one_line(entry['reason'])}"
        for entry in accepted
    ] or ["None."]
    return "\n".join(lines) + "\n"


def _one_line(text: object) -> str:
    """Keep a text of the contract from opening a heading or a table cell of its own."""
    return " ".join(str(text).split()).replace("|", "\\|") if text else ""


def _table(titles: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    yield "| " + " | ".join(titles) + " |"
    yield "|" + " --- |" * len(titles)
    for row in rows:
        yield "| " + " | ".join(_one_line(cell) for cell in row) + " |"


def _people(contract: ModelContract) -> Sequence[str]:
    members = [f"- {member.role}: {member.username}" for member in contract.team.members]
    channels = [
        f"- {_one_line(channel.scope) or 'support'}: {_one_line(channel.channel)}"
        for channel in contract.support
    ]
    return members + channels or [_MISSING]


def _typed(column: Column) -> str:
    return column.type.value if column.length is None else f"{column.type.value}[{column.length}]"


def _inputs(contract: ModelContract) -> Iterator[str]:
    rows = []
    for column in contract.input_columns:
        rule = contract.rules(column.name)
        bounds = [
            f"{sign} {value}"
            for sign, value in (
                (">=", rule.minimum),
                (">", rule.exclusive_minimum),
                ("<=", rule.maximum),
                ("<", rule.exclusive_maximum),
            )
            if value is not None
        ]
        if rule.enum is not None:
            bounds.append("one of " + ", ".join(map(str, rule.enum)))
        rows.append(
            (column.name, _typed(column), "no" if rule.required else "yes", "; ".join(bounds))
        )
    return _table(("column", "type", "may be null", "allowed"), rows)


def _outputs(contract: ModelContract) -> Iterator[str]:
    rows = [
        (
            column.name,
            _typed(column),
            contract.role(column.name),
            contract.tolerance(column.name).text,
        )
        for column in contract.output_columns
    ]
    return _table(("column", "type", "is", "may differ by"), rows)


def _metrics(measured: Mapping[str, Any] | None) -> Sequence[str]:
    entries = measured.get("metrics") if measured else None
    if not entries:
        return ["Nothing was measured."]
    rows = [
        (
            str(entry.get("id", "")),
            str(entry.get("dataset") or ""),
            _number(entry.get("value")),
            _baseline(entry.get("baseline")),
            str(entry.get("status", "")),
        )
        for entry in entries
    ]
    return list(_table(("metric", "data", "value", "baseline", "verdict"), rows))


def _baseline(baseline: object) -> str:
    if isinstance(baseline, Mapping):
        return f"{_number(baseline.get('value'))} ({baseline.get('name', '')})"
    return _number(baseline)


def _number(value: object) -> str:
    if value is None:
        return "-"
    return f"{value:.6g}" if isinstance(value, float) else str(value)


def _coverage(header: Mapping[str, Any]) -> Sequence[str]:
    flags = header.get("flags", {})
    total = sum(flags[flag].get("count", 0) for flag in flags)
    lines = [f"{total} vectors."] if total else []
    lines += [
        f"- {name}: {entry['covered']} of {entry['total']} covered"
        for name, entry in sorted(header.get("coverage", {}).items())
        if isinstance(entry, Mapping) and entry.get("total")
    ]
    lines += _strength(header.get("strength"))
    return lines or ["No vectors."]


def _strength(strength: object) -> Sequence[str]:
    """Say how many wrong re-implementations the vectors find, and what that leaves out."""
    if not isinstance(strength, Mapping):
        return []
    findable = strength["killed"] + strength["survived"]
    equivalent = strength["equivalent"]
    return [
        f"- strength: {strength['killed']} of {findable} mutants of the model killed; "
        f"{equivalent['proved']} more cannot be seen on any allowed row (proved), "
        f"{equivalent['searched']} were not seen in a search, {equivalent['tolerated']} are "
        "one-ulp roundings that the tolerances allow"
    ]
