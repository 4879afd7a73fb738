"""A recipe for one batch: which columns stand on what. Hypothesis draws it, numpy expands it.

A batch of thousands of rows costs Hypothesis a choice or two a column, not one a cell.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from hypothesis import strategies as st

from handover.fuzzing.column_pool import ColumnPool
from handover.values import ElementType


class Placement(IntEnum):
    """What the cells of a column are drawn from."""

    ORDINARY = 0
    """The value of an ordinary row."""
    BETWEEN = 1
    """Anywhere between two neighbouring switch values; of texts, one that the model knows."""
    SWITCH = 2
    """On a switch value or up to two steps of the type beside it."""
    WITHIN = 3
    """Anywhere between the smallest and the largest ordinary value."""
    ROUND = 4
    """The same, as people write numbers: whole, halves, tenths or cents."""
    EXTREME = 5
    """The ends of the contract, zeros, the smallest steps; of texts, strange ones."""
    ANYWHERE = 6
    """Evenly over all values of the type that the contract allows."""
    NULL = 7
    """Missing, where that is allowed."""


SHARES = (0.02, 0.2, 0.5, 1.0)
"""In how much of a batch a column stands on its recipe; elsewhere it is ordinary."""


@dataclass(frozen=True)
class Recipe:
    """How a batch is made.

    ``stands`` has (what, share) a column. ``mixed`` takes every column from another ordinary row
    rather than all from one. ``breaking`` puts a value that the input rules refuse into some
    rows. ``seed`` decides everything else.
    """

    seed: int
    stands: tuple[tuple[Placement, float], ...]
    mixed: bool
    breaking: bool


def recipes(pools: Sequence[ColumnPool]) -> st.SearchStrategy[Recipe]:
    """Draw recipes for batches of these columns."""
    stands = st.tuples(
        *(st.tuples(st.sampled_from(_stands(p)), st.sampled_from(SHARES)) for p in pools)
    )
    return st.builds(
        Recipe,
        seed=st.integers(0, 2**63 - 1),
        stands=stands,
        mixed=st.booleans(),
        breaking=st.booleans() if any(_can_break(pool) for pool in pools) else st.just(value=False),
    )


def _can_break(pool: ColumnPool) -> bool:
    return bool(len(pool.breaking)) or pool.required


def _stands(pool: ColumnPool) -> list[Placement]:
    """Return what makes sense for a column, the plainest first."""
    if pool.column.type is ElementType.STRING:
        found = [Placement.ORDINARY, Placement.BETWEEN]
        found += [Placement.EXTREME] if pool.strange is not None and len(pool.strange) else []
    elif pool.listed or pool.column.type is ElementType.BOOL:
        found = [Placement.ORDINARY, Placement.SWITCH]
    else:
        found = [stand for stand in Placement if stand is not Placement.NULL]
    nullable = pool.column.type.is_float or pool.column.type is ElementType.STRING
    return found if pool.required or not nullable else [*found, Placement.NULL]
