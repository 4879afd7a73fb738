"""A run of every check and test of both languages: ``python -m build_tools.test_run``.

In: the checkout, and arguments for pytest. Out: what the formatters, the type checker and the tests
print; exit code 0 when all of them passed. sbt is started once: it assembles the jars whose sources
changed and publishes what the example builds on, then checks formats and runs the tests of both
Scala versions. Beside it go Python's own checks and, as soon as the jars are there, its tests.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from typing import IO

from build_tools import jars, published, sbt
from build_tools.missing import EXIT_CODE, ToolMissing
from build_tools.toolchain import ROOT

JARS = (jars.GATEWAY, jars.FAULTY)
FOLDERS = ("handover", "tests", "build_tools", "benchmarks", "examples")
CHECKS = (
    ("ruff", "check", *FOLDERS),
    ("ruff", "format", "--check", *FOLDERS),
    ("mypy", "handover", "build_tools"),
)
WORKERS = ("-n", "auto", "--maxprocesses", "4", "--dist", "worksteal")


def sbt_commands() -> list[str]:
    """Return everything that the one start of sbt is told to do: first what Python waits for."""
    stale = jars.stale(JARS)
    publish = [] if published.is_current() else published.commands()
    return [
        *jars.commands(stale),
        *publish,
        "scalafmtCheckAll",
        "scalafmtSbtCheck",
        "+test",
    ]


def python_checks() -> int:
    """Run formatter, linter and type checker to the end; 0 when all of them passed."""
    codes = [
        subprocess.run([sys.executable, "-m", *check], cwd=ROOT, check=False).returncode
        for check in CHECKS
    ]
    return max(codes, key=abs)


def await_jars(running: subprocess.Popen[bytes]) -> bool:
    """Put every jar in place once sbt has built it; False when sbt ends without one."""
    while True:
        ended = running.poll() is not None
        for jar in jars.stale(JARS):
            if jar.is_built():
                jar.place()
        if not jars.stale(JARS) and published.is_current():
            return True
        if ended:
            return False
        time.sleep(1)


def run(pytest_arguments: Sequence[str]) -> int:
    """Run everything; the first exit code that is not 0, or 0.

    Raises
    ------
    ToolMissing
        When no Java or sbt could be had.
    """
    command = sbt.command(os.environ, sbt_commands())
    with (
        tempfile.TemporaryFile() as told,
        subprocess.Popen(
            command,
            cwd=sbt.BUILD,
            stdin=subprocess.DEVNULL,
            stdout=told,
            stderr=subprocess.STDOUT,
        ) as running,
    ):
        try:
            checks = python_checks()
            tests = pytest(pytest_arguments) if await_jars(running) else 1
            jvm = running.wait()
        except BaseException:
            running.terminate()
            raise
        _show(told)
    parts = {"checks of Python": checks, "tests of Python": tests, "sbt": jvm}
    for name, code in parts.items():
        print(f"{name}: {'passed' if code == 0 else f'failed with exit code {code}'}")
    return next((code for code in parts.values() if code != 0), 0)


def pytest(arguments: Sequence[str]) -> int:
    """Run Python's tests in as many workers as there are cores; pytest's exit code.

    The tests start Python dozens of times: compiled modules are kept, whatever the environment
    says.
    """
    environment = {**os.environ}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    words = [sys.executable, "-m", "pytest", *WORKERS, *arguments]
    return subprocess.run(words, cwd=ROOT, env=environment, check=False).returncode


def _show(told: IO[bytes]) -> None:
    told.seek(0)
    sys.stdout.flush()
    sys.stdout.buffer.write(told.read())
    sys.stdout.flush()


def main() -> int:
    """Run everything; arguments go to pytest."""
    try:
        return run(sys.argv[1:])
    except ToolMissing as missing:
        print(f"handover build: {missing}", file=sys.stderr)
        return EXIT_CODE


if __name__ == "__main__":
    sys.exit(main())
