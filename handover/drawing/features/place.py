"""Places in a raw row: every value that stands in it, however deep, and rows with another there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from handover.contract.model.raw_fields import RawRule
from handover.contract.place import Path, plain_place
from handover.values.raw_field import RawRow


@dataclass(frozen=True)
class Place:
    """One place: its steps, and the rule of what stands there.

    ``kind`` is the field as it is declared, such as ``events[].kind``: places of one kind are
    elements of one list.
    """

    path: Path
    rule: RawRule
    kind: str

    @property
    def text(self) -> str:
        """The place as vectors name it, such as ``events[2].kind``."""
        return plain_place(self.path)


def places(rules: Sequence[RawRule], row: RawRow) -> Iterator[Place]:
    """Yield every place of a row that a field names, and every element of its lists.

    A list comes before its elements, an object before its fields.
    """
    for rule in rules:
        yield from _places(rule, row[rule.field.name], (rule.field.name,), rule.field.name)


def _places(rule: RawRule, value: Any, path: Path, kind: str) -> Iterator[Place]:
    yield Place(path, rule, kind)
    if value is None:
        return
    if rule.field.list:
        for number, item in enumerate(value):
            yield from _places(rule.element, item, (*path, number), f"{kind}[]")
    elif rule.field.type is None:
        for inner in rule.fields:
            name = inner.field.name
            yield from _places(inner, value[name], (*path, name), f"{kind}.{name}")


def value_in(row: Any, path: Path) -> Any:
    """Return what stands at a place."""
    for step in path:
        row = row[step]
    return row


def with_value(row: Any, path: Path, value: Any) -> Any:
    """Return the row with another value at a place; what lies beside the place is shared."""
    if not path:
        return value
    step, rest = path[0], path[1:]
    changed = list(row) if isinstance(row, list) else dict(row)
    changed[step] = with_value(row[step], rest, value)  # type: ignore[index]  # list or dict
    return changed


def with_value_throughout(rules: Sequence[RawRule], row: RawRow, kind: str, value: Any) -> RawRow:
    """Return the row with another value at every place of a kind."""
    for place in places(rules, row):
        if place.kind == kind:
            row = with_value(row, place.path, value)
    return row


def without(row: Any, path: Path) -> Any:
    """Return the row with the field at a place taken out."""
    around = dict(value_in(row, path[:-1]))
    del around[path[-1]]
    return with_value(row, path[:-1], around)
