"""The child JVM as a process: started with a token, greeted, drained, its end explained."""

from __future__ import annotations

import contextlib
import os
import re
import secrets
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from handover.faults import (
    BundleInvalid,
    EnvironmentMissing,
    Fault,
    HandoverError,
    Owner,
    ParityBroken,
)
from handover.jvm.child_end import ChildEnd, exit_code, last_words
from handover.jvm.drain import Drain
from handover.jvm.gateway_jar import gateway_jar, onnxruntime_library
from handover.jvm.java import Java
from handover.values import parse_json

PREFIX = b"HANDOVER-HELLO "
PROTOCOL = 1
MAIN = "io.handover.gateway.Main"
_TOKEN = "HANDOVER_GATEWAY_TOKEN"
_OPTION_VARIABLES = ("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS")
_COLLECTOR = re.compile(r"-XX:\+Use\w+GC")
_HAS_GROUPS = hasattr(os, "waitid")  # macOS and Linux, not Windows


@dataclass(frozen=True)
class Hello:
    """What the gateway says of itself in its first line."""

    port: int
    java: str
    scala: str
    handover: str


class Child:
    """A gateway JVM; `stop` it, or let it go with its parent: it ends when its stdin does."""

    def __init__(
        self, java: Java, *, options: Sequence[str] = (), start_seconds: float = 60
    ) -> None:
        self.java = java
        self.token = secrets.token_urlsafe(32)
        self._folder = Path(tempfile.mkdtemp(prefix="handover-jvm-"))
        self._process = self._start(options)
        assert self._process.stdout is not None
        assert self._process.stderr is not None
        self._stdout = Drain(self._process.stdout, prefix=PREFIX)
        self._stderr = Drain(self._process.stderr)
        self.killed_at: float | None = None
        try:
            self.hello = self._greet(start_seconds)
        except BaseException:
            self.stop()
            raise

    def _start(self, options: Sequence[str]) -> subprocess.Popen[bytes]:
        library = onnxruntime_library()
        command = [
            str(self.java.program),
            *_quick_start(options, os.environ),
            f"-XX:ErrorFile={self._folder / 'hs_err.log'}",
            "-XX:-CreateCoredumpOnCrash",
            *self.java.quiet_flags,
            *([f"-Dhandover.onnxruntime.library={library}"] if library is not None else []),
            *options,
            "-cp",
            str(gateway_jar()),
            MAIN,
        ]
        try:
            return subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                env={**os.environ, _TOKEN: self.token},
                # Ctrl-C goes to this process alone, which then ends its child in order.
                start_new_session=True,
            )
        except OSError as failure:
            raise EnvironmentMissing(
                Fault(
                    "HJ104",
                    f"Java does not start: {failure}",
                    Owner.ENVIRONMENT,
                    where=str(self.java.program),
                    next="Run handover doctor.",
                )
            ) from None

    def _greet(self, seconds: float) -> Hello:
        self._stdout.told.wait(seconds)
        line = self._stdout.hello
        if line is None:
            ended = self._wait(0.5)
            if ended is not None:
                self._stderr.finish(1)
            state = (
                f"exit={exit_code(ended)}" if ended is not None else f"silent for {seconds:.0f} s"
            )
            raise EnvironmentMissing(
                Fault(
                    "HJ104",
                    "the gateway did not start",
                    Owner.ENVIRONMENT,
                    where=f"{self.java.program} ({self.java.version})",
                    expected=PREFIX.decode().strip(),
                    found=f"{state}; {self.last_words()}",
                    next="Run handover doctor; the words above are the JVM's own.",
                )
            )
        try:
            said: Any = parse_json(line, where="gateway hello")
            hello = Hello(
                int(said["port"]), str(said["java"]), str(said["scala"]), str(said["handover"])
            )
            protocol = said["protocol"]
        except (BundleInvalid, KeyError, TypeError, ValueError):
            raise self._not_understood(line.decode("utf-8", errors="replace")[:200]) from None
        if protocol != PROTOCOL:
            raise self._not_understood(f"protocol={protocol}")
        return hello

    def _not_understood(self, found: str) -> EnvironmentMissing:
        return EnvironmentMissing(
            Fault(
                "HJ105",
                "the gateway's greeting is not understood",
                Owner.ENVIRONMENT,
                expected=f"protocol={PROTOCOL}",
                found=found,
                next="The jar and the Python package are of different versions: install again.",
            )
        )

    @property
    def pid(self) -> int:
        """The process id of the JVM."""
        return self._process.pid

    def kill(self, after_seconds: float) -> None:
        """End the JVM and what it started at its deadline; `explain` then says so."""
        self.killed_at = after_seconds
        self._kill_group()
        self._process.kill()

    def explain(self) -> HandoverError:
        """Say how the JVM ended while it was being asked."""
        code = self._wait(5)
        self._stderr.finish(1)
        if code is None and self.killed_at is None:
            return ParityBroken(
                Fault(
                    "HJ303",
                    "the JVM no longer answers, though it runs",
                    Owner.BACKEND_OWNER,
                    found=self.last_words(),
                    next="Look at what the backend does to its threads and sockets.",
                )
            )
        ended = ChildEnd(
            self.killed_at, exit_code(code or 0), self._crash_report(), self._last_output()
        )
        return ParityBroken(ended.fault)

    def _crash_report(self) -> str | None:
        """Return the beginning of the report that a crashing JVM leaves."""
        try:
            with (self._folder / "hs_err.log").open(encoding="utf-8", errors="replace") as report:
                return report.read(4000)
        except OSError:
            return None

    def last_words(self) -> str:
        """Return the last lines that the JVM printed, on one line."""
        return last_words(self._last_output())

    def _last_output(self) -> str:
        text = self._stderr.tail.strip() or self._stdout.tail.strip()
        return "" if text.startswith(PREFIX.decode()) else text  # nothing but the greeting

    def stop(self) -> None:
        """End the JVM: first by its lifeline, then by force; remove its folder."""
        with contextlib.suppress(OSError):
            if self._process.stdin is not None:
                self._process.stdin.close()
        if self._wait(2) is None:
            self._kill_group()
            self._process.kill()
            self._wait(10)
        for drain in (self._stdout, self._stderr):
            drain.finish(1)
        for pipe in (self._process.stdout, self._process.stderr):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _wait(self, seconds: float) -> int | None:
        """Wait for the end of the JVM, at most so long; what it started ends with it."""
        if _HAS_GROUPS:
            deadline = time.monotonic() + seconds
            while self._process.returncode is None and not self._has_ended():
                if time.monotonic() >= deadline:
                    return None
                time.sleep(0.01)
            if self._process.returncode is None:
                self._kill_group()
        try:
            return self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            return None

    def _has_ended(self) -> bool:
        """Tell whether the JVM has ended, and leave its number taken until it is waited for."""
        options = os.WEXITED | os.WNOHANG | os.WNOWAIT
        return os.waitid(os.P_PID, self._process.pid, options) is not None

    def _kill_group(self) -> None:
        """End the JVM's own group of processes; the number is its own until it is waited for."""
        if _HAS_GROUPS and self._process.returncode is None:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, signal.SIGKILL)


def _quick_start(options: Sequence[str], environment: Mapping[str, str]) -> tuple[str, ...]:
    """Return options for a verification, which is over in seconds: start first, speed second.

    A collector that the user chose stays; a JVM does not start with two.
    """
    given = [*options, *(environment.get(name, "") for name in _OPTION_VARIABLES)]
    chosen = any(_COLLECTOR.search(text) for text in given)
    return (*(() if chosen else ("-XX:+UseSerialGC",)), "-XX:TieredStopAtLevel=1")
