"""Findings: the result of a lint rule at one place of a contract."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from handover.contract.observation import Mark
from handover.contract.place import Path
from handover.faults import Fault


class Severity(str, Enum):
    """How grave: an error refuses, a warning is read, an info is shown and never green."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    def __str__(self) -> str:
        return self.value


@dataclass(frozen=True)
class Finding:
    """A breach of one rule at one place.

    ``fault`` bears the words (code, message, where, expected, found, next, owner); ``mark`` is None
    for a contract that no file was read for.
    """

    fault: Fault
    name: str
    severity: Severity
    path: Path
    mark: Mark | None

    @property
    def code(self) -> str:
        """The rule's id, such as ``HC201``."""
        return self.fault.code

    @property
    def message(self) -> str:
        """One line."""
        return self.fault.message

    @property
    def where(self) -> str:
        """``file:line:col``, or the path where there is no file."""
        return self.fault.where or "$"

    @property
    def line(self) -> int | None:
        """The line, from 1."""
        return self.mark.line if self.mark else None

    @property
    def column(self) -> int | None:
        """The column, from 1."""
        return self.mark.column if self.mark else None

    def __str__(self) -> str:
        return f"{self.fault} [{self.name}, {self.severity.value}]"

    def to_json(self) -> dict[str, object]:
        """Return the fault's fields with the rule's name, severity and the position."""
        fields: dict[str, object] = dict(self.fault.to_json())
        fields["rule"] = self.name
        fields["severity"] = self.severity.value
        if self.mark is not None:
            fields["line"], fields["column"] = self.mark.line, self.mark.column
        return fields
