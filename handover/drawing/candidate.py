"""Rows that generators propose, before their truths are known, and what each row is there for."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from functools import cached_property

from handover.values import Row

# A forest can leave tens of thousands of leaves; the header names so many of each kind.
MOST_LISTED = 500


@dataclass(frozen=True)
class Candidate:
    """One row with the reason why it is there.

    ``row`` is the wire row, every column present. ``source`` holds the columns whose unrounded
    value differs from the wire's.
    """

    flag: str
    why: str
    row: Row
    source: Row = field(default_factory=dict)

    @cached_property
    def key(self) -> str:
        """What makes two candidates the same: flag and row."""
        return f"{self.flag} {sorted(self.row.items())!r}"


@dataclass(frozen=True)
class Refusable:
    """A row that the input rules must refuse with ``code`` in ``column``."""

    flag: str
    why: str
    row: dict[str, object]
    code: str
    column: str

    @cached_property
    def key(self) -> str:
        """What makes two of them the same: flag and row."""
        return f"{self.flag} {sorted(self.row.items())!r}"


@dataclass(frozen=True)
class Covered:
    """How much of something the vectors exercise; ``left`` says what is not, and why."""

    covered: int
    total: int
    left: tuple[tuple[str, str], ...] = ()

    def to_json(self) -> dict[str, object]:
        """Return the entry of ``coverage`` in ``vectors/header.json``."""
        listed = [{"what": what, "why": why} for what, why in self.left[:MOST_LISTED]]
        more = len(self.left) - len(listed)
        if more:
            listed.append({"what": f"{more} more", "why": "the list is cut here, the count is not"})
        return {"covered": self.covered, "total": self.total, "left": listed}


@dataclass(frozen=True)
class Claims:
    """What rows are there for.

    ``things`` pairs each thing with the keys of the rows that *all* are needed for it; ``left``
    names what no row does, and why. What a thing is called may be a function, for a hundred
    thousand splits: names are read of those only that rows are left out of.
    """

    things: tuple[tuple[str | Callable[[], str], tuple[str, ...]], ...] = ()
    left: tuple[tuple[str, str], ...] = ()

    def covered(self, kept: Collection[str], *, why_not: str) -> Covered:
        """Count the things whose rows were all kept; the others are left with ``why_not``."""
        done = [all(key in kept for key in keys) for _, keys in self.things]
        lost = [
            (what if isinstance(what, str) else what(), why_not)
            for (what, _), there in zip(self.things, done, strict=True)
            if not there
        ]
        total = len(self.things) + len(self.left)
        return Covered(sum(done), total, (*self.left, *lost))
