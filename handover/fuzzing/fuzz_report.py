"""Report of one run of fuzzing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from handover.fuzzing.counterexample import Counterexample
from handover.parity.verdict import BackendIdentity

if TYPE_CHECKING:
    from handover.contract import ModelContract

FORMAT = "handover-fuzz/1"


@dataclass(frozen=True)
class FuzzReport:
    """How many rows were asked, and what was found.

    Parameters
    ----------
    contract
        Whose rows they are.
    replayed, stale
        Rows of the corpus: played, and left out because they fit the contract no longer.
    rows, batches
        Rows drawn now, and in how many calls.
    failing
        Rows that failed among those that were looked at; a batch is not looked at to its end.
    seconds
        How long asking took, without opening the backend.
    ended
        Why it ended: ``rows``, ``seconds``, ``findings``, ``nothing new`` or ``fatal``.
    """

    contract: ModelContract
    backend: BackendIdentity
    seed: int
    replayed: int
    stale: int
    rows: int
    batches: int
    failing: int
    seconds: float
    ended: str
    findings: tuple[Counterexample, ...]

    def to_json(self) -> dict[str, Any]:
        """Return the object that ``--json`` writes."""
        return {
            "format": FORMAT,
            "contract": {"name": self.contract.name, "sha256": self.contract.digest},
            "backend": {
                "address": self.backend.address,
                "name": self.backend.name,
                "version": self.backend.version,
            },
            "seed": self.seed,
            "replayed": self.replayed,
            "stale": self.stale,
            "rows": self.rows,
            "batches": self.batches,
            "failing": self.failing,
            "seconds": round(self.seconds, 3),
            "ended": self.ended,
            "findings": [finding.to_json(self.contract) for finding in self.findings],
        }
