"""One item of the definition of done, agreed before the work."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import Field

from handover.contract.model.block import Block
from handover.contract.model.scalar_types import Count, Day, Sha256, Text

# Every check an item may name, and what it holds.
CHECKS: Mapping[str, str] = {
    "parity.all-vectors-pass": "the backend answers every vector as the bundle says",
    "parity.deterministic": "the backend agrees with itself: repeated, shuffled, batched, threaded",
    "parity.coverage": "the vectors reach the coverage that parity.coverage asks for",
    "metrics.meet-thresholds": "every metric meets its thresholds and beats its baseline",
    "contract.no-errors": "the contract has no finding of severity error",
    "bundle.intact": "the bundle belongs to this contract and every digest in it holds",
    "benchmark.within-sla": "latency, size and load time keep the declared limits",
    "evidence": "a document exists and is recent enough",
    "sign-off": "every named role has signed this very contract",
}

# Known, but nothing in this release measures them: shown as declared, not checked.
NOT_CHECKED = ("benchmark.within-sla",)


class DoneItem(Block):
    """What must hold before ``status: active``."""

    id: Text
    check: Text
    evidence: Text | None = Field(None, description="path of the document")
    date: Day | None = Field(None, description="day on which the evidence was last true")
    max_age_days: Count | None = None
    by: tuple[Text, ...] = Field((), description="roles that must sign")
    description: Text | None = None


class SignOff(Block):
    """One role's signature under one item.

    ``contract_digest`` is `ModelContract.agreement_digest` at the time of signing. The sign-offs
    are no part of what is signed, so that signing does not change it.
    """

    item: Text = Field(description="id of the item of definitionOfDone")
    role: Text
    by: Text = Field(description="username of a team member")
    date: Day
    contract_digest: Sha256 | None = Field(None, description="agreement digest that was signed")
    comment: Text | None = None
