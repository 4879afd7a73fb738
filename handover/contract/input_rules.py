"""Rules for the values of one input column, as declared in the contract."""

from __future__ import annotations

import operator
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from handover.contract.model.schema_property import Items, Property

Bound = tuple[str, float | int, Callable[[Any, Any], bool]]


@dataclass(frozen=True)
class InputRule:
    """What a value of one column must satisfy.

    Bounds are numbers as declared, compared in the column's type; of an array they bound every
    element, while ``min_length`` and ``max_length`` count its elements. Lengths of strings count
    Unicode code points.
    """

    required: bool = False
    minimum: float | int | None = None
    maximum: float | int | None = None
    exclusive_minimum: float | int | None = None
    exclusive_maximum: float | int | None = None
    enum: tuple[str | int | float | bool, ...] | None = None
    min_length: int | None = None
    max_length: int | None = None

    @cached_property
    def bounds(self) -> tuple[Bound, ...]:
        """The declared bounds, each with how a message spells it and what breaks it."""
        return tuple(
            (f"{sign} {bound}", bound, breaks)
            for bound, sign, breaks in (
                (self.minimum, ">=", operator.lt),
                (self.maximum, "<=", operator.gt),
                (self.exclusive_minimum, ">", operator.le),
                (self.exclusive_maximum, "<", operator.ge),
            )
            if bound is not None
        )


def input_rule(field: Property) -> InputRule:
    """Collect the rule of a property; an array's bounds and values are those of its items."""
    if field.logical_type != "array" or field.items is None:
        return scalar_rule(field, required=field.required)
    sizes = field.logical_type_options
    return replace(
        scalar_rule(field.items, required=field.required),
        min_length=sizes.min_items,
        max_length=sizes.max_items,
    )


def scalar_rule(field: Property | Items, *, required: bool) -> InputRule:
    """Collect the rule of a scalar: of a property, or of an element of an array."""
    bounds = field.logical_type_options
    return InputRule(
        required=required,
        minimum=bounds.minimum,
        maximum=bounds.maximum,
        exclusive_minimum=bounds.exclusive_minimum,
        exclusive_maximum=bounds.exclusive_maximum,
        enum=None if field.enum is None else tuple(item.value for item in field.enum),
        min_length=bounds.min_length,
        max_length=bounds.max_length,
    )
