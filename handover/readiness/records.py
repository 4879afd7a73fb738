"""Verdicts kept beside a bundle, so that status need not run the backend again (ADR 0006)."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from handover.bundle import write_atomically
from handover.faults import BundleInvalid, EnvironmentMissing, Fault, Owner
from handover.parity import Verdict
from handover.values import canonical_json, parse_json

FORMAT = "handover-verdict/1"
_MAX_BYTES = 64 * 2**20


@dataclass(frozen=True)
class Record:
    """One verdict as it was read: plain JSON, believed only after `parity_item` recomputes it."""

    path: Path
    verdict: Mapping[str, Any]

    @property
    def backend(self) -> str:
        """Return the address of the backend that the record is about."""
        return str(self.verdict["backend"]["address"])


def folder_of(bundle_path: Path) -> Path:
    """Return the folder that holds the records of a bundle."""
    return bundle_path.with_name(bundle_path.name + ".verdicts")


def keep_record(bundle_path: Path, verdict: Verdict) -> Path | None:
    """Keep a verdict beside its bundle, replacing the one of the same backend.

    Returns
    -------
    Path or None
        The file, or None where the folder cannot be written: a bundle may lie on a read-only
        volume, and a verdict is no worse for that.
    """
    address = verdict.backend.address
    plain = re.sub(r"[^A-Za-z0-9]+", "-", address).strip("-")[:60]
    name = f"{plain}-{hashlib.sha256(address.encode()).hexdigest()[:8]}.json"
    try:
        return write_atomically(folder_of(bundle_path) / name, canonical_json(verdict.to_json()))
    except EnvironmentMissing:
        return None


def read_records(bundle_path: Path) -> tuple[Record, ...]:
    """Read the records of a bundle, sorted by file name; none is not an error."""
    folder = folder_of(bundle_path)
    return tuple(read_record(path) for path in sorted(folder.glob("*.json")))


def read_record(path: Path) -> Record:
    """Read one verdict file.

    Raises
    ------
    BundleInvalid
        HD101 when it is not a verdict of a format this version knows.
    """
    try:
        if path.stat().st_size > _MAX_BYTES:
            raise _not_a_verdict(path, f"size={path.stat().st_size}")
        verdict = parse_json(path.read_bytes(), where=str(path))
    except OSError as refused:
        raise _not_a_verdict(path, str(refused.strerror)) from None
    if not isinstance(verdict, dict) or verdict.get("format") != FORMAT:
        found = verdict.get("format") if isinstance(verdict, dict) else type(verdict).__name__
        raise _not_a_verdict(path, f"format={found}")
    if not isinstance(verdict.get("backend"), dict) or "address" not in verdict["backend"]:
        raise _not_a_verdict(path, "no backend.address")
    return Record(path, verdict)


def _not_a_verdict(path: Path, found: str) -> BundleInvalid:
    return BundleInvalid(
        Fault(
            "HD101",
            "not a verdict",
            Owner.BACKEND_OWNER,
            where=str(path),
            expected=f"format={FORMAT}",
            found=found,
            next="Run handover verify again, or remove the file.",
        )
    )
