"""All findings in one table, and what they make of one export."""

from __future__ import annotations

from collections.abc import Sequence

from handover.faults import Fault, Owner, UsageError
from handover.onnx_export.checks.catboost import CATBOOST_FINDINGS
from handover.onnx_export.checks.context import Examination
from handover.onnx_export.checks.encoders import ENCODER_FINDINGS
from handover.onnx_export.checks.environment import ENVIRONMENT_FINDINGS
from handover.onnx_export.checks.exactness import EXACTNESS_FINDINGS
from handover.onnx_export.checks.finding import Finding, Severity, Sighting
from handover.onnx_export.checks.lightgbm import LIGHTGBM_FINDINGS
from handover.onnx_export.checks.missing_values import MISSING_FINDINGS
from handover.onnx_export.checks.numbers import NUMBER_FINDINGS
from handover.onnx_export.checks.texts import TEXT_FINDINGS
from handover.onnx_export.checks.trees import TREE_FINDINGS
from handover.onnx_export.checks.xgboost import XGBOOST_FINDINGS
from handover.onnx_export.exported_model import Acceptance

FINDINGS: tuple[Finding, ...] = (
    *TREE_FINDINGS,
    *XGBOOST_FINDINGS,
    *LIGHTGBM_FINDINGS,
    *CATBOOST_FINDINGS,
    *ENCODER_FINDINGS,
    *MISSING_FINDINGS,
    *TEXT_FINDINGS,
    *NUMBER_FINDINGS,
    *ENVIRONMENT_FINDINGS,
    *EXACTNESS_FINDINGS,
)
BY_ID = {finding.id: finding for finding in FINDINGS}


def refusals_table() -> tuple[Finding, ...]:
    """Return every finding, sorted by id."""
    return tuple(sorted(FINDINGS, key=lambda finding: finding.id))


def judge(
    seen: Examination, accept: Sequence[tuple[str, str]]
) -> tuple[tuple[Acceptance, ...], tuple[Fault, ...]]:
    """Return what goes into the bundle as accepted, and what refuses the export.

    Noted findings are recorded as accepted with handover's own words; an acceptance of something
    that was not found is not recorded.
    """
    reasons = checked(accept)
    accepted: list[Acceptance] = []
    faults: list[Fault] = []
    for finding in FINDINGS:
        sightings = list(finding.detect(seen))
        if not sightings:
            continue
        if finding.severity is Severity.NOTED:
            reason = reasons.get(finding.id, "noted at export, not refused")
            accepted.append(_acceptance(finding, sightings, reason))
        elif finding.id in reasons and finding.severity is Severity.REFUSED:
            accepted.append(_acceptance(finding, sightings, reasons[finding.id]))
        else:
            faults.extend(_fault(finding, sighting) for sighting in sightings)
    return tuple(accepted), tuple(faults)


def checked(accept: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Return the reasons by finding id.

    Raises
    ------
    UsageError
        HU101 a blank reason, HU102 an unknown id or one that cannot be accepted.
    """
    faults = []
    for name, reason in accept:
        finding = BY_ID.get(name)
        if not reason.strip():
            faults.append(
                Fault(
                    "HU101",
                    f"{name} is accepted without a reason",
                    Owner.DATA_SCIENTIST,
                    expected="reason=a sentence that the backend owner will read",
                    found="reason=blank",
                    next=f'Say why: --accept {name} --reason "…".',
                )
            )
        if finding is None or finding.severity is Severity.FORBIDDEN:
            known = [found.id for found in FINDINGS if found.severity is not Severity.FORBIDDEN]
            faults.append(
                Fault(
                    "HU102",
                    f"nothing called {name} can be accepted at export",
                    Owner.DATA_SCIENTIST,
                    expected=f"one of {', '.join(sorted(known))}",
                    found=f"id={name}",
                    next="Take the id from the refusal itself." if finding is None else finding.fix,
                )
            )
    if faults:
        raise UsageError(*faults)
    return dict(accept)


def _acceptance(finding: Finding, sightings: Sequence[Sighting], reason: str) -> Acceptance:
    places = "; ".join(f"{sighting.where}: {sighting.found}" for sighting in sightings)
    return Acceptance(finding.id, reason.strip(), f"{finding.message} ({places})")


def _fault(finding: Finding, sighting: Sighting) -> Fault:
    return Fault(
        finding.id,
        f"{finding.message}; {finding.reason}",
        finding.owner,
        where=sighting.where,
        found=sighting.found,
        next=finding.fix,
    )
