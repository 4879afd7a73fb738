"""The child JVM as a process: started with a token, greeted, drained, its end explained."""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Sequence
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
from handover.jvm.drain import Drain
from handover.jvm.gateway_jar import gateway_jar, onnxruntime_library
from handover.jvm.java import Java
from handover.values import parse_json

PREFIX = b"HANDOVER-HELLO "
PROTOCOL = 1
MAIN = "io.handover.gateway.Main"
_TOKEN = "HANDOVER_GATEWAY_TOKEN"


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
            # A verification is over in seconds: a quick start is worth more than peak speed.
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
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
            state = f"exit={ended}" if ended is not None else f"silent for {seconds:.0f} s"
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
        """End the JVM at its deadline; `explain` then says so."""
        self.killed_at = after_seconds
        self._process.kill()

    def explain(self) -> HandoverError:
        """Say how the JVM ended while it was being asked."""
        code = self._wait(5)
        self._stderr.finish(1)
        if self.killed_at is not None:
            return _broken(
                "HJ301",
                f"the backend did not answer within {self.killed_at:g} s; the JVM was killed",
                None,
                "Look where it hangs, or allow more with --timeout.",
            )
        crash = self._folder / "hs_err.log"
        if crash.is_file() or (
            code is not None and code in (-signal.SIGSEGV, -signal.SIGABRT, 134, 139)
        ):
            return _broken(
                "HJ304",
                "the JVM crashed in native code",
                f"exit={code}; {self._crash_line(crash)}",
                "The frame names the code at fault, mostly a native library: update it.",
            )
        if code is None:
            return _broken(
                "HJ303",
                "the JVM no longer answers, though it runs",
                self.last_words(),
                "Look at what the backend does to its threads and sockets.",
            )
        return _broken(
            "HJ303",
            "the JVM is gone: the backend, or somebody else, ended it",
            f"exit={code}; {self.last_words()}",
            "Remove System.exit from the backend; exit=-9 is a kill, or the memory guard's.",
        )

    def _crash_line(self, crash: Path) -> str:
        """Return signal and native frame, the two lines of a crash report that say most."""
        if not crash.is_file():
            return self.last_words()
        with crash.open(encoding="utf-8", errors="replace") as report:
            lines = [line.strip("# \n") for line in report.read(4000).splitlines()]
        told = [line for line in lines if line.startswith(("SIG", "EXCEPTION", "Internal Error"))]
        told += [
            f"in {lines[place + 1]}"
            for place, line in enumerate(lines[:-1])
            if line == "Problematic frame:"
        ]
        return " ".join(told)[:300] or self.last_words()

    def last_words(self) -> str:
        """Return the last lines that the JVM printed, on one line."""
        text = self._stderr.tail.strip() or self._stdout.tail.strip()
        if text.startswith(PREFIX.decode()):
            text = ""  # nothing but the greeting
        return " | ".join(line.strip() for line in text.splitlines()[-4:])[:500] or "no output"

    def stop(self) -> None:
        """End the JVM: first by its lifeline, then by force; remove its folder."""
        with contextlib.suppress(OSError):
            if self._process.stdin is not None:
                self._process.stdin.close()
        if self._wait(2) is None:
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
        try:
            return self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            return None


def _broken(code: str, message: str, found: str | None, step: str) -> ParityBroken:
    return ParityBroken(Fault(code, message, Owner.BACKEND_OWNER, found=found, next=step))
