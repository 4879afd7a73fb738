"""Profiles of the columns of a frame, as far as a contract has words for them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

# A text column with at most so many distinct values is taken for a list of categories, if each
# value is seen several times on average; otherwise new values are to be expected.
_MAX_ENUM = 40
_SEEN_EACH = 5
_F32_EXACT = 2**24


@dataclass(frozen=True)
class ColumnProfile:
    """One column: its logical type, format and bounds, and what was seen, for the comment.

    ``logical_type`` is None where nothing can be said (every value missing, or mixed).
    """

    name: str
    logical_type: str | None
    format: str | None = None
    required: bool = True
    minimum: float | int | None = None
    maximum: float | int | None = None
    max_length: int | None = None
    enum: tuple[str | int, ...] | None = None
    length: int | None = None
    seen: str = ""


def profile(name: str, cells: pd.Series) -> ColumnProfile:
    """Infer one column.

    Parameters
    ----------
    name
        Its name in the contract.
    cells
        ``[N]`` of any dtype; None, NaN and NaT are missing.
    """
    import pandas as pd
    from pandas.api import types

    kept = cells.dropna()
    required = len(kept) == len(cells)
    if len(kept) == 0:
        return ColumnProfile(name, None, required=False, seen="nothing, every value is missing")
    if isinstance(cells.dtype, pd.CategoricalDtype):
        return profile(name, cells.astype(cells.dtype.categories.dtype))
    if types.is_bool_dtype(kept.dtype) or all(isinstance(cell, bool) for cell in kept):
        return ColumnProfile(name, "boolean", required=required)
    if types.is_integer_dtype(kept.dtype):
        return _integers(name, [int(cell) for cell in (kept.min(), kept.max())], required=required)
    if types.is_float_dtype(kept.dtype):
        return _floats(name, kept.to_numpy(dtype="float64"), required=required)
    if types.is_datetime64_any_dtype(kept.dtype):
        return ColumnProfile(name, "timestamp", required=required, seen="not carried by ONNX")
    if all(isinstance(cell, str) for cell in kept):
        return _texts(name, kept, required=required)
    return _objects(name, list(kept), required=required)


def _integers(name: str, ends: Sequence[int], *, required: bool) -> ColumnProfile:
    low, high = ends
    if not required:
        # An integer has no null on the wire; a float's null is NaN.
        wide = max(abs(low), abs(high)) > _F32_EXACT
        form, kind = ("f64" if wide else "f32"), "number"
    else:
        form, kind = "i64", "integer"
    bottom, top = outward(low, high)
    return ColumnProfile(name, kind, form, required, int(bottom), int(top), seen=f"{low} to {high}")


def _floats(name: str, values: Any, *, required: bool) -> ColumnProfile:
    import numpy as np

    finite = values[np.isfinite(values)]
    if len(finite) == 0:
        return ColumnProfile(name, "number", "f32", required, seen="no finite value")
    low, high = float(finite.min()), float(finite.max())
    infinite = "" if len(finite) == len(values) else ", and infinities, which will be refused"
    bottom, top = outward(low, high)
    form = "f64" if _needs_f64(finite) else "f32"
    seen = f"{low:.6g} to {high:.6g}{infinite}"
    return ColumnProfile(name, "number", form, required, bottom, top, seen=seen)


def _needs_f64(values: Any) -> bool:
    """True where float32 merges what is told apart: ids and timestamps beyond 2^24."""
    import numpy as np

    if np.abs(values).max() <= _F32_EXACT:
        return False
    distinct = np.unique(values)
    with np.errstate(over="ignore"):
        merged = np.unique(values.astype(np.float32))
    return bool(len(merged) < 0.99 * len(distinct) or not np.isfinite(merged).all())


def _texts(name: str, kept: pd.Series, *, required: bool) -> ColumnProfile:
    counts = kept.value_counts()
    distinct = sorted(str(cell) for cell in counts.index)
    seen = f"{len(distinct)} distinct"
    is_clean = all(_is_storable(cell) for cell in distinct)
    if is_clean and len(distinct) <= _MAX_ENUM and len(kept) >= _SEEN_EACH * len(distinct):
        return ColumnProfile(name, "string", required=required, enum=tuple(distinct), seen=seen)
    longest = max(map(len, distinct))
    _, room = outward(0, longest)
    return ColumnProfile(
        name,
        "string",
        required=required,
        max_length=max(int(room), 1),
        seen=f"{seen}, up to {longest} characters",
    )


def _is_storable(text: str) -> bool:
    return "\0" not in text and not any("\ud800" <= c <= "\udfff" for c in text)


def _objects(name: str, cells: list[Any], *, required: bool) -> ColumnProfile:
    """Lists of one length are an array column; numbers among None are numbers; else unknown."""
    import numbers

    import numpy as np

    if all(isinstance(c, numbers.Real) and not isinstance(c, bool | np.bool_) for c in cells):
        if all(isinstance(c, numbers.Integral) for c in cells):
            ends = [int(min(cells)), int(max(cells))]
            return _integers(name, ends, required=required)
        return _floats(name, np.array([float(c) for c in cells]), required=required)
    lengths = {len(c) for c in cells if isinstance(c, list | tuple | np.ndarray)}
    is_array = all(isinstance(c, list | tuple | np.ndarray) for c in cells)
    if is_array and len(lengths) == 1 and 0 not in lengths:
        matrix = _matrix(cells)
        if matrix is not None:
            return _array(name, matrix, required=required)
    kinds = sorted({type(cell).__name__ for cell in cells})[:5]
    return ColumnProfile(name, None, required=required, seen=f"values of {', '.join(kinds)}")


def _matrix(cells: list[Any]) -> Any:
    import numpy as np

    try:
        matrix = np.array([list(cell) for cell in cells])
    except ValueError:
        return None
    return matrix if matrix.ndim == 2 and matrix.dtype.kind in "iuf" else None


def _array(name: str, matrix: Any, *, required: bool) -> ColumnProfile:
    flat = matrix.reshape(-1)
    if matrix.dtype.kind == "f":
        element = _floats(name, flat, required=required)
        kind, form = "number", element.format
    else:
        element = _integers(name, [int(flat.min()), int(flat.max())], required=True)
        kind, form = "integer", "i64"
    return ColumnProfile(
        name,
        f"array of {kind}",
        form,
        required,
        element.minimum,
        element.maximum,
        length=matrix.shape[1],
        seen=element.seen,
    )


def outward(low: float, high: float) -> tuple[float | int, float | int]:
    """Round a range outward to whole steps of its leading decimal place.

    >>> outward(18, 93), outward(0.02, 0.187), outward(1990, 2021), outward(3, 3)
    ((10, 100), (0, 0.2), (1990, 2030), (3, 3))
    """
    bottom, top = Decimal(repr(low)), Decimal(repr(high))
    span = top - bottom
    if span <= 0:
        return _number(bottom), _number(top)
    step = Decimal(1).scaleb(math.floor(math.log10(float(span))))
    down = (bottom / step).to_integral_value(ROUND_FLOOR) * step
    up = (top / step).to_integral_value(ROUND_CEILING) * step
    # A few digits of a huge range may round inward of its ends; the ends themselves never do.
    return _number(min(down, bottom)), _number(max(up, top))


def _number(value: Decimal) -> float | int:
    is_whole = value == value.to_integral_value()
    return int(value) if is_whole and abs(value) < 10**15 else float(value)
