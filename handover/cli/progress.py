"""Progress of long work: on a terminal only, on stderr only, gone when the work is done."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from types import TracebackType


class Stages:
    """Name the stage that is running; say afterwards how long it took.

    Use as a context manager and call it with the name of each stage as it begins.
    """

    def __init__(self) -> None:
        self._shown = sys.stderr.isatty()
        self._name: str | None = None
        self._since = 0.0

    def __enter__(self) -> Stages:
        return self

    def __call__(self, name: str) -> None:
        """Begin a stage, which ends the one before."""
        self._end()
        self._name, self._since = name, time.monotonic()
        if self._shown:
            sys.stderr.write(f"  {name} …")
            sys.stderr.flush()

    def count(self, noun: str, done: int, total: int) -> None:
        """Show how far the stage has come; what was counted goes when all of it is done."""
        if self._shown and self._name is not None:
            counted = f"{done:,} of {total:,} {noun}" if done < total else ""
            sys.stderr.write(f"\r\x1b[K  {self._name} … {counted}".rstrip(" "))
            sys.stderr.flush()

    def _end(self) -> None:
        if self._shown and self._name is not None:
            took = time.monotonic() - self._since
            sys.stderr.write(f"\r\x1b[K  {self._name} ({took:.1f} s)\n")
            sys.stderr.flush()
        self._name = None

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if error is not None and self._shown and self._name is not None:
            sys.stderr.write("\n")
            self._name = None
        self._end()


def counter(noun: str) -> Callable[[int, int], None] | None:
    """Return a callback ``(done, total)`` for a terminal; None where there is none."""
    if not sys.stderr.isatty():
        return None

    def show(done: int, total: int) -> None:
        sys.stderr.write(f"\r\x1b[K  {done:,} of {total:,} {noun}")
        if done >= total:
            sys.stderr.write("\r\x1b[K")
        sys.stderr.flush()

    return show
