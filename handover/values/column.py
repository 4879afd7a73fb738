"""A column of the wire: its name, element type, length and nullability."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class ElementType(Enum):
    """Element types that cross the wire; the values are the words of contract and bundle."""

    F32 = "f32"
    F64 = "f64"
    I32 = "i32"
    I64 = "i64"
    STRING = "string"
    BOOL = "bool"

    @property
    def is_float(self) -> bool:
        """True for f32 and f64."""
        return self in (ElementType.F32, ElementType.F64)

    @property
    def is_integer(self) -> bool:
        """True for i32 and i64."""
        return self in (ElementType.I32, ElementType.I64)

    @property
    def integer_range(self) -> tuple[int, int]:
        """Smallest and largest integer of the type; only for i32 and i64."""
        width = {ElementType.I32: 31, ElementType.I64: 63}[self]
        return -(2**width), 2**width - 1


@dataclass(frozen=True)
class Column:
    """One named input or output.

    ``length`` is None for a scalar (an ``[N, 1]`` tensor) and k for a fixed-length array
    (an ``[N, k]`` tensor).
    """

    name: str
    type: ElementType
    length: int | None = None
    nullable: bool = False

    def to_json(self) -> dict[str, object]:
        """Return the column as ``vectors/header.json`` spells it."""
        return {
            "name": self.name,
            "type": self.type.value,
            "length": self.length,
            "nullable": self.nullable,
        }
