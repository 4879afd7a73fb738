"""Rows that failed once, kept as JSON lines and played first at the next run.

One file a contract, ``NAME.jsonl`` in the folder; one object a line with ``id``, ``row``, ``why``
and ``backend``. A row that fits the contract no longer is left out and counted, never a failure.
Refused: HF301, a line that is none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from handover.bundle import write_atomically
from handover.faults import BundleInvalid, Fault, Owner, UsageError
from handover.values import Row, canonical_json, parse_json, value_from_json

if TYPE_CHECKING:
    from handover.contract import ModelContract
    from handover.fuzzing.counterexample import Counterexample


@dataclass(frozen=True)
class CorpusRow:
    """Rows of the corpus that fit the contract, and how many do not."""

    rows: tuple[Row, ...] = ()
    stale: int = 0


class Corpus:
    """The kept rows of one contract.

    Parameters
    ----------
    folder
        Made when the first row is kept.
    """

    def __init__(self, folder: Path, contract: ModelContract) -> None:
        self.path = folder / f"{contract.name}.jsonl"
        self._contract = contract

    def read(self) -> CorpusRow:
        """Return the rows, in the order in which they were kept.

        Raises
        ------
        UsageError
            HF301 for every line that is no kept row, all at once.
        """
        rows: list[Row] = []
        stale = 0
        for entry in self._entries():
            row = self._row(entry["row"])
            if row is None:
                stale += 1
            else:
                rows.append(row)
        return CorpusRow(tuple(rows), stale)

    def keep(self, findings: Sequence[Counterexample], backend: str) -> int:
        """Add rows that are not there yet; return how many were added."""
        entries = self._entries()
        there = {entry["id"] for entry in entries}
        fresh = [
            {
                "id": finding.id,
                "row": finding.spelled_row(self._contract),
                "why": finding.why,
                "backend": backend,
            }
            for finding in findings
            if finding.id not in there
        ]
        if fresh:
            write_atomically(self.path, [canonical_json(entry) for entry in [*entries, *fresh]])
        return len(fresh)

    def _entries(self) -> list[dict[str, Any]]:
        try:
            lines = self.path.read_bytes().split(b"\n")
        except FileNotFoundError:
            return []
        except OSError as refused:
            raise UsageError(self._fault(str(refused.strerror), str(self.path))) from None
        entries: list[dict[str, Any]] = []
        faults = []
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            where = f"{self.path}:{number}"
            try:
                entry = parse_json(line, where=where)
            except BundleInvalid as broken:
                faults.append(self._fault(str(broken.faults[0].message), where))
                continue
            if (
                isinstance(entry, dict)
                and isinstance(entry.get("row"), dict)
                and isinstance(entry.get("id"), str)
            ):
                entries.append(entry)
            else:
                faults.append(self._fault("no object with id and row", where))
        if faults:
            raise UsageError(*faults)
        return entries

    def _row(self, spelled: dict[str, Any]) -> Row | None:
        columns = self._contract.input_columns
        if spelled.keys() != {column.name for column in columns}:
            return None
        try:
            return {c.name: value_from_json(spelled[c.name], c) for c in columns}
        except ValueError:
            return None

    def _fault(self, message: str, where: str) -> Fault:
        return Fault(
            "HF301",
            f"not a row of the corpus: {message}",
            Owner.BACKEND_OWNER,
            where=where,
            expected='{"id": "fuzz-…", "row": {…}, "why": "…", "backend": "…"}',
            next="Remove the line; fuzzing finds the row again.",
        )
