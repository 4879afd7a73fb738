"""The verifier for backends in this process: the same outcomes as the JVM's, by the same rules."""

from __future__ import annotations

import locale
import math
import platform
from collections.abc import Callable, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from handover.backends import Backend
from handover.errors import Fault, HandoverError, Move, UsageError
from handover.parity.attribution import Dispute, attribute
from handover.parity.conclusion import conclude, notes
from handover.parity.diagnosis import Control, Diagnosis, diagnose
from handover.parity.judge import Difference, Judge, Truth
from handover.parity.play import Played, play, typed_row
from handover.parity.runtime_range import require_runtime
from handover.parity.self_checks import self_checks
from handover.parity.tally import count, difference, groups, outputs
from handover.parity.verdict import (
    BackendIdentity,
    BundleIdentity,
    DeterminismCheck,
    Environment,
    Mismatch,
    ScoringError,
    Status,
    Verdict,
)
from handover.values import Column, Row, Value, ulp_distance, value_to_json
from handover.vectors.test_vector import Expected, TestVector
from handover.version import __version__

if TYPE_CHECKING:
    from handover.bundle import Bundle
    from handover.oracle import OnnxRuntimeOracle

MOST_LISTED = 1000


def verify_backend(
    bundle: Bundle,
    backend: Backend,
    *,
    address: str,
    only: Sequence[str] = (),
    truth: Truth = "onnx",
    accept_runtime: str | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Verdict:
    """Play a bundle's vectors against a Python backend.

    Parameters
    ----------
    bundle
        As `handover.bundle.read` returns it.
    backend
        Anything that scores rows.
    address
        What the verdict calls the backend.
    only
        Ids of the vectors to play; all without it.
    truth
        What answers are held against: ONNX, or the wire truth for the estimator itself.
    accept_runtime
        A person's reason to accept a runtime outside the profile.
    progress
        Called with (done, total) after each vector.

    Raises
    ------
    EnvironmentMissing
        HJ402 for a runtime outside the profile.
    UsageError
        HV201 for ids that the bundle does not have, all at once.
    """
    extra = require_runtime(
        backend.info.runtime, bundle.manifest["profile"], accepted=accept_runtime
    )
    vectors = _chosen(bundle.vectors.vectors, only)
    judge = Judge(bundle.contract, truth=truth)
    played = play(vectors, backend, bundle.contract, judge, progress=progress)
    determinism = self_checks(played, backend, judge, bundle.manifest["profile"])
    control = _control(backend, bundle)
    diagnosis = diagnose(
        [each for each in played if each.answer is not None],
        bundle.contract.input_columns,
        judge,
        control,
    )
    mismatches = _mismatches(played, backend, judge, control, diagnosis)
    blamed = diagnosis.notes if any(each.cause == "backend" for each in mismatches) else ()
    errors = [each.error for each in played if each.error is not None]
    errors += _vacuous(played, judge, complete=not only)
    header: Any = bundle.vectors.header
    return Verdict(
        status=_status(mismatches, errors, determinism),
        bundle=_identity(bundle),
        backend=_backend(backend, address),
        environment=_environment(),
        counts=count(played),
        groups=groups(played, header.get("flags", {})),
        outputs=outputs(played, judge),
        mismatches=tuple(mismatches[:MOST_LISTED]),
        mismatches_omitted=max(0, len(mismatches) - MOST_LISTED),
        errors=tuple(errors),
        skips=(),
        determinism=determinism,
        accepted=(*bundle.manifest["accepted"], *([extra] if extra else [])),
        notes=(*notes(header.get("truths", {})), *blamed),
        cause=conclude(mismatches, errors, determinism),
        profile=bundle.manifest["profile"],
    )


def _chosen(vectors: Sequence[TestVector], only: Sequence[str]) -> Sequence[TestVector]:
    if not only:
        return vectors
    wanted = set(only)
    unknown = sorted(wanted - {vector.id for vector in vectors})
    if unknown:
        raise UsageError(*(_unknown(name, vectors) for name in unknown))
    return [vector for vector in vectors if vector.id in wanted]


def _unknown(name: str, vectors: Sequence[TestVector]) -> Fault:
    from difflib import get_close_matches

    near = get_close_matches(name, [vector.id for vector in vectors], n=1)
    return Fault(
        "HV201",
        "no vector of the bundle has this id",
        Move.BACKEND_OWNER,
        expected=f"id={near[0]}" if near else None,
        found=f"id={name}",
        next="Take the id from a report; ids change when a bundle is exported anew.",
    )


def _status(
    mismatches: Sequence[Mismatch],
    errors: Sequence[ScoringError],
    determinism: Sequence[DeterminismCheck],
) -> Status:
    proven_wrong = ("HV101", "HV102")
    if any(error.code not in proven_wrong for error in errors) or any(
        check.status == "errored" for check in determinism
    ):
        return "errored"
    if mismatches or errors or any(check.status == "failed" for check in determinism):
        return "failed"
    return "passed"


def _vacuous(played: Sequence[Played], judge: Judge, *, complete: bool) -> list[ScoringError]:
    """Return HV101 where nothing was played, HV102 where an output is never a number."""
    if not played:
        return [ScoringError(None, "HV101", "Vacuous", "the bundle holds no vectors to play")]
    answers = [each.answer for each in played if each.answer is not None]
    if not answers or not complete:
        return []
    return [
        ScoringError(None, "HV102", "Vacuous", f"output {column.name} is NaN for every vector")
        for column in judge.columns
        if column.type.is_float and all(_is_nan(answer[column.name]) for answer in answers)
    ]


def _is_nan(value: object) -> bool:
    items = value if isinstance(value, list) else [value]
    return bool(items) and all(isinstance(item, float) and math.isnan(item) for item in items)


def _mismatches(
    played: Sequence[Played],
    backend: Backend,
    judge: Judge,
    control: Control,
    diagnosis: Diagnosis,
) -> list[Mismatch]:
    failing = [each for each in played if each.failed]
    answered = [each for each in failing if each.answer is not None]
    answers = control([typed_row(each.vector) for each in answered]) if answered else None
    controls = {
        each.vector.id: answer
        for each, answer in zip(answered, answers or (), strict=bool(answers))
    }
    return [
        _mismatch(each, found, backend, judge, controls.get(each.vector.id), diagnosis)
        for each in failing
        for found in each.judgement.differences
    ]


def _control(backend: Backend, bundle: Bundle) -> Control:
    """Return what runs the model file beside the backend; it is opened when it is first asked."""
    if backend.info.runs_model_file:
        return lambda _: None

    @cache
    def oracle() -> OnnxRuntimeOracle | None:
        from handover.oracle import OnnxRuntimeOracle

        contract = bundle.contract
        try:
            return OnnxRuntimeOracle(
                bundle.model,
                contract.input_columns,
                contract.output_columns,
                string_missing=contract.string_missing,
            )
        except HandoverError:
            return None

    def ask(rows: Sequence[Row]) -> Sequence[Row] | None:
        from handover.oracle import RowRefused

        found = oracle()
        try:
            return None if found is None else found.answer(rows)
        except (HandoverError, RowRefused):
            return None

    return ask


def _mismatch(
    each: Played,
    found: Difference,
    backend: Backend,
    judge: Judge,
    control: Row | None,
    diagnosis: Diagnosis,
) -> Mismatch:
    vector = each.vector
    if found.kind == "outcome" or not isinstance(vector.expected, Expected):
        return Mismatch(
            vector.id,
            vector.flag,
            vector.why,
            "$",
            "outcome",
            found.expected,
            found.obtained,
            None,
            None,
            "the same outcome",
            {},
            "backend",
        )
    column = next(column for column in judge.columns if column.name == found.output)
    tolerance = judge.tolerances[column.name]
    expected = vector.expected
    truths = {
        name: _at(truth[column.name], found.place)
        for name, truth in (
            ("source", expected.source),
            ("wire", expected.wire),
            ("onnx", expected.onnx),
        )
        if truth is not None
    }
    deviation = vector.deviation.cause if vector.deviation else None
    cause, hint = attribute(
        Dispute(
            column=column,
            role=judge.roles[column.name],
            tolerance=tolerance,
            converter=judge.converter,
            kind=found.kind,
            source=truths.get("source"),
            wire=truths.get("wire"),
            onnx=truths["onnx"],
            obtained=found.obtained,
            obtained_type=found.obtained_type,
            runs_model_file=backend.info.runs_model_file,
            control=None if control is None else _at(control[column.name], found.place),
            deviation=deviation,
            probes=diagnosis.of(vector.id, column.name, found.place),
            estimated="wire" in truths,
        )
    )
    ulp, apart = _distance(found, column)
    return Mismatch(
        vector.id,
        vector.flag,
        vector.why,
        found.path,
        found.kind,
        _spelled(found.expected, column),
        _spelled(found.obtained, column),
        ulp,
        apart,
        tolerance.text,
        {name: _spelled(truth, column) for name, truth in truths.items()},
        cause,
        hint,
    )


def _at(value: Value, place: int | None) -> Value:
    return value[place] if place is not None and isinstance(value, list) else value


def _distance(found: Difference, column: Column) -> tuple[int | None, float | None]:
    """Return how far two numbers are apart, in ulp and absolutely; None where that says nothing."""
    expected, obtained = found.expected, found.obtained
    if found.kind != "value" or isinstance(expected, bool) or isinstance(obtained, bool):
        return None, None
    if isinstance(expected, float) and isinstance(obtained, float):
        return ulp_distance(expected, obtained, column.type), difference(expected, obtained)
    if isinstance(expected, int) and isinstance(obtained, int):
        return None, float(abs(expected - obtained))
    return None, None


def _spelled(value: Any, column: Column) -> object:
    """Spell whatever a backend returned: its own type may be none of the contract's."""
    try:
        return value_to_json(value, column)
    except (ArithmeticError, AssertionError, TypeError, ValueError):
        return repr(value)[:200]


def _identity(bundle: Bundle) -> BundleIdentity:
    manifest = bundle.manifest
    return BundleIdentity(
        manifest["name"], manifest["version"], bundle.sha256, manifest["contract"]["sha256"]
    )


def _backend(backend: Backend, address: str) -> BackendIdentity:
    info = backend.info
    return BackendIdentity(
        address,
        info.name,
        info.version,
        info.runtime,
        info.runs_model_file,
        info.enforces_input_rules,
    )


def _environment() -> Environment:
    language = (locale.getlocale()[0] or "C").partition("_")[0]
    return Environment(
        language="python",
        runtime=f"python {platform.python_version()}",
        os=f"{platform.system()} {platform.machine()}",
        locale=language,
        handover=__version__,
    )
