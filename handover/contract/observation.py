"""One thing seen while a contract is read, typed or judged, before a rule's words join it."""

from __future__ import annotations

from dataclasses import dataclass

from handover.contract.place import Path


@dataclass(frozen=True, order=True)
class Mark:
    """A position in the text; both numbers count from 1."""

    line: int
    column: int


@dataclass(frozen=True)
class Observation:
    """A breach of the rule ``rule`` at ``path``.

    ``mark`` is set where the path alone does not tell the place (the second of two equal keys,
    an unknown key, a syntax error). ``next`` replaces the rule's own advice.
    """

    rule: str
    path: Path
    message: str
    expected: str | None = None
    found: str | None = None
    next: str | None = None
    mark: Mark | None = None


class Unreadable(Exception):
    """Nothing can be said about the rest of the file; turned into ContractInvalid at the edge."""

    def __init__(self, observation: Observation) -> None:
        super().__init__(observation.message)
        self.observation = observation
