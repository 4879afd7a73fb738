"""A bundle as text of 80 columns: what it promises and what it can prove."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from handover.bundle import Bundle
from handover.contract import ModelContract
from handover.report.measured_text import measured_lines
from handover.report.paragraph import wrapped
from handover.report.strength_text import strength_lines
from handover.testvectors import VectorSet
from handover.values import Column
from handover.values.raw_field import RawField


def render_bundle(bundle: Bundle, *, width: int = 80) -> str:
    """Render contract, columns, vectors with their coverage, truths, metrics and profile."""
    contract, manifest = bundle.contract, bundle.manifest
    lines = [
        f"{manifest['name']} {manifest['version']}  ({contract.status})",
        *wrapped(f"bundle    sha256 {bundle.sha256}", width, hang=" " * 12),
        *wrapped(f"contract  sha256 {manifest['contract']['sha256']}", width, hang=" " * 12),
    ]
    purpose = contract.description.purpose if contract.description is not None else None
    if purpose:
        lines += wrapped(f"purpose   {purpose}", width, hang=" " * 12)
    members = ", ".join(f"{m.username} ({m.role})" for m in contract.team.members)
    lines += wrapped(f"team      {members or 'nobody named'}", width, hang=" " * 12)
    lines += _features(contract, bundle.vectors.header, width)
    lines += ["", "inputs"]
    lines += [_input(contract, column) for column in contract.input_columns]
    lines += ["outputs"]
    classes = manifest["profile"].get("classes", {})
    lines += [
        _output(contract, column, classes.get(column.name)) for column in contract.output_columns
    ]
    lines += ["", *vector_lines(bundle.vectors, width)]
    lines += ["", *measured_lines(bundle.metrics, width)]
    lines += ["", *_made_with(manifest, width)]
    return "\n".join(lines)


def _features(contract: ModelContract, header: Mapping[str, Any], width: int) -> list[str]:
    """The step before the model: its function, the raw row, and what the rules make of both."""
    if contract.features is None:
        return []
    lines = ["", "features of a raw row"]
    lines += wrapped(f"oracle    {contract.features.oracle}", width, hang=" " * 12)
    lines += [_raw(field) for field in contract.raw_fields]
    tolerated = {
        column.name: contract.feature_tolerance(column.name)
        for column in contract.input_columns
        if contract.feature_tolerance(column.name).kind != "bits"
    }
    agreed = ", ".join(f"{name}: {tolerance.text}" for name, tolerance in tolerated.items())
    lines += wrapped(
        f"must agree  {agreed + '; all others exactly' if agreed else 'exactly'}",
        width,
        hang=" " * 14,
    )
    refused = header.get("features", {}).get("refusedByModel", {})
    if refused.get("count"):
        lines += wrapped(
            f"{refused['count']} raw rows that may pass give features which the model refuses, "
            f"the first: {refused['first']}",
            width,
            hang="    ",
        )
    return lines


def _raw(field: RawField, depth: int = 0) -> str:
    indent = "  " * (depth + 1)
    kind = "object" if field.type is None else field.type.value
    kind = f"list of {kind}" if field.list else kind
    line = f"{indent}{field.name:<{24 - 2 * depth}} {kind}, "
    line += "nullable" if field.nullable else "required"
    return "\n".join([line, *(_raw(inner, depth + 1) for inner in field.fields)])


def vector_lines(vectors: VectorSet, width: int) -> list[str]:
    """Vectors by flag, coverage out of how much with what is left, and the truths' differences."""
    header = vectors.header
    lines = [f"{header['count']} vectors, seed {header['seed']}"]
    for flag, facts in sorted(header["flags"].items()):
        lines += wrapped(
            f"{flag:<18} {facts['count']:>6}  {facts.get('catches', '')}", width, hang=" " * 29
        )
    covered = header.get("coverage", {})
    if covered:
        lines.append("coverage")
    for what, facts in covered.items():
        lines.append(f"  {what:<18} {facts['covered']} of {facts['total']}")
        left = facts.get("left", [])
        for entry in left[:3]:
            lines += wrapped(
                f"left: {entry['what']} - {entry['why']}", width, indent="      ", hang="        "
            )
        if len(left) > 3:
            lines.append(f"      … and {len(left) - 3} more, in vectors/header.json")
    lines += _tolerances(header.get("tolerance", {}), width)
    lines += strength_lines(header.get("strength"), width)
    truths = header.get("truths", {})
    differing = [
        f"{name}: {facts['vectors']} vector(s)"
        for name, facts in truths.items()
        if facts["vectors"]
    ]
    lines.append(f"truths    {'differ by ' + ', '.join(differing) if differing else 'agree'}")
    oracles = header.get("oracles")
    if isinstance(oracles, list):
        lines.append(f"oracles   {', '.join(map(str, oracles))}; no estimator")
    return lines


def _tolerances(proposals: Mapping[str, Any], width: int) -> list[str]:
    """What each output needs, and on what that rests."""
    lines = ["tolerance that the graph needs"] if proposals else []
    for name, entry in proposals.items():
        words = ", ".join(f"{key}: {_word(value)}" for key, value in entry["proposed"].items())
        text = f"{name:<18} {{{words}}}; class {entry['class']}"
        apart = entry.get("apart")
        if apart is not None:
            distance = f"{float(apart['abs']):.2g}"
            text += (
                f"; estimator and file at most {apart['ulp']} ulp ({distance}) apart "
                f"in {apart['of']} numbers"
            )
        lines += wrapped(text, width, hang=" " * 21)
    return lines


def _word(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _input(contract: ModelContract, column: Column) -> str:
    rules = contract.rules(column.name)
    facts = [_type(column), "nullable" if column.nullable else "required"]
    low, high = rules.minimum, rules.maximum
    if low is not None or high is not None:
        facts.append(f"{'' if low is None else low} .. {'' if high is None else high}".strip())
    if rules.enum is not None:
        facts.append("{" + ", ".join(str(value) for value in rules.enum) + "}")
    line = f"  {column.name:<24} {', '.join(facts)}"
    return line if len(line) <= 80 else line[:79] + "…"


def _output(contract: ModelContract, column: Column, exactness: str | None) -> str:
    tolerance = contract.tolerance(column.name).text
    role = contract.role(column.name)
    line = f"  {column.name:<24} {_type(column)}, {role}, must agree: {tolerance}"
    if exactness is None:
        return line
    can = f"the graph can give: {exactness}"
    return f"{line}; {can}" if len(line) + len(can) <= 78 else f"{line};\n{'':27}{can}"


def _type(column: Column) -> str:
    return column.type.value + (f"[{column.length}]" if column.length is not None else "")


def _made_with(manifest: Mapping[str, Any], width: int) -> list[str]:
    profile = manifest["profile"]
    allowed = profile["range"]
    barred = ", ".join(allowed["except"])
    lines = wrapped(
        f"runtime   {profile['runtime']} >= {allowed['min']}, < {allowed['below']}"
        f"{f', not {barred}' if barred else ''}; {profile['threads']} thread; "
        f"recorded with {profile['producedWith']}",
        width,
        indent="",
        hang=" " * 10,
    )
    made = ", ".join(f"{name} {version}" for name, version in manifest["producedBy"].items())
    lines += wrapped(f"made with {made}", width, indent="", hang=" " * 10)
    for entry in manifest["accepted"]:
        lines += wrapped(
            f"accepted  {entry['id']}: {entry['what']} Reason given: {entry['reason']}",
            width,
            indent="",
            hang=" " * 10,
        )
    return lines


def render_export(path: Path, vectors: VectorSet, metrics: Mapping[str, Any]) -> str:
    """Render what an export made: the file first, then coverage, truths and metrics."""
    lines = [f"{path}  ({path.stat().st_size:,} bytes)", ""]
    lines += vector_lines(vectors, 80)
    lines += ["", *measured_lines(metrics, 80)]
    lines += ["", f"next: handover verify {path}"]
    return "\n".join(lines)
