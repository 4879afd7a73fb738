"""The exceptions that carry faults, one class per exit code family."""

from __future__ import annotations

from enum import IntEnum
from typing import ClassVar

from handover.faults.fault import Fault


class ExitCode(IntEnum):
    """Exit codes of every command, the same in Python and in the jar."""

    HOLDS = 0
    BROKEN = 1
    USAGE = 2
    INVALID = 3
    ENVIRONMENT = 4


class HandoverError(Exception):
    """A failure a user can cause, with all its faults at once.

    ``str()`` is one line a fault. ``faults`` is never empty.
    """

    exit_code: ClassVar[ExitCode] = ExitCode.BROKEN

    def __init__(self, *faults: Fault) -> None:
        super().__init__(*faults)
        self.faults: tuple[Fault, ...] = faults

    def __str__(self) -> str:
        return "\n".join(str(fault) for fault in self.faults)


class ParityBroken(HandoverError):
    """What both sides agreed on does not hold."""


class ExportRefused(HandoverError):
    """The model cannot be handed over as it is; each fault says why and which edit mends it."""


class UsageError(HandoverError):
    """The command or call itself is wrong."""

    exit_code = ExitCode.USAGE


class ContractInvalid(HandoverError):
    """The contract cannot be read or breaks a rule."""

    exit_code = ExitCode.INVALID


class BundleInvalid(HandoverError):
    """The bundle cannot be trusted."""

    exit_code = ExitCode.INVALID


class EnvironmentMissing(HandoverError):
    """Something the machine should offer is not there: a JVM, a jar, a runtime, an extra."""

    exit_code = ExitCode.ENVIRONMENT
