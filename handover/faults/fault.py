"""One fault: a frozen value that a report can render and a caller can inspect."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Owner(Enum):
    """The one who has to act on a fault. The values are the words people read."""

    CONTRACT_AUTHOR = "contract author"
    DATA_SCIENTIST = "data scientist"
    BACKEND_OWNER = "backend owner"
    ENVIRONMENT = "environment"
    HANDOVER = "handover"


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong, with its place and the way out.

    Parameters
    ----------
    code
        Stable id such as ``"HB205"``; never reused once published.
    message
        One line, lower case, no full stop.
    owner
        Who has to act.
    where
        ``file:line:col``, a path such as ``$.inputs[2].format``, or a vector id.
    expected, found
        As name=value, e.g. ``"size=120"``.
    next
        The next step, one imperative sentence.
    """

    code: str
    message: str
    owner: Owner
    where: str | None = None
    expected: str | None = None
    found: str | None = None
    next: str | None = None

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        pair = [
            f"{name} {value}"
            for name, value in (("expected", self.expected), ("found", self.found))
            if value is not None
        ]
        detail = f" ({', '.join(pair)})" if pair else ""
        return f"{place}{self.code} {self.message}{detail}"

    def to_json(self) -> dict[str, str]:
        """Return the fault as the JSON object that both languages exchange; None is left out."""
        fields = {
            "code": self.code,
            "message": self.message,
            "where": self.where,
            "expected": self.expected,
            "found": self.found,
            "next": self.next,
            "owner": self.owner.value,
        }
        return {name: value for name, value in fields.items() if value is not None}

    @staticmethod
    def from_json(fields: dict[str, str]) -> Fault:
        """Read what `to_json` (or the JVM) wrote; an unknown owner is handover's own to explain."""
        owners = {owner.value: owner for owner in Owner}
        return Fault(
            code=fields["code"],
            message=fields["message"],
            owner=owners.get(fields.get("owner", ""), Owner.HANDOVER),
            where=fields.get("where"),
            expected=fields.get("expected"),
            found=fields.get("found"),
            next=fields.get("next"),
        )
