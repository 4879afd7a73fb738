"""Rebuild the jars whose Scala sources changed: ``python -m build_tools.jars [--cli] [--check]``.

In: the sources under ``jvm-bridge/``. Out: the gateway jar that the wheel carries, the jar of
faulty backends for the tests, and with ``--cli`` the stand-alone ``dist/handover.jar``. A jar
whose manifest holds the digest of the present sources is left alone, without starting sbt.
``--check`` builds nothing and ends with 1 when a jar is missing or stale.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from build_tools import sbt, sources
from build_tools.missing import EXIT_CODE, ToolMissing
from build_tools.toolchain import ROOT

ATTRIBUTE = "Handover-Source-Digest"
"""The attribute of the jar's manifest that holds the digest."""


@dataclass(frozen=True)
class Jar:
    """One jar of the build.

    Parameters
    ----------
    project
        The sbt project that assembles it.
    built
        Where sbt leaves it, under ``jvm-bridge/``.
    path
        Where it belongs, under the root of the repository.
    modules
        The modules whose sources it is made from.
    """

    project: str
    built: str
    path: str
    modules: tuple[str, ...]

    @property
    def digest(self) -> str:
        """The digest of the sources as they are now."""
        return sources.digest(sbt.BUILD, self.modules)

    def is_current(self) -> bool:
        """Whether the jar is there and made from the sources as they are now."""
        return embedded_digest(ROOT / self.path) == self.digest

    def is_built(self) -> bool:
        """Whether sbt has left the jar of the present sources, whole."""
        return embedded_digest(sbt.BUILD / self.built) == self.digest

    def place(self) -> None:
        """Copy what sbt built to where it belongs."""
        place(sbt.BUILD / self.built, ROOT / self.path)


_RUNTIME = ("core", "evaluator", "onnxruntime", "backends", "cli")

GATEWAY = Jar(
    project="gatewayJar",
    built="gateway/jar/target/handover-gateway.jar",
    path="handover/jvm/jars/handover-gateway.jar",
    modules=(*_RUNTIME, "gateway"),
)
FAULTY = Jar(
    project="faulty",
    built="faulty/target/assembled/handover-faulty.jar",
    path="jvm-bridge/faulty/target/handover-faulty.jar",
    modules=("core", "onnxruntime", "faulty"),
)
CLI = Jar(
    project="cliJar",
    built="cli/jar/target/handover.jar",
    path="dist/handover.jar",
    modules=_RUNTIME,
)


def place(built: Path, target: Path) -> None:
    """Copy a file to where it belongs, in one step."""
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_name(f"{target.name}.{os.getpid()}.part")
    shutil.copyfile(built, unfinished)
    os.replace(unfinished, target)


def embedded_digest(path: Path) -> str | None:
    """The source digest in a jar's manifest; None when there is no such jar or attribute."""
    try:
        with zipfile.ZipFile(path) as jar:
            manifest = jar.read("META-INF/MANIFEST.MF").decode("utf-8")
    except (OSError, KeyError, zipfile.BadZipFile):
        return None
    # A manifest folds lines at 72 bytes: the rest goes on after a line break and one space.
    for line in manifest.replace("\r\n", "\n").replace("\n ", "").splitlines():
        name, _, value = line.partition(": ")
        if name == ATTRIBUTE:
            return value
    return None


def stale(jars: Iterable[Jar]) -> tuple[Jar, ...]:
    """Return the jars that are missing or made from other sources."""
    return tuple(jar for jar in jars if not jar.is_current())


def commands(jars: Iterable[Jar]) -> list[str]:
    """Return what sbt is told to assemble the jars."""
    return [
        *(f"-Dhandover.digest.{jar.project}={jar.digest}" for jar in jars),
        *(f"{jar.project}/assembly" for jar in jars),
    ]


def build(jars: Iterable[Jar]) -> int:
    """Assemble the jars that are missing or stale, in one run of sbt.

    Returns
    -------
    int
        sbt's exit code; 0 when there was nothing to do.
    """
    needed = stale(jars)
    if not needed:
        return 0
    code = sbt.run(commands(needed))
    if code == 0:
        for jar in needed:
            jar.place()
    return code


def main() -> int:
    """Build, or check with ``--check``, the jars."""
    parser = argparse.ArgumentParser(prog="python -m build_tools.jars", description=__doc__)
    parser.add_argument("--cli", action="store_true", help="dist/handover.jar too")
    parser.add_argument("--check", action="store_true", help="only say whether they are current")
    options = parser.parse_args()
    jars = (GATEWAY, FAULTY, CLI) if options.cli else (GATEWAY, FAULTY)
    if options.check:
        found = stale(jars)
        for jar in found:
            print(f"missing or older than its sources: {jar.path}")
        return 1 if found else 0
    try:
        return build(jars)
    except ToolMissing as missing:
        print(f"handover build: {missing}", file=sys.stderr)
        return EXIT_CODE


if __name__ == "__main__":
    sys.exit(main())
