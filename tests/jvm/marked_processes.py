"""The processes that a test started, children of children included, found by a mark on them.

A mark is a variable of the environment, which every process hands on to what it starts. Linux alone
shows it.
"""

from __future__ import annotations

import os
import sys
import time
import uuid
from pathlib import Path

import pytest

VARIABLE = "HANDOVER_TEST_MARK"

needs_marks = pytest.mark.skipif(sys.platform != "linux", reason="marks are read from /proc")


class Mark:
    """A mark that no other process has."""

    def __init__(self) -> None:
        self.text = uuid.uuid4().hex

    @property
    def environment(self) -> dict[str, str]:
        """This process's environment with the mark."""
        return {**os.environ, VARIABLE: self.text}

    def pids(self) -> list[int]:
        """Return the marked processes that run; one that only waits to be reaped does not."""
        return [int(entry.name) for entry in Path("/proc").iterdir() if self._runs(entry)]

    def _runs(self, entry: Path) -> bool:
        if not entry.name.isdigit() or int(entry.name) == os.getpid():
            return False
        try:
            marked = f"{VARIABLE}={self.text}".encode() in (entry / "environ").read_bytes()
            return marked and b") Z " not in (entry / "stat").read_bytes()
        except OSError:
            return False

    def wait_for(self, count: int, seconds: float = 30) -> list[int]:
        """Wait until so many run, and return them; whatever runs at the end of the time."""
        until = time.monotonic() + seconds
        while len(found := self.pids()) != count and time.monotonic() < until:
            time.sleep(0.05)
        return found
