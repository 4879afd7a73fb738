"""Pools of values for each column: ordinary values, breakpoints, known and unknown texts.

In: a bundle; its stored vectors stand on the model's thresholds, categories and extremes, so their
values are where the model switches. Out: one pool a column, the same for the same bundle.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from handover.compare.ordinals import finite_range, from_ordinals
from handover.contract import InputRule, check_row
from handover.contract.place import render_path
from handover.fuzzing.table import DTYPES, Array, cells_of
from handover.row_space.cells import code_range
from handover.testvectors import Expected, TestVector
from handover.values import Column, ElementType, Row, round_to

if TYPE_CHECKING:
    from handover.bundle import Bundle
    from handover.contract import ModelContract

# Lengths at which a fixed buffer, a varchar or a UTF-16 index is likely to end.
_LONG = (33, 256)


@dataclass(frozen=True, eq=False)
class ColumnPool:
    """What one column is drawn from.

    ``rows`` has the column's cells of the ordinary rows, ``nulls`` which of them are null;
    ``switches`` are distinct numbers, ascending, at which the model may switch; ``low`` and
    ``high`` the ends that the contract allows. A text column has all its texts in ``texts``: its
    ``rows`` are codes, ``known`` and ``strange`` the codes that pass the input rules.
    ``extremes`` pass the rules, ``breaking`` do not.
    """

    column: Column
    required: bool
    rows: Array
    nulls: Array
    switches: Array
    low: Any
    high: Any
    extremes: Array
    breaking: Array
    listed: bool = False
    texts: tuple[str, ...] = ()
    known: Array | None = None
    strange: Array | None = None

    @property
    def width(self) -> int:
        """How many elements one row has."""
        return 1 if self.column.length is None else self.column.length

    @cached_property
    def usual(self) -> tuple[Any, Any]:
        """The smallest and the largest number among the ordinary rows."""
        numbers = self.rows[np.isfinite(self.rows)]
        if not numbers.size:
            return self.switches[0], self.switches[-1]
        return numbers.min(), numbers.max()


def column_pools(bundle: Bundle) -> tuple[ColumnPool, ...]:
    """Return the pool of every input column, in contract order."""
    contract = bundle.contract
    vectors = [v for v in bundle.vectors.vectors if isinstance(v.expected, Expected)]
    ordinary = ordinary_rows(bundle)
    return tuple(_pool(contract, column, ordinary, vectors) for column in contract.input_columns)


def ordinary_rows(bundle: Bundle) -> list[Row]:
    """Return the rows of the hold-out vectors; without any, every row that is answered."""
    answered = [v for v in bundle.vectors.vectors if isinstance(v.expected, Expected)]
    ordinary = [v for v in answered if v.flag == "hold-out"] or answered
    return [_row(vector) for vector in ordinary]


def _row(vector: TestVector) -> Row:
    found: Row = {}
    for name, value in vector.input.items():
        found[name] = None if isinstance(value, float) and math.isnan(value) else value  # type: ignore[assignment]
    return found


def _pool(
    contract: ModelContract, column: Column, ordinary: Sequence[Row], vectors: Sequence[TestVector]
) -> ColumnPool:
    rule = contract.rules(column.name)
    values = [_row(vector).get(column.name) for vector in vectors]
    if column.type is ElementType.STRING:
        return _text_pool(contract, column, rule, [row[column.name] for row in ordinary], values)
    cells = cells_of([row[column.name] for row in ordinary], column)
    dtype = DTYPES[column.type]
    flat = [item for value in values for item in (value if isinstance(value, list) else [value])]
    numbers = sorted({item for item in flat if item is not None and math.isfinite(item)})  # type: ignore[arg-type]
    listed = rule.enum is not None
    if listed:
        numbers = sorted({_own(v, column.type) for v in rule.enum or () if not isinstance(v, str)})
    low: Any
    high: Any
    extremes: list[Any]
    breaking: list[Any]
    if column.type is ElementType.BOOL:
        low, high, extremes, breaking = False, True, [False, True], []
        numbers = [v for v in (False, True) if rule.enum is None or v in rule.enum]
    else:
        low, high, extremes, breaking = _numeric_ends(column, rule)
        extremes = numbers if listed else extremes
    return ColumnPool(
        column,
        rule.required or column.length is not None,
        cells.values,
        cells.is_null,
        np.array(numbers or [low], dtype=dtype),
        low,
        high,
        np.array(extremes, dtype=dtype),
        np.array(breaking, dtype=dtype),
        listed,
    )


def _own(value: Any, element: ElementType) -> Any:
    return round_to(value, element) if element.is_float else value


def _numeric_ends(column: Column, rule: InputRule) -> tuple[Any, Any, list[Any], list[Any]]:
    first, last = code_range(column, rule)
    lowest, highest = finite_range(column.type)
    codes = {first, first + 1, last - 1, last, -1, 0, 1}
    if column.type.is_integer:
        # Where a float32 and a double no longer hold every integer.
        codes |= {2**24 - 1, 2**24 + 1, 2**31 - 1, 2**53 + 1}
    inside = sorted(code for code in codes if first <= code <= last)
    outside = [code for code in (first - 1, last + 1) if lowest <= code <= highest]
    bounded = any(
        bound is not None
        for bound in (rule.minimum, rule.maximum, rule.exclusive_minimum, rule.exclusive_maximum)
    )
    extremes = from_ordinals(inside, column.type).tolist()
    breaking = from_ordinals(outside, column.type).tolist() if bounded else []
    if column.type.is_float:
        breaking += [math.inf, -math.inf]
        if first <= 0 <= last:
            extremes.append(-0.0)
    low, high = from_ordinals([first, last], column.type).tolist()
    return low, high, extremes, breaking


def _text_pool(
    contract: ModelContract,
    column: Column,
    rule: InputRule,
    ordinary: Sequence[Any],
    values: Sequence[Any],
) -> ColumnPool:
    flat = [item for value in values for item in (value if isinstance(value, list) else [value])]
    listed = [str(value) for value in rule.enum or ()]
    known = list(dict.fromkeys([*(item for item in flat if isinstance(item, str)), *listed]))
    strange = [text for text in _strange(known) if text not in known]
    texts = tuple(dict.fromkeys([*known, *strange, ""]))
    passes = {text: _passes(contract, column, text) for text in texts}
    places = {text: code for code, text in enumerate(texts)}
    dtype = DTYPES[ElementType.STRING]
    blank = next((text for text in texts if passes[text]), "")
    rows = cells_of([blank if value is None else value for value in ordinary], column)
    codes = np.array([places[text] for text in rows.texts], dtype=dtype)

    def coded(chosen: Sequence[str]) -> Array:
        return np.array([places[text] for text in chosen], dtype=dtype)

    stranger = coded([text for text in strange if passes[text]])
    return ColumnPool(
        column,
        rule.required or column.length is not None,
        codes[rows.values],
        np.array([value is None for value in ordinary], dtype=bool),
        coded([text for text in known if passes[text]]),
        None,
        None,
        stranger,
        coded([text for text in texts if not passes[text]]),
        bool(listed),
        texts,
        coded([text for text in known if passes[text]]),
        stranger,
    )


def _passes(contract: ModelContract, column: Column, text: str) -> bool:
    value = text if column.length is None else [text] * column.length
    where = render_path((column.name,))
    return not any(fault.where == where for fault in check_row(contract, {column.name: value}))


def _strange(known: Sequence[str]) -> list[str]:
    """Return texts that a reader of texts may take for others, or trip over."""
    found = [
        "unknown",
        " ",
        "null",
        "NaN",
        "İ",
        "ı",
        "ß",
        "SS",
        "é",
        "e\u0301",
        "👗",
        "\u00a0",
        '"',
        "\\",
        "\n",
        "a,b",
    ]
    found += ["x" * length for length in _LONG]
    for text in known[:64]:
        found += [text.upper(), text.lower(), text.title(), f" {text}", f"{text} ", text[:-1]]
        found += [unicodedata.normalize(form, text) for form in ("NFC", "NFD")]
    return list(dict.fromkeys(found))
