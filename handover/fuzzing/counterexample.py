"""Findings of fuzzing: a small row on which the two sides differ, with all that is known."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from handover.fuzzing.differential_test import Failure
from handover.fuzzing.failing_region import Region
from handover.values import Row, canonical_json, value_to_json

if TYPE_CHECKING:
    from handover.contract import ModelContract

_MOST_CELLS = 4

Origin = Literal["fuzzed", "corpus"]


@dataclass(frozen=True)
class ChangedCell:
    """A cell in which a row differs from an ordinary one; both values as the bundle spells them."""

    name: str
    ordinary: object
    found: object


@dataclass(frozen=True)
class Counterexample:
    """One failing row.

    Parameters
    ----------
    row
        The row, in contract order.
    changed
        The cells in which it differs from an ordinary row.
    failure
        What is expected and what was obtained.
    regions
        On which columns the failure depends, and where.
    alone
        False when the row fails only among others.
    origin
        Whether it was drawn now, or replayed.
    after
        How many rows had been asked when it was found.
    """

    id: str
    row: Row
    changed: tuple[ChangedCell, ...]
    failure: Failure
    regions: tuple[Region, ...]
    alone: bool
    origin: Origin
    after: int

    @property
    def why(self) -> str:
        """Why the row is there, in one sentence; the ``why`` of its vector."""
        if not self.changed:
            return "fuzzing found that an ordinary row differs"
        cells = " and ".join(
            f"{cell.name} is {_short(cell.found)} instead of {_short(cell.ordinary)}"
            for cell in self.changed[:_MOST_CELLS]
        )
        more = len(self.changed) - _MOST_CELLS
        also = f" and {more} cells more differ" if more > 0 else ""
        return f"fuzzing found it: an ordinary row in which {cells}{also}"

    @property
    def hint(self) -> str | None:
        """On which columns the failure depends; None when that is not known."""
        if not self.alone:
            return (
                "the row passes by itself and fails among others: the answers depend on the batch, "
                "as the checks of handover verify will say"
            )
        if not self.regions:
            return None
        return "it fails where " + "; and ".join(region.sentence for region in self.regions[:4])

    def spelled_row(self, contract: ModelContract) -> dict[str, object]:
        """Return the row as the bundle spells it."""
        return {c.name: value_to_json(self.row[c.name], c) for c in contract.input_columns}

    def to_json(self, contract: ModelContract) -> dict[str, Any]:
        """Return the finding as ``--json`` writes it."""
        return {
            "id": self.id,
            "row": self.spelled_row(contract),
            "changed": [
                {"name": cell.name, "ordinary": cell.ordinary, "found": cell.found}
                for cell in self.changed
            ],
            "path": self.failure.path,
            "kind": str(self.failure.kind),
            "expected": _plain(self.failure.expected),
            "obtained": _plain(self.failure.obtained),
            "allowed": self.failure.allowed,
            "frames": list(self.failure.frames),
            "why": self.why,
            "hint": self.hint,
            "alone": self.alone,
            "origin": self.origin,
            "afterRows": self.after,
        }


def counterexample_id(contract: ModelContract, row: Row) -> str:
    """Return an id that depends on the row alone: the same row, the same id."""
    spelled = {c.name: value_to_json(row[c.name], c) for c in contract.input_columns}
    return f"fuzz-{hashlib.sha256(canonical_json(spelled)).hexdigest()[:8]}"


def _plain(value: object) -> object:
    """Spell a scalar or list for JSON whatever its column was."""
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, float) and (value != value or value in (float("inf"), float("-inf"))):
        return {"inf": "Infinity", "-inf": "-Infinity"}.get(str(value), "NaN")
    return value if isinstance(value, str | int | float | bool | None) else repr(value)[:200]


def _short(value: object) -> str:
    text = canonical_json(value).decode("utf-8").rstrip("\n")
    return text if len(text) <= 40 else text[:37] + "..."
