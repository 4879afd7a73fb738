"""Writing a file as a whole or not at all."""

from __future__ import annotations

import contextlib
import os
import secrets
from collections.abc import Iterable
from pathlib import Path

from handover.faults import EnvironmentMissing, Fault, Owner

_BINARY = getattr(os, "O_BINARY", 0)  # Windows alone tells text from binary


def write_atomically(path: Path | str, contents: bytes | Iterable[bytes]) -> Path:
    """Write a file so that every reader sees the old contents or the new, never a part.

    The bytes go to a temporary file beside the target, reach the disk (fsync) and take the name by
    rename: a process killed half-way leaves the old file, two writers leave the one or the other.
    The folder is made when it is missing.

    Parameters
    ----------
    path
        The target; replaced when it exists.
    contents
        The bytes, whole or in pieces.

    Raises
    ------
    EnvironmentMissing
        HB501 when the system refuses: full disk, no permission, a folder in the way.
    """
    target = Path(path)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        # Short: the name of the target itself may already be as long as the system allows. Not
        # mkstemp, whose files only their owner reads: a bundle is there to be passed on.
        name = target.parent / f".handover-{secrets.token_hex(8)}.tmp"
        handle = os.open(name, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, 0o666)
        try:
            with os.fdopen(handle, "wb") as file:
                for piece in [contents] if isinstance(contents, bytes) else contents:
                    file.write(piece)
                file.flush()
                os.fsync(file.fileno())
            os.replace(name, target)
        except BaseException:
            with contextlib.suppress(OSError):
                os.unlink(name)
            raise
        _sync_folder(target.parent)
    except OSError as refused:
        raise EnvironmentMissing(
            Fault(
                "HB501",
                "the file cannot be written; nothing was changed",
                Owner.ENVIRONMENT,
                where=str(target),
                found=f"{type(refused).__name__}: {refused.strerror or refused}",
                next="Free space or choose another folder, then run the command again.",
            )
        ) from None
    return target


def _sync_folder(folder: Path) -> None:
    """Make the rename itself last; systems that cannot open a folder do without."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
