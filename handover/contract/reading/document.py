"""A contract as written: its values, and where each of them stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from handover.contract.observation import Mark, Observation
from handover.contract.place import Path


@dataclass(frozen=True)
class Document:
    """What `parse` found.

    Parameters
    ----------
    name
        The file as the user named it, shown before ``:line:col``.
    text
        The text as written, comments included.
    value
        The root mapping, made of dict, list, str, int, float, bool and None.
    marks
        Path to position: of a scalar itself, of the key before a mapping or list, of an item.
    key_marks
        Path to position of the key that leads there.
    noted
        Duplicate keys and doubtful scalars (HC102, HC104).
    """

    name: str
    text: str
    value: dict[str, object]
    marks: Mapping[Path, Mark] = field(repr=False)
    key_marks: Mapping[Path, Mark] = field(repr=False)
    noted: tuple[Observation, ...] = ()

    def mark(self, path: Path) -> Mark:
        """Return the position of the path, or of the nearest place above it that exists."""
        for length in range(len(path), 0, -1):
            found = self.marks.get(path[:length])
            if found is not None:
                return found
        return self.marks.get((), Mark(1, 1))
