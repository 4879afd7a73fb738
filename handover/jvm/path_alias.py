"""Paths that the JVM can open, whatever the locale.

Under a locale without UTF-8 (``LC_ALL=C``) a JVM cannot open a path with letters beyond ASCII, and
nothing but another locale cures it. Another locale would hide the faults that a backend shows
under this one, so such paths are given a plain name by a symbolic link instead.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path


def openable(path: str | os.PathLike[str], folder: Path, environment: Mapping[str, str]) -> str:
    """Return an absolute path that names the same file and that the JVM can open.

    Parameters
    ----------
    path
        What the user named; it need not exist.
    folder
        Where a link may be made; its own path should be plain.
    environment
        The JVM's; its locale decides.
    """
    absolute = os.path.abspath(path)
    if absolute.isascii() or os.name != "posix" or _speaks_utf8(environment):
        return absolute
    # The ending stays: a class path tells jars from folders by it.
    suffix = Path(absolute).suffix
    link = folder / f"path-{len(list(folder.iterdir()))}{suffix if suffix.isascii() else ''}"
    link.symlink_to(absolute)
    return str(link)


def _speaks_utf8(environment: Mapping[str, str]) -> bool:
    """Tell whether the C library's rules (LC_ALL, then LC_CTYPE, then LANG) give UTF-8."""
    named = next((environment[k] for k in ("LC_ALL", "LC_CTYPE", "LANG") if environment.get(k)), "")
    return named.upper().replace("-", "").endswith(("UTF8", "UTF8@EURO"))
