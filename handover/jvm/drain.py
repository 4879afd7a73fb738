"""Drain a pipe of the child and keep its end, so that no output can block it or fill memory."""

from __future__ import annotations

import contextlib
import os
import threading
from typing import IO

KEPT = 64 * 1024  # bytes of output kept for the report


class Drain:
    """Read a pipe to its end on a thread of its own.

    ``prefix`` is looked for at the beginning of lines until it is found once; `hello` then holds
    the rest of that line.
    """

    def __init__(self, pipe: IO[bytes], *, prefix: bytes = b"") -> None:
        self._pipe = pipe
        self._prefix = prefix
        self._tail = bytearray()
        self._lock = threading.Lock()
        self.hello: bytes | None = None
        self.told = threading.Event()  # hello was found, or the pipe has ended
        self._thread = threading.Thread(target=self._run, name="handover-drain", daemon=True)
        self._thread.start()

    @property
    def tail(self) -> str:
        """The last of what was written, as text."""
        with self._lock:
            return self._tail.decode("utf-8", errors="replace")

    def finish(self, seconds: float) -> None:
        """Wait for the end of the pipe, at most so long."""
        self._thread.join(seconds)

    def _run(self) -> None:
        pending = b""
        with contextlib.suppress(OSError, ValueError):
            while chunk := os.read(self._pipe.fileno(), 65536):
                if self._prefix and self.hello is None:
                    pending = self._look(pending + chunk)
                with self._lock:
                    self._tail += chunk
                    del self._tail[:-KEPT]
        self.told.set()

    def _look(self, text: bytes) -> bytes:
        *lines, rest = text.split(b"\n")
        for line in lines:
            if line.startswith(self._prefix):
                self.hello = line[len(self._prefix) :]
                self.told.set()
                return b""
        return rest[-KEPT:]
