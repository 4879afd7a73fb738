"""One finding: an id that never changes, what was measured, and the edit that mends it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum

from handover.faults import Owner
from handover.onnx_export.checks.context import Examination


class Severity(Enum):
    """What a finding does to an export."""

    REFUSED = "refused; may be accepted with a reason"
    FORBIDDEN = "refused; cannot be accepted"
    NOTED = "exported; noted in the bundle"


@dataclass(frozen=True)
class Sighting:
    """A finding in one model: at which step or column, and what is there."""

    where: str
    found: str


@dataclass(frozen=True)
class Finding:
    """A conversion known to answer wrongly without a word, and how a static look tells.

    ``reason`` holds what was measured, ``fix`` the edit as one imperative sentence.
    """

    id: str
    name: str
    message: str
    reason: str
    fix: str
    severity: Severity
    detect: Callable[[Examination], Iterator[Sighting]]
    owner: Owner = Owner.DATA_SCIENTIST
