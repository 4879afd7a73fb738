"""The data scientist's feature function: a raw row in, the model's inputs out, in wire types."""

from __future__ import annotations

import copy
import math
import numbers
import warnings
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from handover.estimator import first_line, import_object, round_float
from handover.faults import Fault, Owner, UsageError
from handover.oracle.estimator_oracle import Raised
from handover.values import Column, ElementType, Row
from handover.values.raw_field import RawRow
from handover.values.row import Scalar, Value

if TYPE_CHECKING:
    from handover.contract import ModelContract

FeatureFunction = Callable[[RawRow], Any]


class FeatureOracle:
    """Asks the function for one raw row at a time.

    Parameters
    ----------
    contract
        Its ``features.oracle`` names the function, its input columns are what comes out.
    function
        The function itself, where it cannot be imported by its name.

    Raises
    ------
    UsageError
        HU201, HU204, HU205 where the function cannot be imported; HU203 where it is none.
    """

    def __init__(self, contract: ModelContract, function: FeatureFunction | None = None) -> None:
        assert contract.features is not None
        self._columns = contract.input_columns
        self._function = function or _load(contract.features.oracle)

    def answer(self, raw: RawRow) -> Row | Raised:
        """Return the features of a typed raw row, or why there are none.

        The function gets a copy, as it may change what it is given. It may return a mapping, a
        pandas Series or a frame of one row. Numbers are rounded to the columns' types.
        """
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                told = self._function(copy.deepcopy(raw))
            return self._row(told)
        except Exception as broken:  # noqa: BLE001 - the stage boundary: user code may raise anything
            return Raised(first_line(broken).rstrip(": "))

    def _row(self, told: Any) -> Row:
        if type(told).__name__ == "DataFrame" and len(told) == 1:
            told = told.iloc[0]
        if type(told).__name__ == "Series":
            told = told.to_dict()
        if not isinstance(told, Mapping):
            raise TypeError(f"returned {type(told).__name__}, not a mapping of features")
        names = [column.name for column in self._columns]
        absent, unknown = sorted(set(names) - set(told)), sorted(set(map(str, told)) - set(names))
        if absent or unknown:
            parts = [f"without {', '.join(absent)}"] if absent else []
            parts += [f"with {', '.join(unknown)}, no input of the model"] if unknown else []
            raise KeyError(f"features {'; '.join(parts)}")
        return {column.name: _value(told[column.name], column) for column in self._columns}


def _load(spec: str) -> FeatureFunction:
    found = import_object(spec, "Name a function that takes one raw row.")
    if not callable(found):
        raise UsageError(
            Fault(
                "HU203",
                "the oracle of the features is no function",
                Owner.DATA_SCIENTIST,
                where=spec,
                found=f"type={type(found).__name__}",
                next="Name a function that takes one raw row and returns the model's inputs.",
            )
        )
    return found  # type: ignore[no-any-return]  # callable is all that can be known


def _value(value: Any, column: Column) -> Value:
    if column.length is None:
        return _scalar(value, column)
    items = [_scalar(item, column) for item in value]
    if len(items) != column.length:
        raise ValueError(f"{column.name} has length={len(items)}, expected {column.length}")
    return items


def _scalar(cell: Any, column: Column) -> Scalar:
    if _is_missing(cell):
        if column.nullable:
            return None
        raise ValueError(f"{column.name} is null, which the model's input never is")
    kind = column.type
    value: Scalar = cell.item() if hasattr(cell, "item") else cell
    if kind.is_float and isinstance(value, int | float) and not isinstance(value, bool):
        return round_float(float(value), kind)
    if kind.is_integer and isinstance(value, int | float) and not isinstance(value, bool):
        # pandas makes floats of integers as soon as a value is missing somewhere.
        whole, (low, high) = int(value), kind.integer_range
        if whole == value and low <= whole <= high:
            return whole
    if kind is ElementType.BOOL and isinstance(value, bool):
        return value
    if kind is ElementType.STRING and isinstance(value, str):
        return value
    raise TypeError(f"{column.name} is {type(value).__name__} {value!r:.60}, not {kind.value}")


def _is_missing(value: Any) -> bool:
    if value is None or type(value).__name__ in ("NAType", "NaTType"):
        return True
    return isinstance(value, numbers.Real) and math.isnan(value)
