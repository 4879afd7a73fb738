"""The cells of one row, and simpler values for each: what a shrinker tries."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from handover.values import Column, ElementType, Row, round_to, shortest
from handover.values.row import Scalar

_MOST = 64


@dataclass(frozen=True)
class CellPlace:
    """One scalar column, or one element of an array column."""

    column: Column
    element: int | None = None

    @property
    def name(self) -> str:
        """How a person calls it: ``price`` or ``embedding[3]``."""
        return self.column.name if self.element is None else f"{self.column.name}[{self.element}]"

    def of(self, row: Row) -> Scalar:
        """Return the cell's value; None of a null array."""
        value: Any = row[self.column.name]
        if self.element is None or value is None:
            return value  # type: ignore[no-any-return]
        found: Scalar = value[self.element]
        return found


def cell_places(columns: Sequence[Column]) -> tuple[CellPlace, ...]:
    """Return all cells of a row, in contract order."""
    found: list[CellPlace] = []
    for column in columns:
        if column.length is None:
            found.append(CellPlace(column))
        else:
            found += [CellPlace(column, element) for element in range(column.length)]
    return tuple(found)


def with_cells(row: Row, cells: Iterable[tuple[CellPlace, Scalar]]) -> Row:
    """Return the row with some cells replaced; a null array becomes one of nulls."""
    found: dict[str, Any] = dict(row)
    for place, value in cells:
        name, length = place.column.name, place.column.length
        if place.element is None or length is None:
            found[name] = value
            continue
        before = found[name]
        items = list(before) if isinstance(before, list) else [None] * length
        items[place.element] = value
        found[name] = items
    return found


def same(left: Scalar, right: Scalar) -> bool:
    """Compare two cells by what they hold: NaN is NaN, and 0.0 is not -0.0."""
    if isinstance(left, float) and isinstance(right, float):
        if math.isnan(left) or math.isnan(right):
            return math.isnan(left) and math.isnan(right)
        return left == right and math.copysign(1.0, left) == math.copysign(1.0, right)
    return type(left) is type(right) and left == right


def simpler(value: Scalar, ordinary: Scalar, column: Column) -> list[Scalar]:
    """Return values to try instead, the simplest first; the value itself is the last."""
    if value is None or isinstance(value, bool):
        return [value]
    if isinstance(value, str):
        known = [ordinary] if isinstance(ordinary, str) else []
        found: list[Any] = [text for text in [*known, *_shorter(value)] if len(text) < len(value)]
        found.sort(key=lambda text: (len(text), text))
    else:
        numbers = [*_rounder(value), *([ordinary] if isinstance(ordinary, int | float) else [])]
        found = [_typed(number, column.type) for number in numbers]
        found = [
            n for n in found if n is not None and _plainness(n, column) < _plainness(value, column)
        ]
        found.sort(key=lambda number: _plainness(number, column))
    kept: list[Scalar] = []
    for each in found:
        if not any(same(each, other) for other in kept):
            kept.append(each)
    return [*kept[:_MOST], value]


def _typed(number: float | int, element: ElementType) -> float | int | None:
    if element.is_integer:
        if isinstance(number, float) and not math.isfinite(number):
            return None
        low, high = element.integer_range
        return min(max(int(number), low), high)
    return round_to(float(number), element)


def _plainness(number: float | int, column: Column) -> tuple[int, float, str]:
    """Order numbers as people would: few digits first, then near zero, then positive."""
    if isinstance(number, float) and not math.isfinite(number):
        return (99, math.inf, str(number))
    text = repr(shortest(number, column.type)) if isinstance(number, float) else str(number)
    digits = text.lstrip("-").removesuffix(".0")
    signed = text.startswith("-")
    return (len(digits), abs(number), "-" if signed else "")


def _rounder(value: float | int) -> list[float | int]:
    found: list[float | int] = [0, 1, -1, *_plain_sizes(value)]
    if isinstance(value, int):
        for tens in (10, 100, 1000, 10**6):
            found += [value // tens * tens, -(-value // tens) * tens]
        return [*found, value // 2, value - 1, value + 1, -value]
    if not math.isfinite(value):
        return found
    found += [math.floor(value), math.ceil(value), -value]
    for digits in range(-3, 7):
        unit: float = 10.0**-digits
        found += [
            round(value, digits),
            math.floor(value / unit) * unit,
            math.ceil(value / unit) * unit,
        ]
    return found + [float(f"{value:.{digits}g}") for digits in range(1, 9)]


def _plain_sizes(value: float | int) -> list[float | int]:
    """Return 1, 2 and 5 times the powers of ten up to the value, with its sign."""
    exponents = range(0 if isinstance(value, int) else -3, 10)
    sizes = [first * 10**power for power in exponents for first in (1, 2, 5)]
    return [size if value > 0 else -size for size in sizes if size <= abs(value)]


def _shorter(text: str) -> list[str]:
    found = ["", "a", "0", " ", text.strip(), unicodedata.normalize("NFC", text)]
    found += [text[:half] for half in (len(text) // 2, len(text) - 1)]
    found += [text[half:] for half in (len(text) // 2, 1)]
    found += list(dict.fromkeys(text))[:16]
    return found + [text[:place] + text[place + 1 :] for place in range(min(len(text), 16))]
