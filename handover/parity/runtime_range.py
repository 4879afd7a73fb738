"""Check that a runtime is within the bundle's determinism profile."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from handover.faults import EnvironmentMissing, Fault, Owner

_PARTS = re.compile(r"\d+")


def check_runtime(runtime: str | None, profile: Mapping[str, Any]) -> Fault | None:
    """Return HJ402 when a runtime such as ``"onnxruntime 1.26.0"`` is outside the profile.

    A backend that names no runtime, or another one than the profile, is not judged by it.
    """
    name, _, version = (runtime or "").partition(" ")
    wanted = profile.get("range")
    if not version or name != profile.get("runtime") or not isinstance(wanted, Mapping):
        return None
    reason = _reason(name, version, wanted)
    if reason is None:
        return None
    low, high, denied = _bounds(wanted)
    span = [f">= {low}"] if low is not None else []
    span += [f"< {high}"] if high is not None else []
    span += [f"not {', '.join(denied)}"] if denied else []
    return Fault(
        "HJ402",
        reason,
        Owner.ENVIRONMENT,
        expected=f"{name} {', '.join(span)}",
        found=f"{name}={version}",
        next=f"Install {name} {_right_one(name, profile, wanted)}, or accept this one with "
        '--accept HJ402 --reason "…".',
    )


def _bounds(wanted: Mapping[str, Any]) -> tuple[Any, Any, list[str]]:
    return wanted.get("min"), wanted.get("below"), [str(each) for each in wanted.get("except", ())]


def _reason(name: str, version: str, wanted: Mapping[str, Any]) -> str | None:
    low, high, denied = _bounds(wanted)
    parts = _release(version)
    if any(parts == _release(each) for each in denied):
        return f"{name} {version} is known to answer wrongly and is refused by name"
    if low is not None and parts < _release(str(low)):
        return f"{name} {version} is older than the bundle allows"
    if high is not None and parts >= _release(str(high)):
        return f"{name} {version} is newer than the bundle allows"
    return None


def _right_one(name: str, profile: Mapping[str, Any], wanted: Mapping[str, Any]) -> str:
    """Return the version that the bundle was made with, where that is inside its own range."""
    made = profile.get("producedWith")
    return made if made and _reason(name, made, wanted) is None else "inside the range"


def require_runtime(
    runtime: str | None, profile: Mapping[str, Any], *, accepted: str | None
) -> dict[str, str] | None:
    """Refuse a runtime outside the profile, unless a person gave a reason to accept it.

    Returns
    -------
    dict or None
        The entry for the verdict's ``accepted``, where something was accepted.

    Raises
    ------
    EnvironmentMissing
        HJ402.
    """
    fault = check_runtime(runtime, profile)
    if fault is None:
        return None
    if accepted is None:
        raise EnvironmentMissing(fault)
    return {"id": fault.code, "reason": accepted, "what": f"{fault.message}."}


def _release(version: str) -> tuple[int, ...]:
    """Return the leading numbers; ``1.29`` and ``1.29.0`` are one release."""
    numbers = tuple(int(part) for part in _PARTS.findall(version.partition("+")[0])[:3])
    return numbers + (0,) * (3 - len(numbers))
