"""``vectors/header.json``: the columns of the vectors, and the counts they are held to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeGuard, TypeVar

from handover.faults import BundleInvalid, Fault, Owner
from handover.testvectors.test_vector import TestVector
from handover.values import Column, ElementType
from handover.values.raw_field import RawField

_WHERE = "vectors/header.json"

_Named = TypeVar("_Named", Column, RawField)

# The oracle whose answers are ``source`` and ``wire``.
ESTIMATOR = "estimator"


def header_fault(message: str, *, expected: str | None = None, found: str | None = None) -> Fault:
    """Return a fault of the vector header."""
    return Fault(
        "HB402",
        message,
        Owner.DATA_SCIENTIST,
        where=_WHERE,
        expected=expected,
        found=found,
        next="Export the bundle again; never edit it by hand.",
    )


@dataclass(frozen=True)
class SetHeader:
    """The part of the header that readers act on; the rest is carried as it is.

    ``estimated`` says that an estimator is among the oracles. Where it is not, a model file was
    handed over alone, and nothing can be said of its conversion. ``raw`` are the fields of the raw
    rows of stage ``features``; none where the contract has no such stage.
    """

    count: int
    inputs: tuple[Column, ...]
    outputs: tuple[Column, ...]
    roles: dict[str, str]
    counts: dict[str, int]
    estimated: bool
    raw: tuple[RawField, ...] = ()

    @staticmethod
    def read(header: object) -> SetHeader:
        """Read the header's columns and counts.

        Raises
        ------
        BundleInvalid
            HB402 for a wrong shape or an unknown format.
        """
        if not isinstance(header, Mapping):
            raise BundleInvalid(header_fault("the vector header is not an object"))
        if header.get("format", 1) != 1:
            raise BundleInvalid(
                header_fault(
                    "unknown format of the vectors",
                    expected="format=1",
                    found=f"format={header.get('format')!r}",
                )
            )
        count = header.get("count")
        if not _is_count(count):
            raise BundleInvalid(header_fault("count is not a number", found=f"count={count!r}"))
        inputs = _columns(header.get("inputs"), "inputs")
        outputs = _columns(header.get("outputs"), "outputs")
        roles = {
            entry["name"]: entry["role"]
            for entry in header["outputs"]
            if isinstance(entry.get("role"), str)
        }
        counts = _counts(header.get("flags", {}))
        raw = _raw_fields(header.get("raw", []), "raw")
        return SetHeader(count, inputs, outputs, roles, counts, _estimated(header), raw)

    def hold_to(self, vectors: Sequence[TestVector]) -> None:
        """Refuse vectors that are fewer, more or other than the header says (HB402)."""
        faults = []
        if len(vectors) != self.count:
            faults.append(
                header_fault(
                    "the header counts other vectors than there are",
                    expected=f"count={self.count}",
                    found=f"count={len(vectors)}",
                )
            )
        found = Counter(vector.flag for vector in vectors)
        for flag in sorted(self.counts.keys() | found.keys()):
            if self.counts.get(flag, 0) != found[flag]:
                faults.append(
                    header_fault(
                        f"the header counts other vectors of flag {flag} than there are",
                        expected=f"count={self.counts.get(flag, 0)}",
                        found=f"count={found[flag]}",
                    )
                )
        if faults:
            raise BundleInvalid(*faults)


def _estimated(header: Mapping[str, Any]) -> bool:
    """Tell whether an estimator is among the oracles; headers that name none have one."""
    oracles = header.get("oracles", [ESTIMATOR])
    if not isinstance(oracles, list) or not all(isinstance(name, str) for name in oracles):
        raise BundleInvalid(header_fault("oracles is not a list of names"))
    return ESTIMATOR in oracles


def _raw_fields(entries: object, path: str) -> tuple[RawField, ...]:
    return _named(entries, path, "field", _raw_field)


def _raw_field(entry: Any, path: str) -> RawField:
    if not isinstance(entry, Mapping):
        raise BundleInvalid(header_fault(f"{path} is not an object"))
    name, spelled = entry.get("name"), entry.get("type")
    if not isinstance(name, str) or not name:
        raise BundleInvalid(header_fault(f"{path} has no name"))
    if spelled not in {"object", *(element.value for element in ElementType)}:
        raise BundleInvalid(header_fault(f"{path} has no type", found=f"type={spelled!r}"))
    flags = entry.get("list", False), entry.get("nullable", False)
    if not all(isinstance(flag, bool) for flag in flags):
        raise BundleInvalid(header_fault(f"{path}: list or nullable is neither true nor false"))
    if spelled != "object":
        return RawField(name, ElementType(spelled), *flags)
    fields = _raw_fields(entry.get("fields"), f"{path}.fields")
    if not fields:
        raise BundleInvalid(header_fault(f"{path} is an object without fields"))
    return RawField(name, None, *flags, fields)


def _is_count(value: object) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _counts(flags: object) -> dict[str, int]:
    if not isinstance(flags, Mapping):
        raise BundleInvalid(header_fault("flags is not an object"))
    counts = {}
    for flag, told in flags.items():
        count = told.get("count") if isinstance(told, Mapping) else None
        if not _is_count(count):
            raise BundleInvalid(header_fault(f"flag {flag} has no count"))
        counts[flag] = count
    return counts


def _columns(entries: object, side: str) -> tuple[Column, ...]:
    columns = _named(entries, side, "column", _column)
    if not columns:
        raise BundleInvalid(header_fault(f"{side} is not a list of columns"))
    return columns


def _named(
    entries: object, path: str, what: str, read: Callable[[Any, str], _Named]
) -> tuple[_Named, ...]:
    """Read a list of columns or fields, no two of one name."""
    if not isinstance(entries, list):
        raise BundleInvalid(header_fault(f"{path} is not a list of {what}s"))
    found = tuple(read(entry, f"{path}[{place}]") for place, entry in enumerate(entries))
    if len({each.name for each in found}) != len(found):
        raise BundleInvalid(header_fault(f"{path} names a {what} twice"))
    return found


def _column(entry: Any, path: str) -> Column:
    if not isinstance(entry, Mapping):
        raise BundleInvalid(header_fault(f"{path} is not an object"))
    name, spelled, length = entry.get("name"), entry.get("type"), entry.get("length")
    nullable = entry.get("nullable", False)
    if not isinstance(name, str) or not name:
        raise BundleInvalid(header_fault(f"{path} has no name"))
    if spelled not in {element.value for element in ElementType}:
        raise BundleInvalid(header_fault(f"{path} has no element type", found=f"type={spelled!r}"))
    if not isinstance(nullable, bool):
        raise BundleInvalid(header_fault(f"{path} nullable is neither true nor false"))
    if length is not None and not (_is_count(length) and length > 0):
        raise BundleInvalid(header_fault(f"{path} has a wrong length", found=f"length={length!r}"))
    return Column(name, ElementType(spelled), length, nullable)
