"""Find a Java that can build and run the JVM side.

In: the environment (``HANDOVER_JAVA_HOME``, ``JAVA_HOME``, ``PATH``). Out: a :class:`Java`, whose
version was asked of the program itself. Refused, each with its reason: a Java that does not
start, whose answer cannot be read, or that is older than 17.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

OLDEST = 17
"""The oldest major version that the sources are compiled for."""

# `java version "1.8.0_402"`, `openjdk version "17.0.15" 2025-04-15`, `openjdk version "26-ea"`
_VERSION = re.compile(r'version "(?P<text>(?:1\.)?(?P<major>\d+)[^"]*)"')


@dataclass(frozen=True)
class Java:
    """A Java that starts.

    Parameters
    ----------
    program
        Absolute path of the ``java`` program.
    version
        Its version as it prints it, such as ``17.0.15``.
    major
        Its major version: 8 for ``1.8.0_402``.
    origin
        Where it was found, such as ``JAVA_HOME``.
    """

    program: Path
    version: str
    major: int
    origin: str

    @property
    def home(self) -> Path:
        """The directory that ``JAVA_HOME`` would name."""
        return self.program.parent.parent

    @property
    def quiet_flags(self) -> tuple[str, ...]:
        """Flags that silence what Java 24 and later say about sbt and native libraries."""
        if self.major < 24:
            return ()
        return ("--sun-misc-unsafe-memory-access=allow", "--enable-native-access=ALL-UNNAMED")


@dataclass(frozen=True)
class PassedOver:
    """A Java that was looked at and not taken."""

    program: Path
    origin: str
    reason: str

    def __str__(self) -> str:
        return f"{self.origin}: {self.program}: {self.reason}"


def parse_version(text: str) -> tuple[str, int] | None:
    """Read what ``java -version`` prints.

    Parameters
    ----------
    text
        Everything that it printed, of any vendor.

    Returns
    -------
    tuple of str and int, or None
        The version as printed and its major number; None when there is no version in the text.

    Examples
    --------
    >>> parse_version('java version "1.8.0_402"')
    ('1.8.0_402', 8)
    >>> parse_version('openjdk version "17.0.15" 2025-04-15')
    ('17.0.15', 17)
    """
    found = _VERSION.search(text)
    return (found["text"], int(found["major"])) if found else None


def ask(program: Path, origin: str) -> Java | PassedOver:
    """Start a Java and look whether it will do.

    Parameters
    ----------
    program
        The ``java`` program.
    origin
        Where it was found, for the message.
    """
    try:
        answer = subprocess.run(
            [os.fspath(program), "-version"],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=60,
        )
    except (OSError, subprocess.TimeoutExpired) as failure:
        return PassedOver(program, origin, f"does not start: {failure}")
    said = answer.stderr + answer.stdout
    parsed = parse_version(said)
    if answer.returncode != 0 or parsed is None:
        first_line = next(iter(said.splitlines()), "nothing")
        return PassedOver(
            program, origin, f"-version ended with {answer.returncode} and said: {first_line}"
        )
    version, major = parsed
    if major < OLDEST:
        return PassedOver(program, origin, f"is Java {major} ({version}), needed is {OLDEST}")
    return Java(program.absolute(), version, major, origin)


def find(environment: Mapping[str, str]) -> tuple[Java | None, tuple[PassedOver, ...]]:
    """Find the first Java that will do.

    Parameters
    ----------
    environment
        The environment variables to look at: ``HANDOVER_JAVA_HOME``, then ``JAVA_HOME``, then
        every ``java`` on ``PATH``.

    Returns
    -------
    tuple
        The Java, if there is one, and those passed over before it.
    """
    passed_over: list[PassedOver] = []
    for program, origin in _candidates(environment):
        answer = ask(program, origin)
        if isinstance(answer, Java):
            return answer, tuple(passed_over)
        passed_over.append(answer)
    return None, tuple(passed_over)


def _candidates(environment: Mapping[str, str]) -> Iterator[tuple[Path, str]]:
    for variable in ("HANDOVER_JAVA_HOME", "JAVA_HOME"):
        if home := environment.get(variable):
            yield program_in(Path(home)), variable
    for directory in environment.get("PATH", "").split(os.pathsep):
        if directory and (found := shutil.which("java", path=directory)):
            yield Path(found), "PATH"


def program_in(home: Path) -> Path:
    """The ``java`` program of a Java home directory."""
    return home / "bin" / ("java.exe" if os.name == "nt" else "java")
