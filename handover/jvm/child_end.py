"""The end of a child JVM that left no answer, in the words that both languages use.

The table is ``tests/shared/child_ends.json``.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from handover.faults import Fault, Owner

_CRASHES = (134, 139)  # SIGABRT, SIGSEGV
_SIGNALS = ("SIG", "EXCEPTION", "Internal Error")


@dataclass(frozen=True)
class ChildEnd:
    """How a child JVM ended.

    Parameters
    ----------
    killed_after
        The deadline in seconds, when it was killed at it.
    exit
        Its exit code, 128 and the signal for one that died of a signal.
    crash
        The report that a crashing JVM leaves.
    output
        The last of what it printed.
    """

    killed_after: float | None
    exit: int
    crash: str | None
    output: str

    @property
    def fault(self) -> Fault:
        """Name the end: HJ301 the deadline, HJ304 a crash in native code, HJ303 any other."""
        if self.killed_after is not None:
            return _fault(
                "HJ301",
                f"the backend did not answer within {self.killed_after:g} s; the JVM was killed",
                None,
                "Look where it hangs, or allow more with --timeout.",
            )
        if self.crash is not None or self.exit in _CRASHES:
            return _fault(
                "HJ304",
                "the JVM crashed in native code",
                f"exit={self.exit}; {self._crash_line()}",
                "The frame names the code at fault, mostly a native library: update it.",
            )
        return _fault(
            "HJ303",
            "the JVM is gone: the backend, or somebody else, ended it",
            f"exit={self.exit}; {last_words(self.output)}",
            "Remove System.exit from the backend; exit=137 is a kill, or the memory guard's.",
        )

    def _crash_line(self) -> str:
        """Return signal and native frame, the two lines of a crash report that say most."""
        lines = [line.lstrip("# ") for line in (self.crash or "").splitlines()]
        told = [line for line in lines if line.startswith(_SIGNALS)]
        told += [
            f"in {frame}" for heading, frame in pairwise(lines) if heading == "Problematic frame:"
        ]
        return " ".join(told)[:300] or last_words(self.output)


def last_words(output: str) -> str:
    """Return the last lines that a JVM printed, on one line."""
    lines = output.strip().splitlines()[-4:]
    return " | ".join(line.strip() for line in lines)[:500] or "no output"


def exit_code(returned: int) -> int:
    """Return the code of a process as a shell gives it: 128 and the signal that ended it."""
    return 128 - returned if returned < 0 else returned


def _fault(code: str, message: str, found: str | None, step: str) -> Fault:
    return Fault(code, message, Owner.BACKEND_OWNER, found=found, next=step)
