"""From the properties of a raw row to its fields, and to the rules that each value must keep."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from handover.contract.input_rules import InputRule, scalar_rule
from handover.contract.model.columns import element_type
from handover.contract.model.schema_property import Items, Property, SchemaObject
from handover.contract.place import Path
from handover.values.raw_field import RawField


@dataclass(frozen=True)
class RawRule:
    """What one field must satisfy.

    ``rule`` is that of a scalar, or of each scalar in a list; of a list, ``least`` and ``most``
    bound the number of elements. ``fields`` are those of an object, or of each object in a list.
    """

    field: RawField
    rule: InputRule
    least: int | None = None
    most: int | None = None
    fields: tuple[RawRule, ...] = ()

    @property
    def element(self) -> RawRule:
        """The rule of one element of a list; elements are never null."""
        return RawRule(self.field.element, replace(self.rule, required=True), fields=self.fields)


def raw_rules(objects: tuple[SchemaObject, ...]) -> tuple[RawRule, ...]:
    """Return the rules of a raw row, in contract order; the properties must be carried ones."""
    return tuple(_rule(field) for schema in objects for field in schema.properties)


def _rule(field: Property) -> RawRule:
    is_list = field.logical_type == "array"
    of = field.items if is_list else field
    assert of is not None
    fields = tuple(_rule(inner) for inner in of.properties or ())
    options = field.logical_type_options
    return RawRule(
        RawField(
            field.name,
            element_type(of),
            list=is_list,
            nullable=not field.required,
            fields=tuple(inner.field for inner in fields),
        ),
        scalar_rule(of, required=field.required),
        options.min_items if is_list else None,
        options.max_items if is_list else None,
        fields,
    )


def nested_fields(
    fields: tuple[Property, ...], path: Path = ()
) -> Iterator[tuple[Path, Property, Property | Items]]:
    """Yield every property of a raw row with its path, and what a value of it is made of.

    The last is the property itself, or the items of an array; None never, as an array without
    items yields itself. Objects come before what they hold.
    """
    for place, field in enumerate(fields):
        here: Path = (*path, place)
        of: Property | Items = field
        inside = here
        if field.logical_type == "array" and field.items is not None:
            of, inside = field.items, (*here, "items")
        yield here, field, of
        yield from nested_fields(of.properties or (), (*inside, "properties"))


def not_carried(of: Property | Items) -> str | None:
    """Say why a raw row cannot carry a value, or None when it can."""
    if of.logical_type == "object":
        return None if of.properties else "an object without properties"
    if of.logical_type == "array":
        return "an array of arrays" if isinstance(of, Items) else "an array without items"
    return None if element_type(of) is not None else f"{of.logical_type} crosses no wire"
