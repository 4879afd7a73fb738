"""A recipe expanded into rows: vectorised, and the same rows for the same recipe."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from handover.compare.ordinals import from_ordinals, to_ordinals
from handover.fuzzing.batch_recipe import Placement, Recipe
from handover.fuzzing.column_pool import ColumnPool
from handover.fuzzing.table import Array, Cells, Table
from handover.values import ElementType

# One row in so many breaks an input rule, in batches that have such rows.
_ONE_IN = 128
_STEPS = 2


def expand(recipe: Recipe, pools: Sequence[ColumnPool], rows: int) -> Table:
    """Return ``rows`` rows."""
    rng = np.random.default_rng(recipe.seed)
    ordinary = len(pools[0].rows)
    row = rng.integers(ordinary, size=rows)
    columns = []
    for pool, (stand, share) in zip(pools, recipe.stands, strict=True):
        at = rng.integers(ordinary, size=rows) if recipe.mixed else row
        columns.append(_cells(pool, at, stand, share, rng))
    if recipe.breaking:
        columns = _broken(columns, pools, rng)
    return Table(tuple(columns))


def _cells(
    pool: ColumnPool, at: Array, stand: Placement, share: float, rng: np.random.Generator
) -> Cells:
    values, nulls = pool.rows[at], pool.nulls[at]
    if stand is not Placement.ORDINARY:
        chosen = rng.random(values.shape) < share
        if stand is Placement.NULL:
            nulls = nulls | chosen[:, 0]
        else:
            values = np.where(chosen, _drawn(pool, stand, values.shape, rng), values)
            nulls = nulls & ~chosen[:, 0]
    if pool.column.type.is_float and pool.column.length is None:
        values = np.where(nulls[:, None], values.dtype.type(np.nan), values)
    return Cells(pool.column, values, nulls if nulls.any() else None, pool.texts)


def _drawn(
    pool: ColumnPool, stand: Placement, shape: tuple[int, ...], rng: np.random.Generator
) -> Array:
    if pool.column.type is ElementType.STRING:
        chosen = pool.strange if stand is Placement.EXTREME else pool.known
        assert chosen is not None
        if not len(chosen):
            chosen = np.unique(pool.rows)
        found: Array = chosen[rng.integers(len(chosen), size=shape)]
        return found
    switches = pool.switches
    some = switches[rng.integers(len(switches), size=shape)]
    if pool.listed or pool.column.type is ElementType.BOOL:
        return some
    if stand is Placement.SWITCH:
        codes = to_ordinals(some, pool.column.type) + rng.integers(-_STEPS, _STEPS + 1, size=shape)
        return _inside(from_ordinals(codes, pool.column.type), pool)
    if stand is Placement.BETWEEN:
        after = np.minimum(rng.integers(len(switches), size=shape) + 1, len(switches) - 1)
        return _inside(_between(switches[np.maximum(after - 1, 0)], switches[after], rng), pool)
    if stand in (Placement.WITHIN, Placement.ROUND):
        wide = _between(*pool.usual, rng, shape)
        if stand is Placement.ROUND:
            unit = np.array([1.0, 0.5, 0.1, 0.01])[rng.integers(4, size=shape)]
            wide = np.round(wide / unit) * unit
        return _inside(wide, pool)
    if stand is Placement.EXTREME:
        return pool.extremes[rng.integers(len(pool.extremes), size=shape)]
    low, high = (int(to_ordinals(end, pool.column.type)) for end in (pool.low, pool.high))
    return from_ordinals(rng.integers(low, high, size=shape, endpoint=True), pool.column.type)


def _between(
    low: Any, high: Any, rng: np.random.Generator, shape: tuple[int, ...] | None = None
) -> Array:
    part = rng.random(np.shape(low) if shape is None else shape)
    wide = np.asarray(low, dtype=np.float64)
    # Halves first: the difference of two large doubles may be no number.
    found: Array = wide * (1.0 - part) + np.asarray(high, dtype=np.float64) * part
    return found


def _inside(values: Array, pool: ColumnPool) -> Array:
    """Return the values in the column's type, within the contract's ends."""
    dtype = pool.rows.dtype
    with np.errstate(over="ignore"):
        if pool.column.type.is_integer and values.dtype.kind == "f":
            # A double beyond the type turns into nonsense; the ends are exact integers.
            beyond = np.abs(values) >= 2.0**62
            whole = np.round(np.where(beyond, 0.0, values)).astype(np.int64)
            values = np.where(beyond, pool.rows.reshape(-1)[0].astype(np.int64), whole)
        typed = values if values.dtype.kind in "iu" else values.astype(dtype)
    return np.clip(typed, pool.low, pool.high).astype(dtype)


def _broken(
    columns: list[Cells], pools: Sequence[ColumnPool], rng: np.random.Generator
) -> list[Cells]:
    """Let one row in so many break a rule of one column."""
    rows = len(columns[0].values)
    chosen = rng.integers(_ONE_IN, size=rows) == 0
    breakable = [n for n, p in enumerate(pools) if len(p.breaking) or p.required]
    where = np.array(breakable)[rng.integers(len(breakable), size=rows)]
    found = list(columns)
    for number in breakable:
        pool, cells = pools[number], columns[number]
        at = np.flatnonzero(chosen & (where == number))
        values, nulls = cells.values.copy(), cells.is_null.copy()
        by_null = rng.random(len(at)) < 0.5 if len(pool.breaking) else np.ones(len(at), dtype=bool)
        if not (pool.required and pool.column.length is None):
            by_null = np.zeros(len(at), dtype=bool)
        if len(pool.breaking):
            drawn = pool.breaking[rng.integers(len(pool.breaking), size=len(at))]
            element = rng.integers(pool.width, size=len(at))
            values[at[~by_null], element[~by_null]] = drawn[~by_null]
            nulls[at[~by_null]] = False
        nulls[at[by_null]] = True
        if pool.column.type.is_float and pool.column.length is None:
            values[nulls] = np.nan
        found[number] = Cells(pool.column, values, nulls if nulls.any() else None, cells.texts)
    return found
