"""A raw row that a generator proposes, and what it is there for."""

from __future__ import annotations

from dataclasses import dataclass

from handover.values.raw_field import RawRow


@dataclass(frozen=True)
class RawCandidate:
    """One raw row with its reason; ``kind`` is the kind of place that was varied, "" for none."""

    flag: str
    why: str
    row: RawRow
    kind: str = ""
