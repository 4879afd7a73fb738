"""Faults as text: place, code and message; expected and found; next step; owner."""

from __future__ import annotations

from collections.abc import Sequence

from handover.faults import Fault, HandoverError
from handover.report.paragraph import wrapped


def render_faults(error: HandoverError, *, width: int = 80) -> str:
    """Render all faults of an error, one block each."""
    return "\n".join(_block(fault, width) for fault in error.faults)


def _block(fault: Fault, width: int) -> str:
    place = f"{fault.where}: " if fault.where else ""
    lines: list[str] = wrapped(f"{fault.code} {fault.message}", width, indent="", hang="    ")
    if place:
        lines = [f"{place}".rstrip(), *(f"  {line}" for line in lines)]
    for word, value in (("expected", fault.expected), ("found", fault.found)):
        if value is not None:
            lines += wrapped(f"{word}: {value}", width, indent="    ", hang="      ")
    lines.append(f"    owner: {fault.owner.value}")
    if fault.next is not None:
        lines += wrapped(f"next: {fault.next}", width, indent="    ", hang="      ")
    return "\n".join(lines)


def fault_lines(faults: Sequence[Fault]) -> list[str]:
    """Return one line a fault, for places that have room for no more."""
    return [str(fault) for fault in faults]
