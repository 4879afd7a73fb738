"""Faults as data: code, place, expected against found, next step, and owner.

Nothing comes in; every other package raises `HandoverError` with one or more `Fault` values.
Words around a fault (headings, hints, colour) are made by `handover.report` alone.
"""

from handover.faults.fault import Fault, Owner
from handover.faults.raised import (
    BundleInvalid,
    ContractInvalid,
    EnvironmentMissing,
    ExitCode,
    ExportRefused,
    HandoverError,
    ParityBroken,
    UsageError,
)

__all__ = [
    "BundleInvalid",
    "ContractInvalid",
    "EnvironmentMissing",
    "ExitCode",
    "ExportRefused",
    "Fault",
    "HandoverError",
    "Owner",
    "ParityBroken",
    "UsageError",
]
