"""Faults of the bundle reader, collected until all of them are known."""

from __future__ import annotations

from typing import NoReturn

from handover.faults import BundleInvalid, Fault, Owner

AGAIN = "Export the bundle again, or fetch it again; never edit it by hand."


def bundle_fault(
    code: str,
    message: str,
    *,
    where: str | None = None,
    expected: str | None = None,
    found: str | None = None,
    next_step: str = AGAIN,
) -> Fault:
    """Return one HB fault; the owner is the data scientist, who made the bundle."""
    return Fault(code, message, Owner.DATA_SCIENTIST, where, expected, found, next_step)


def refuse(
    code: str,
    message: str,
    *,
    where: str | None = None,
    expected: str | None = None,
    found: str | None = None,
    next_step: str = AGAIN,
) -> NoReturn:
    """Raise `BundleInvalid` with one fault."""
    raise BundleInvalid(
        bundle_fault(
            code, message, where=where, expected=expected, found=found, next_step=next_step
        )
    )
