"""Input rules (HR101-HR108) for raw rows that nest, applied before any feature code.

Places are paths such as ``$.events[2].kind``. Fields come in contract order, depth first, every
element of a list is judged, and names that the contract does not know come last. The same table
of named cases (``tests/shared/raw_rules.json``) holds the Scala core to this.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from handover.contract.model.raw_fields import RawRule
from handover.contract.place import Path, parse_path, plain_place, render_path
from handover.contract.row_check import check_scalar, spell_found
from handover.faults import Fault, Owner
from handover.values import Column

if TYPE_CHECKING:
    from handover.contract.model.contract import ModelContract


def check_raw(contract: ModelContract, row: Mapping[str, object]) -> tuple[Fault, ...]:
    """Return every rule of ``features.inputs`` that a raw row breaks; empty when it may pass.

    Parameters
    ----------
    contract
        One with a ``features`` block.
    row
        Values as `handover.contract.check_row` takes them, dicts for objects, lists for lists.
    """
    return tuple(broken_rules(contract.raw_rules, row))


def broken_rules(rules: Sequence[RawRule], row: Mapping[str, object]) -> Iterator[Fault]:
    """Yield what a row breaks of some rules; see `check_raw`."""
    yield from _check_object(row, rules, ())


def raw_place(fault: Fault) -> str:
    """Return the place of a fault as vectors name it: ``events[2].kind``, nothing quoted."""
    return plain_place(parse_path(fault.where or "$"))


def _check_object(row: object, rules: Sequence[RawRule], path: Path) -> Iterator[Fault]:
    if not isinstance(row, Mapping):
        yield _fault("HR103", path, "not an object", found=spell_found(row))
        return
    for rule in rules:
        here = (*path, rule.field.name)
        if rule.field.name not in row:
            yield _fault("HR102", here, "the field is absent", expected="a value or null")
        else:
            yield from _check(row[rule.field.name], rule, here)
    for name in sorted(set(row) - {rule.field.name for rule in rules}):
        yield _fault("HR108", (*path, name), "the contract has no such field")


def _check(value: object, rule: RawRule, path: Path) -> Iterator[Fault]:
    if value is None:
        if rule.rule.required:
            yield _fault("HR101", path, "null in a required field")
    elif rule.field.list:
        yield from _check_list(value, rule, path)
    elif rule.field.type is None:
        yield from _check_object(value, rule.fields, path)
    else:
        column = Column(rule.field.name, rule.field.type)
        for fault in check_scalar(value, column, rule.rule):
            yield replace(fault, where=render_path(path))


def _check_list(value: object, rule: RawRule, path: Path) -> Iterator[Fault]:
    if not isinstance(value, list | tuple):
        yield _fault("HR103", path, "not a list", found=spell_found(value))
        return
    least, most = rule.least or 0, rule.most
    if len(value) < least or (most is not None and len(value) > most):
        yield _fault(
            "HR106",
            path,
            "wrong number of elements",
            expected=f"length in {least}..{'' if most is None else most}",
            found=f"length={len(value)}",
        )
    for place, item in enumerate(value):
        yield from _check(item, rule.element, (*path, place))


def _fault(
    code: str, path: Path, message: str, *, expected: str | None = None, found: str | None = None
) -> Fault:
    return Fault(
        code,
        message,
        Owner.BACKEND_OWNER,
        where=render_path(path),
        expected=expected,
        found=found,
        next="Send a raw row that keeps the contract, or widen the contract and export again.",
    )
