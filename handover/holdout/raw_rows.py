"""Read raw rows for the feature code: JSON Lines in, one dict a line out; HO101, HO104, HO108."""

from __future__ import annotations

from pathlib import Path

from handover.faults import BundleInvalid, Fault, HandoverError, Owner, UsageError
from handover.values import parse_json
from handover.values.raw_field import RawRow

_MOST_FAULTS = 20


def load_raw(path: str | Path) -> list[RawRow]:
    """Return one dict a line; numbers with a fraction stay text until a contract types them.

    Raises
    ------
    UsageError
        HO101 no such file.
    HandoverError
        HO104 no rows; HO108 for every line that is no JSON object, up to twenty.
    """
    file = Path(path)
    try:
        lines = file.read_bytes().split(b"\n")
    except OSError as broken:
        raise UsageError(
            Fault(
                "HO101",
                "no such file of raw rows",
                Owner.DATA_SCIENTIST,
                where=str(path),
                found=f"error={broken.strerror or type(broken).__name__}",
                next="Give the path of a .jsonl file, one raw row a line.",
            )
        ) from None
    rows: list[RawRow] = []
    faults: list[Fault] = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        where = f"{path}:{number}"
        try:
            row = parse_json(line.strip(), where=where)
        except BundleInvalid as broken:
            faults += [_broken(where, fault.message) for fault in broken.faults]
        else:
            if isinstance(row, dict):
                rows.append(row)
            else:
                faults.append(_broken(where, f"a {type(row).__name__}, not an object"))
        if len(faults) >= _MOST_FAULTS:
            break
    if not rows and not faults:
        faults.append(
            Fault(
                "HO104",
                "the file of raw rows has none",
                Owner.DATA_SCIENTIST,
                where=str(path),
                next="Give rows as a service would receive them, one JSON object a line.",
            )
        )
    if faults:
        raise HandoverError(*faults)
    return rows


def _broken(where: str, found: str) -> Fault:
    return Fault(
        "HO108",
        "a line of raw rows is no JSON object",
        Owner.DATA_SCIENTIST,
        where=where,
        found=found,
        next="Write one raw row a line, such as json.dumps of a dict.",
    )
