"""A contract file's text: bounded in size, UTF-8, without NUL."""

from __future__ import annotations

from os import PathLike, fspath
from pathlib import Path as FilePath
from typing import NoReturn

from handover.contract.observation import Mark, Observation, Unreadable

# A generous thousand-line contract is 60 KiB; the cap keeps a mistaken path from filling memory.
MAX_BYTES = 1 << 20


def read_source(path: str | PathLike[str]) -> str:
    """Return the file's text.

    Raises
    ------
    Unreadable
        HC110 missing, a directory, or not permitted; HC111 not UTF-8 or holding NUL; HC112 larger
        than 1 MiB.
    """
    name = fspath(path)
    if "\0" in name:
        _refuse("HC110", "the path holds a NUL character")
    file = FilePath(name)
    try:
        with file.open("rb") as opened:
            data = opened.read(MAX_BYTES + 1)
    except FileNotFoundError:
        _refuse("HC110", "no such file")
    except IsADirectoryError:
        _refuse("HC110", "a directory, not a file")
    except PermissionError:
        _refuse("HC110", "not permitted to read")
    except OSError as broken:
        _refuse("HC110", f"cannot be read: {broken.strerror or type(broken).__name__}")
    return decode(data)


def decode(data: bytes) -> str:
    """Return the bytes as text; a byte order mark, which some editors write, is dropped."""
    if len(data) > MAX_BYTES:
        _refuse("HC112", "the file is too large", expected=f"at most {MAX_BYTES} bytes")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as broken:
        before = data[: broken.start]
        line = before.count(b"\n") + 1
        column = len(before.rpartition(b"\n")[2].decode("utf-8", "replace")) + 1
        _refuse("HC111", f"not UTF-8 at byte {broken.start}", mark=Mark(line, column))
    at = text.find("\0")
    if at >= 0:
        line = text.count("\n", 0, at) + 1
        _refuse("HC111", "holds a NUL character", mark=Mark(line, at - text.rfind("\n", 0, at)))
    return text


def _refuse(
    rule: str, message: str, *, expected: str | None = None, mark: Mark | None = None
) -> NoReturn:
    raise Unreadable(Observation(rule, (), message, expected=expected, mark=mark)) from None
