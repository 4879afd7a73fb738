"""The metrics of the last release: out of its bundle, or a ``metrics.json`` of its own."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

from handover.faults import BundleInvalid, Fault, Owner, UsageError
from handover.values import parse_json
from handover.values.strict_json import Number

_MOST_BYTES = 64 << 20


def last_release(path: str | Path) -> dict[str, Any]:
    """Read ``metrics.json``, also from inside a bundle.

    Only this one entry is read, and only as numbers to compare with; whether the bundle can be
    trusted is for `handover.bundle.read` to say.

    Raises
    ------
    UsageError
        HM201: no such file, no metrics in it, or not of the shape that `measure` writes.
    BundleInvalid
        HB301-HB307: not strict JSON.
    """
    file = Path(path)
    if not file.is_file():
        raise UsageError(_fault(file, "no such file"))
    if file.suffix == ".json":
        if file.stat().st_size > _MOST_BYTES:
            raise UsageError(_fault(file, "larger than 64 MiB"))
        data = file.read_bytes()
    else:
        data = _entry(file)
    found = _numbers(parse_json(data, where=str(file)))
    entries = found.get("metrics") if isinstance(found, dict) else None
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise UsageError(_fault(file, "not what handover measures write"))
    assert isinstance(found, dict)
    return found


def _entry(file: Path) -> bytes:
    try:
        with zipfile.ZipFile(file) as archive:
            if archive.getinfo("metrics.json").file_size > _MOST_BYTES:
                raise UsageError(_fault(file, "metrics.json is larger than 64 MiB"))
            return archive.read("metrics.json")
    except KeyError:
        raise UsageError(_fault(file, "the bundle has no metrics.json")) from None
    except (zipfile.BadZipFile, OSError) as broken:
        raise BundleInvalid(_fault(file, f"not readable: {broken}")) from None


def _numbers(value: object) -> object:
    if isinstance(value, Number):
        return float(value)
    if isinstance(value, dict):
        return {key: _numbers(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_numbers(item) for item in value]
    return value


def _fault(file: Path, message: str) -> Fault:
    return Fault(
        "HM201",
        f"the last release's metrics: {message}",
        Owner.DATA_SCIENTIST,
        where=str(file),
        expected="a bundle or its metrics.json",
        next="Give the last release's bundle, or leave the option out.",
    )
