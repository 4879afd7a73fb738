"""Parity of both sides on the vectors of a bundle, and the side that is wrong.

In: a bundle and the address of a backend. Out: a `Verdict` with every vector passed, failed,
skipped or errored, each mismatch attributed, and the backend held against itself. Refused: a
bundle that is not whole, a runtime outside the bundle's profile (HJ402), unknown ids (HV201).
"""

from handover.parity.verdict import Verdict
from handover.parity.verification import verify

__all__ = ["Verdict", "verify"]
