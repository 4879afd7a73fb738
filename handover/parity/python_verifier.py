"""The verifier for backends in this process: the same outcomes as the JVM's, by the same rules."""

from __future__ import annotations

import locale
import platform
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from handover.backends import Implementation
from handover.compare import Truth
from handover.faults import Fault, Owner, UsageError
from handover.parity.conclusion import conclude, notes
from handover.parity.reference_run import control_of
from handover.parity.runtime_range import require_runtime
from handover.parity.stage_call import stage_calls
from handover.parity.stage_run import StageRun, run_features, run_model
from handover.parity.tally import count, groups
from handover.parity.verdict import (
    BackendIdentity,
    BundleIdentity,
    DeterminismCheck,
    Environment,
    Mismatch,
    ScoringError,
    Skip,
    Status,
    Verdict,
)
from handover.testvectors import STAGES, Stage, TestVector
from handover.version import __version__

if TYPE_CHECKING:
    from handover.bundle import Bundle

MOST_LISTED = 1000
_NOT_IMPLEMENTED: Mapping[Stage, str] = {
    "features": "the backend implements no features (no features method)",
    "model": "the backend computes features only (no score method), no answers",
}


def verify_backend(
    bundle: Bundle,
    backend: Implementation,
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
        Anything that scores rows, makes features of raw rows, or both.
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
    contract = bundle.contract
    chosen = _chosen(bundle.vectors.vectors, only)
    calls = stage_calls(contract, backend, truth=truth)
    steps = [(stage, [v for v in chosen if v.stage == stage]) for stage in STAGES]
    beside = control_of(bundle)
    runs: list[StageRun] = []
    skips: list[Skip] = []
    done = 0
    for stage, vectors in steps:
        if not vectors:
            continue
        call = calls.get(stage)
        if call is None:
            skips.append(Skip(f"stage {stage}", _NOT_IMPLEMENTED[stage]))
            runs.append(StageRun.skipped(vectors))
            continue
        told = _further(progress, done, len(chosen))
        if stage == "features":
            runs.append(run_features(call, vectors, bundle, beside, progress=told))
        else:
            control = (lambda _: None) if call.info.runs_model_file else beside
            runs.append(run_model(call, vectors, bundle, control, complete=not only, progress=told))
        done += len(vectors)
    played = [each for run in runs for each in run.played]
    mismatches = [each for run in runs for each in run.mismatches]
    errors = [each for run in runs for each in run.errors]
    if all(each.skipped for each in played):
        errors.append(ScoringError(None, "HV101", "Vacuous", "the bundle holds no vectors to play"))
    determinism = tuple(each for run in runs for each in run.determinism)
    header: Any = bundle.vectors.header
    return Verdict(
        status=_status(mismatches, errors, determinism),
        bundle=_identity(bundle),
        backend=_backend(backend, address),
        environment=_environment(),
        counts=count(played),
        stages=tuple(run.stage for run in runs if run.stage is not None),
        groups=groups(played, header.get("flags", {})),
        features=next((run.worst for run in runs if run.stage == "features"), ()),
        outputs=next((run.worst for run in runs if run.stage == "model"), ()),
        mismatches=tuple(mismatches[:MOST_LISTED]),
        mismatches_omitted=max(0, len(mismatches) - MOST_LISTED),
        errors=tuple(errors),
        skips=tuple(skips),
        determinism=determinism,
        accepted=(*bundle.manifest["accepted"], *([extra] if extra else [])),
        notes=notes(header.get("truths", {})),
        cause=conclude(
            mismatches, errors, determinism, [column.name for column in contract.input_columns]
        ),
        profile=bundle.manifest["profile"],
    )


def _further(
    progress: Callable[[int, int], None] | None, before: int, total: int
) -> Callable[[int, int], None] | None:
    """Count on from the vectors of the stages before."""
    if progress is None:
        return None
    return lambda done, _: progress(before + done, total)


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
        Owner.BACKEND_OWNER,
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


def _identity(bundle: Bundle) -> BundleIdentity:
    manifest = bundle.manifest
    return BundleIdentity(
        manifest["name"], manifest["version"], bundle.sha256, manifest["contract"]["sha256"]
    )


def _backend(backend: Implementation, address: str) -> BackendIdentity:
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
