"""Parity and determinism, recomputed from recorded verdicts; a written "passed" is not believed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from handover.bundle import Bundle
from handover.readiness.records import Record
from handover.testvectors import STAGES, Stage

OUTCOMES = ("passed", "failed", "skipped", "errored")


def served_records(records: Sequence[Record]) -> tuple[Record, ...]:
    """Return the records that speak of the JVM side; Python backends serve nobody."""
    return tuple(record for record in records if not record.backend.startswith("python:"))


def played_stages(record: Record, bundle: Bundle) -> tuple[Stage, ...]:
    """Return the stages of the bundle that a record says were played; all when it says nothing."""
    there = stages_of(bundle)
    told = record.verdict.get("stages", list(there))
    return tuple(stage for stage in there if isinstance(told, list) and stage in told)


def stages_of(bundle: Bundle) -> tuple[Stage, ...]:
    """Return the stages that the bundle has vectors of, in order."""
    return tuple(stage for stage in STAGES if bundle.vectors.of_stage(stage))


def shortfall(record: Record, bundle: Bundle) -> str | None:
    """Say why a record does not show that every vector passes, or None when it does.

    A verdict counts only for the very bytes it was made of, and only when each vector of the
    stages that it played is accounted for as passed. Those of other stages are skipped.
    """
    verdict = record.verdict
    stale = _stale(verdict, bundle)
    if stale is not None:
        return stale
    counts = _counts(verdict.get("counts"))
    if counts is None:
        return "its counts cannot be read"
    stages = played_stages(record, bundle)
    vectors = bundle.vectors.vectors
    total = len(vectors)
    played = [vector for vector in vectors if vector.stage in stages]
    if sum(counts.values()) != total:
        return f"accounts for {sum(counts.values())} of {total} vectors"
    for outcome in ("failed", "errored", "skipped"):
        beside = total - len(played) if outcome == "skipped" else 0
        if counts[outcome] != beside:
            return f"{counts[outcome]} of {total} vectors {outcome}"
    if not played:
        return "no vector was played"
    listed = _length(verdict, "mismatches") + _length(verdict, "errors")
    if listed or verdict.get("mismatchesOmitted"):
        return f"counts say passed, yet it lists {listed} mismatches and errors"
    groups = verdict.get("groups")
    passed = sum(_passed(group) for group in groups) if isinstance(groups, list) else 0
    if passed == len(played):
        return None
    return f"its groups account for {passed} of {len(played)} vectors"


def determinism_shortfall(record: Record, bundle: Bundle) -> str | None:
    """Say why a record does not show that the backend agrees with itself, or None."""
    stale = _stale(record.verdict, bundle)
    if stale is not None:
        return stale
    checks = record.verdict.get("determinism")
    if not isinstance(checks, list) or not checks:
        return "no determinism check ran"
    broken = [c for c in checks if not isinstance(c, dict) or c.get("status") != "passed"]
    if not broken:
        names = [str(check.get("check")) for check in checks]
        for stage in played_stages(record, bundle):
            if not any(name.startswith("features-") == (stage == "features") for name in names):
                return f"no determinism check ran at stage {stage}"
        return None
    first = broken[0] if isinstance(broken[0], dict) else {}
    return f"{first.get('check', 'a check')}: {first.get('status')} ({first.get('detail', '')})"


def _stale(verdict: Mapping[str, Any], bundle: Bundle) -> str | None:
    about = verdict.get("bundle")
    digest = about.get("sha256") if isinstance(about, dict) else None
    return None if digest == bundle.sha256 else "is about another bundle of this name"


def _counts(given: object) -> dict[str, int] | None:
    if not isinstance(given, dict):
        return None
    counts = {outcome: given.get(outcome) for outcome in OUTCOMES}
    if any(not isinstance(n, int) or isinstance(n, bool) or n < 0 for n in counts.values()):
        return None
    return {outcome: n for outcome, n in counts.items() if isinstance(n, int)}


def _length(verdict: Mapping[str, Any], key: str) -> int:
    listed = verdict.get(key)
    return len(listed) if isinstance(listed, list) else 1


def _passed(group: object) -> int:
    counts = _counts(group)
    return counts["passed"] if counts is not None else 0
