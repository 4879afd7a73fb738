"""Conclusion of a verdict in one sentence: the side that is wrong, and the known deviations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from handover.contract.place import parse_path
from handover.parity.attribution import OWNERS
from handover.parity.verdict import Conclusion, DeterminismCheck, Mismatch, Note, ScoringError
from handover.testvectors import Cause

_SENTENCES: dict[Cause, str] = {
    "rounding": "The backend answers for the unrounded row: it computes with wider numbers than "
    "the contract's inputs, so its answers belong to rows it can never receive.",
    "converter": "The backend agrees with the estimator; the exported model does not. The "
    "conversion to ONNX is at fault, not the backend.",
    "runtime": "The model file itself is answered otherwise here than where it was exported: the "
    "runtime, its version or its build is at fault, not the model.",
    "backend": "The model file gives the expected answers, the backend gives others: its own code "
    "is at fault.",
}
_NOTES: dict[str, str] = {
    "rounding": "{n} vectors have another answer on the unrounded row: what is measured in "
    "Python is not quite what is served.",
    "converter": "{n} vectors have another answer in ONNX than in the estimator, accepted at "
    "export: backends are held to ONNX.",
    "runtime": "{n} vectors have another answer on ONNX Runtime than the model file says, "
    "accepted at export.",
}
_MOST_COLUMNS = 3
# Where causes tie, the one whose mending may mend the others comes first.
_ORDER: tuple[Cause, ...] = ("runtime", "converter", "rounding", "backend")


def conclude(
    mismatches: Sequence[Mismatch],
    errors: Sequence[ScoringError],
    determinism: Sequence[DeterminismCheck],
    features: Sequence[str] = (),
) -> Conclusion | None:
    """Name the commonest cause of the mismatches, or what else keeps the verdict from passing.

    Where feature code differs, that is the cause: whatever comes after it got other rows.
    ``features`` names the feature columns in contract order.
    """
    differing = _feature_counts(mismatches, features)
    if differing:
        sentence = (
            f"The feature code differs, before any model is asked: {differing}. Mend it first."
        )
        return Conclusion("features", sentence, OWNERS["features"].value)
    causes = Counter(mismatch.cause for mismatch in mismatches)
    if causes:
        name = max(_ORDER, key=lambda cause: causes[cause])
        vectors = len({m.vector for m in mismatches if m.cause == name})
        sentence = f"{_SENTENCES[name]} ({vectors} {'vector' if vectors == 1 else 'vectors'})"
        return Conclusion(name, sentence, OWNERS[name].value)
    backend = OWNERS["backend"].value
    if errors:
        return Conclusion("backend", _error_sentence(errors), backend)
    broken = [check for check in determinism if check.status in ("failed", "errored")]
    if broken:
        ways = ", ".join(check.check for check in broken)
        sentence = f"The backend does not agree with itself ({ways}): it is not deterministic."
        return Conclusion("backend", sentence, backend)
    return None


def _feature_counts(mismatches: Sequence[Mismatch], features: Sequence[str]) -> str:
    """Count the vectors that differ at stage features by column, in contract order."""
    vectors: dict[str, set[str]] = {}
    for mismatch in mismatches:
        if mismatch.stage == "features":
            column = "outcome" if mismatch.path == "$" else str(parse_path(mismatch.path)[0])
            vectors.setdefault(column, set()).add(mismatch.vector)
    order = [name for name in (*features, "outcome") if name in vectors]
    told = [
        f"{name} ({len(vectors[name])} {'vector' if len(vectors[name]) == 1 else 'vectors'})"
        for name in order[:_MOST_COLUMNS]
    ]
    return ", ".join([*told, *(["…"] if len(order) > _MOST_COLUMNS else [])])


def _error_sentence(errors: Sequence[ScoringError]) -> str:
    if errors[0].code == "HV101":
        return "No vector was played, which proves nothing."
    if errors[0].code == "HV102":
        return f"Every answer is NaN: {errors[0].message}."
    count = sum(error.vector is not None for error in errors)
    about = f" for {count} {'vector' if count == 1 else 'vectors'}" if count else ""
    said = errors[0].message or errors[0].exception
    return f"The backend gives no answer at all{about}: {said}"


def notes(truths: Mapping[str, Any]) -> tuple[Note, ...]:
    """Turn the header's counts of disagreeing truths into sentences."""
    found = []
    for cause, sentence in _NOTES.items():
        told = truths.get(cause)
        count = told.get("vectors", 0) if isinstance(told, Mapping) else 0
        if isinstance(count, int) and count > 0:
            text = sentence.format(n=count)
            found.append(
                Note(
                    cause,
                    count,
                    text.replace("1 vectors have", "1 vector has", 1) if count == 1 else text,
                )
            )
    return tuple(found)
