"""Rows to the tensors of an ONNX model and back, by the contract's columns."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from handover.values import Column, ElementType, Row, Value

_DTYPES: Mapping[ElementType, Any] = {
    ElementType.F32: np.float32,
    ElementType.F64: np.float64,
    ElementType.I32: np.int32,
    ElementType.I64: np.int64,
    ElementType.BOOL: np.bool_,
    ElementType.STRING: object,
}


def to_tensors(
    rows: Sequence[Row], columns: Sequence[Column], string_missing: str
) -> dict[str, Any]:
    """Return one array a column: ``[N, 1]`` for a scalar, ``[N, k]`` for an array of k.

    None becomes NaN in a float column and ``string_missing`` in a text column.
    """
    return {
        column.name: _tensor([row[column.name] for row in rows], column, string_missing)
        for column in columns
    }


def _tensor(cells: list[Value], column: Column, string_missing: str) -> Any:
    width = column.length or 1
    missing: Any = string_missing if column.type is ElementType.STRING else math.nan
    flat: list[Any] = []
    for cell in cells:
        items = cell if isinstance(cell, list) else [cell]
        flat.extend(missing if item is None else item for item in items)
    # Any: numpy's stubs call np.empty and np.array by different shapes in some versions.
    array: Any
    if column.type is ElementType.STRING:
        array = np.empty(len(flat), dtype=object)
        array[:] = flat
    else:
        with np.errstate(over="ignore"):
            array = np.array(flat, dtype=_DTYPES[column.type])
    return array.reshape(len(cells), width)


def from_tensors(arrays: Sequence[Any], columns: Sequence[Column]) -> list[Row]:
    """Return one row a leading index; ``[N, 1]`` gives scalars, ``[N, k]`` lists."""
    lists = []
    for array, column in zip(arrays, columns, strict=True):
        values = np.asarray(array).tolist()
        lists.append([value[0] for value in values] if column.length is None else values)
    names = [column.name for column in columns]
    return [dict(zip(names, values, strict=True)) for values in zip(*lists, strict=True)]
