"""A file that a report goes to, looked at before anything runs.

Whatever else stands there is left as it is: a folder, a device, somebody's notes. The table is
``tests/shared/output_files.json``.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from handover.faults import Fault, HandoverError, Owner, UsageError

_LONGEST = 64 * 1024 * 1024
_START = 64 * 1024


def is_json_report(path: Path) -> bool:
    """Tell whether a file is JSON with a ``format`` of ours, which a new report may replace."""
    from handover.values import parse_json

    if path.stat().st_size > _LONGEST:
        return False
    try:
        document = parse_json(path.read_bytes(), where=str(path))
    except HandoverError:
        return False
    kind = document.get("format") if isinstance(document, dict) else None
    return isinstance(kind, str) and kind.startswith("handover-")


def is_junit_report(path: Path) -> bool:
    """Tell whether a file is JUnit XML with the digest of a bundle among its properties."""
    with path.open("rb") as file:
        start = file.read(_START)
    return start.startswith(b"<?xml ") and b'<property name="handover.bundle.sha256"' in start


def require_writable(
    *outputs: tuple[Path | None, Callable[[Path], bool]], force: bool = False
) -> None:
    """Refuse paths that a report must not go to; those that were not given are left out.

    Parameters
    ----------
    outputs
        Each path with what tells a report of its kind from other files.
    force
        Replace files that are no reports.

    Raises
    ------
    UsageError
        HU121 no regular file, HU122 somebody else's file, HU123 no folder around it, HU104 two
        reports in one file.
    """
    given = [(path, is_ours) for path, is_ours in outputs if path is not None]
    faults = [
        fault
        for path, is_ours in given
        if (fault := _fault(path, is_ours, force=force)) is not None
    ]
    names = [os.path.abspath(path) for path, _ in given]
    if len(set(names)) < len(names):
        faults.append(
            Fault(
                "HU104",
                "two reports go to one file",
                Owner.BACKEND_OWNER,
                found=f"file={names[0]}",
                next="Give each a name of its own.",
            )
        )
    if faults:
        raise UsageError(*faults)


def require_place(path: Path) -> None:
    """Refuse a path that no file can have.

    Raises
    ------
    UsageError
        HU121 no regular file has this name, HU123 no folder around it.
    """
    if (fault := _misplaced(path)) is not None:
        raise UsageError(fault)


def _fault(path: Path, is_ours: Callable[[Path], bool], *, force: bool) -> Fault | None:
    misplaced = _misplaced(path)
    if misplaced is not None or not path.exists() or force:
        return misplaced
    # An empty file, as mktemp leaves it, holds nothing to lose.
    if path.stat().st_size == 0 or is_ours(path):
        return None
    return _refused(
        path,
        "HU122",
        "the file is there already, and it is no report of this kind",
        f"size={path.stat().st_size}",
        "Give another name, or --force to replace it.",
    )


def _misplaced(path: Path) -> Fault | None:
    folder = Path(os.path.abspath(path)).parent
    if not folder.is_dir():
        return _refused(
            path,
            "HU123",
            "the folder of the file is not there",
            f"folder={folder}",
            "Make it first.",
        )
    if os.path.lexists(path) and not path.is_file():
        return _refused(
            path,
            "HU121",
            "something that is no file has this name",
            f"kind={'folder' if path.is_dir() else 'special'}",
            "Give the name of a file.",
        )
    return None


def _refused(path: Path, code: str, message: str, found: str, step: str) -> Fault:
    return Fault(code, message, Owner.BACKEND_OWNER, where=str(path), found=found, next=step)
