"""A Hypothesis strategy for pytest: rows on which an implementation is likely to differ."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from handover.bundle import Bundle, read
from handover.compare.ordinals import to_ordinals, value_at
from handover.fuzzing.column_pool import ColumnPool, column_pools, ordinary_rows
from handover.strategies import valid_cells, valid_rows
from handover.values import ElementType, Row

if TYPE_CHECKING:
    from handover.contract import ModelContract

_STEPS = 2
_ORDINARY = object()


def parity_rows(
    contract: ModelContract, bundle: Bundle | str | os.PathLike[str] | None = None
) -> st.SearchStrategy[Row]:
    """Draw rows that the input rules let pass and that stand where implementations differ.

    Parameters
    ----------
    contract
        Whose input columns are drawn.
    bundle
        A bundle of the contract, or its path. With it a row is an ordinary row of the hold-out in
        which some columns stand on switch values of the model, beside them, on categories, or on
        anything that is allowed; it shrinks to an ordinary row with few columns changed. Without
        it rows are `handover.testing.valid_rows`.

    Examples
    --------
    >>> from hypothesis import given
    >>> @given(parity_rows(contract, "dist/mine-1.0.0.handover"))  # doctest: +SKIP
    ... def test_the_service_answers_as_the_model_does(row):
    ...     assert service(row) == model(row)
    """
    if bundle is None:
        return valid_rows(contract)
    opened = bundle if isinstance(bundle, Bundle) else read(bundle)
    pools = column_pools(opened)
    # Of two strategies Hypothesis shrinks to the first: the ordinary cell.
    changes = st.fixed_dictionaries(
        {pool.column.name: st.just(_ORDINARY) | _cell(contract, pool) for pool in pools}
    )

    names = [column.name for column in contract.input_columns]

    def changed(parts: tuple[Row, dict[str, Any]]) -> Row:
        row, cells = parts
        found = ((name, cells[name]) for name in names)
        return {name: row[name] if cell is _ORDINARY else cell for name, cell in found}

    return st.tuples(st.sampled_from(ordinary_rows(opened)), changes).map(changed)


def _cell(contract: ModelContract, pool: ColumnPool) -> st.SearchStrategy[Any]:
    anything = valid_cells(pool.column, contract.rules(pool.column.name))
    near = _near(pool)
    return anything if near is None else near | anything


def _near(pool: ColumnPool) -> st.SearchStrategy[Any] | None:
    """Return values where the model switches; None where nothing but any value is known."""
    if pool.column.length is not None:
        return None
    if pool.column.type is ElementType.STRING:
        codes = [] if pool.known is None or pool.strange is None else [*pool.known, *pool.strange]
        return st.sampled_from([pool.texts[code] for code in codes]) if codes else None
    if pool.listed or pool.column.type is ElementType.BOOL:
        return st.sampled_from(pool.switches.tolist())
    low, high = (int(to_ordinals(end, pool.column.type)) for end in (pool.low, pool.high))
    at = [int(code) for code in to_ordinals(pool.switches, pool.column.type)]

    def value(place: tuple[int, int]) -> Any:
        return value_at(min(max(sum(place), low), high), pool.column.type)

    return st.tuples(st.sampled_from(at), st.integers(-_STEPS, _STEPS)).map(value)
