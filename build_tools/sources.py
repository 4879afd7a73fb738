"""The digest of what a jar is made from.

In: the files under ``jvm-bridge/`` that end up in a jar or steer its build. Out: one sha256 over
their paths and bytes, which the build writes into the jar's manifest; equal digests mean that
the jar needs no sbt.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path


def digest(build: Path, modules: Iterable[str]) -> str:
    """The digest of the sources of some modules and of the build definition.

    Parameters
    ----------
    build
        The directory of the sbt build.
    modules
        Directories of modules in it; one that does not exist counts as empty.

    Returns
    -------
    str
        Hexadecimal sha256; it depends on relative paths and bytes alone, not on times or order.
    """
    found = [build / "build.sbt", *(build / "project").glob("*.*")]
    for module in modules:
        found += (build / module / "src" / "main").rglob("*")
    whole = hashlib.sha256()
    for path in sorted(path for path in found if path.is_file()):
        content = hashlib.sha256(path.read_bytes()).hexdigest()
        whole.update(f"{path.relative_to(build).as_posix()}\0{content}\n".encode())
    return whole.hexdigest()
