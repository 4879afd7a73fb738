"""Build the Scala backend: handover's artifacts published locally, then the backend's own sbt.

Nothing is built when no source has changed since the last build.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

from build_tools import published, sbt
from trasos.places import BACKEND, ROOT

_STAMP = BACKEND / "target/sources.sha256"


def build_backend(*, log: Path) -> int:
    """Compile the backend and its faulty relatives; 0, or sbt's exit code (see ``log``)."""
    digest = _digest()
    if _STAMP.is_file() and _STAMP.read_text(encoding="ascii") == digest:
        return 0
    code = 0 if published.is_current() else _sbt(sbt.BUILD, published.commands(), log=log)
    if code == 0:
        # `update` keeps what it resolved; a snapshot published again needs a clean start.
        commands = ["clean", "faulty/clean", "Compile/products", "faulty/Compile/products"]
        code = _sbt(BACKEND, [*commands, "Test/compile"], log=log)
    if code == 0:
        _STAMP.write_text(digest, encoding="ascii")
    return code


def run_backend_tests(*, log: Path) -> int:
    """Run the backend's tests, nothing native loaded and no Python; 0, or sbt's exit code."""
    return _sbt(BACKEND, ["testWithoutNatives"], log=log)


def _sbt(folder: Path, commands: Sequence[str], *, log: Path) -> int:
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("wb") as out:
        return subprocess.run(
            sbt.command(os.environ, commands),
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            check=False,
        ).returncode


def _digest() -> str:
    sha = hashlib.sha256(published.digest().encode("ascii"))
    for path in sorted(_sources()):
        sha.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return sha.hexdigest()


def _sources() -> Iterator[Path]:
    for path in BACKEND.rglob("*"):
        inside = path.relative_to(BACKEND).parts
        # Trained weights are copied anew by every `sbt test`; they compile to nothing.
        if path.is_file() and not {"target", "resources"}.intersection(inside):
            yield path
