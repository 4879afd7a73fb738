"""A run of the tests of the rooms at hand: ``python -m build_tools.quick_run [ROOM ...]``.

In: names of rooms (folders of ``tests/``), or none for those whose files differ from the branch
``main``. Out: what their tests print, without those marked ``slow``, and the exit code of pytest.
sbt is started only for Scala modules that differ from ``main``, for one Scala version.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable, Sequence

from build_tools import jars, sbt
from build_tools.missing import EXIT_CODE, ToolMissing
from build_tools.test_run import pytest
from build_tools.toolchain import ROOT

MAIN = "main"
SCALA = "jvm-bridge"
ALWAYS = ("tests/test_layers.py",)


def changed_files() -> list[str]:
    """Return the paths that differ from where this branch left ``main``, new ones included."""
    base = _git("merge-base", MAIN, "HEAD")[0]
    return [
        *_git("diff", "--name-only", base),
        *_git("ls-files", "--others", "--exclude-standard"),
    ]


def rooms(paths: Iterable[str]) -> list[str]:
    """Return the folders of ``tests/`` that the paths belong to.

    >>> rooms(["handover/bundle/archive.py", "tests/values/test_row.py", "README.md"])
    ['bundle', 'values']
    >>> rooms(["examples/trasos/demo.py", "build_tools/jars.py", "handover/version.py"])
    ['build_tools', 'examples']
    """
    found = set()
    for path in paths:
        first, _, rest = path.partition("/")
        name = rest.partition("/")[0] if first in ("handover", "tests") else first
        if (ROOT / "tests" / name).is_dir() and rest:
            found.add(name)
    return sorted(found)


def scala_modules(paths: Iterable[str]) -> list[str]:
    """Return the modules of the sbt build that the paths belong to.

    >>> scala_modules(["jvm-bridge/core/src/main/scala/io/handover/Row.scala", "tests/x.py"])
    ['core']
    """
    inside = [path.split("/") for path in paths if path.startswith(f"{SCALA}/")]
    return sorted({parts[1] for parts in inside if parts[2:3] == ["src"]})


def commands(wanted: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return what pytest is given, and what sbt is told (nothing: sbt is not started)."""
    paths = [] if wanted else changed_files()
    names = wanted or rooms(paths)
    modules = scala_modules(paths)
    tables = ["shared"] if any(path.startswith("tests/shared/") for path in paths) else []
    if tables and "core" not in modules:
        modules = ["core", *modules]
    tests = [f"tests/{name}" for name in names]
    return [*tests, *ALWAYS], [f"{module}/test" for module in modules]


def run(wanted: Sequence[str]) -> int:
    """Run the tests of the rooms; the first exit code that is not 0, or 0.

    Raises
    ------
    ToolMissing
        When Scala changed and no Java or sbt could be had.
    """
    given, told = commands(wanted)
    if told:
        needed = jars.stale((jars.GATEWAY, jars.FAULTY))
        if code := sbt.run([*jars.commands(needed), *told]):
            return code
        for jar in needed:
            jar.place()
    print(f"handover tests: {' '.join(given)}", flush=True)
    return pytest(["-m", "not slow", *given])


def _git(*words: str) -> list[str]:
    done = subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout.splitlines()


def main() -> int:
    """Run the rooms on the command line, or those that changed."""
    wanted = sys.argv[1:]
    if unknown := [name for name in wanted if not (ROOT / "tests" / name).is_dir()]:
        print(f"handover tests: no room tests/{unknown[0]}; see tests/", file=sys.stderr)
        return 2
    try:
        return run(wanted)
    except ToolMissing as missing:
        print(f"handover build: {missing}", file=sys.stderr)
        return EXIT_CODE


if __name__ == "__main__":
    sys.exit(main())
