"""A field of a raw row: what the feature code is given, before it is the model's input.

Unlike a `Column`, a field may hold an object with fields of its own, or a list of any length.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from handover.values.column import Column, ElementType
from handover.values.row import value_from_json, value_to_json

RawRow = dict[str, Any]
"""Field name to scalar, None, list of scalars or of objects, or object (a dict)."""


@dataclass(frozen=True)
class RawField:
    """One named field.

    ``type`` is None for an object, whose ``fields`` say what it holds. ``list`` makes it a list of
    such; its elements are never null.
    """

    name: str
    type: ElementType | None
    list: bool = False
    nullable: bool = False
    fields: tuple[RawField, ...] = ()

    def to_json(self) -> dict[str, object]:
        """Return the field as ``vectors/header.json`` spells it."""
        spelled: dict[str, object] = {
            "name": self.name,
            "type": "object" if self.type is None else self.type.value,
            "list": self.list,
            "nullable": self.nullable,
        }
        return spelled | ({"fields": [f.to_json() for f in self.fields]} if not self.type else {})

    @property
    def element(self) -> RawField:
        """The field that one element of a list is."""
        return RawField(self.name, self.type, fields=self.fields)


def raw_to_json(row: Mapping[str, Any], fields: Sequence[RawField]) -> dict[str, object]:
    """Spell a typed raw row for JSON; see docs/bundle-format.md, "Text forms"."""
    by_name = {field.name: field for field in fields}
    return {name: _to_json(value, by_name[name]) for name, value in row.items()}


def _to_json(value: Any, field: RawField) -> object:
    if value is None:
        return None
    if field.list:
        return [_to_json(item, field.element) for item in value]
    if field.type is None:
        return raw_to_json(value, field.fields)
    return value_to_json(value, Column(field.name, field.type))


def raw_from_json(spelled: object, fields: Sequence[RawField], path: str = "") -> RawRow:
    """Read a raw row with its declared types; every field must be there, and no other.

    Raises
    ------
    ValueError
        The first thing that does not fit: its place, expected and found.
    """
    if not isinstance(spelled, Mapping):
        raise ValueError(f"{path or 'the row'}: expected an object but found {spelled!r}")
    known = [field.name for field in fields]
    for name in spelled:
        if name not in known:
            raise ValueError(f"{_below(path, name)}: no such field")
    row: RawRow = {}
    for field in fields:
        where = _below(path, field.name)
        if field.name not in spelled:
            raise ValueError(f"{where}: is missing")
        value = _from_json(spelled[field.name], field, where)
        if value is None and not field.nullable:
            raise ValueError(f"{where}: is null")
        row[field.name] = value
    return row


def _from_json(spelled: object, field: RawField, path: str) -> Any:
    if spelled is None:
        return None
    if field.list:
        if not isinstance(spelled, list):
            raise ValueError(f"{path}: expected a list but found {spelled!r}")
        items = [
            _from_json(item, field.element, f"{path}[{place}]")
            for place, item in enumerate(spelled)
        ]
        if None in items:
            raise ValueError(f"{path}[{items.index(None)}]: is null")
        return items
    if field.type is None:
        return raw_from_json(spelled, field.fields, path)
    try:
        value = value_from_json(spelled, Column(field.name, field.type))
    except ValueError as unfit:
        raise ValueError(f"{path}: {unfit}") from None
    return null_for_nan(value)


def null_for_nan(value: Any) -> Any:
    """Return None for not a number, which is how numpy and models carry a null float."""
    return None if isinstance(value, float) and math.isnan(value) else value


def _below(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name
