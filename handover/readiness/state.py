"""State of the definition of done: every item with its standing, evidence and owner."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class ItemStanding(Enum):
    """Where an item stands; only `HOLDS` is green."""

    HOLDS = "holds"
    LACKING = "lacking"
    NOT_CHECKED = "declared, not checked"


@dataclass(frozen=True)
class ItemState:
    """One item of the definition of done.

    ``detail`` says what was found, as numbers. ``age_days`` is the age of dated evidence. ``who``
    is the role that owns the item, ``next`` the step; both are None when the item holds.
    """

    id: str
    check: str
    standing: ItemStanding
    detail: str
    age_days: int | None = None
    who: str | None = None
    next: str | None = None


@dataclass(frozen=True)
class DoneState:
    """All items of one contract, in its order."""

    name: str
    version: str
    lifecycle: str
    items: tuple[ItemState, ...]

    @property
    def holds(self) -> bool:
        """True when there is at least one item and every one holds."""
        return bool(self.items) and all(i.standing is ItemStanding.HOLDS for i in self.items)
