"""Cause of a mismatch.

The first adjacent pair of truths that differs names the cause: source against wire is rounding,
wire against ONNX the converter or the runtime, ONNX against what was obtained the runtime or the
backend. `tests/shared/attribution.json` holds both languages to the order of the questions.
The verifier on the JVM alone explains what a mismatch looks like: a backend in this process is one
of handover's own oracles.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from handover.compare import IDS, Kind, compare
from handover.faults import Owner
from handover.testvectors import Cause
from handover.values import Column, Value

if TYPE_CHECKING:
    from handover.contract import Tolerance

OWNERS: dict[Cause, Owner] = {
    "rounding": Owner.DATA_SCIENTIST,
    "converter": Owner.DATA_SCIENTIST,
    "runtime": Owner.BACKEND_OWNER,
    "backend": Owner.BACKEND_OWNER,
    "features": Owner.BACKEND_OWNER,
}


@dataclass(frozen=True)
class Dispute:
    """One mismatch with everything that was said about it.

    ``source``, ``wire`` and ``onnx`` are the truths, ``control`` what the same model file gave
    beside the backend (None: not run), ``deviation`` the cause recorded in the vector. With
    ``estimated`` False there was no estimator, ``source`` and ``wire`` mean nothing, and neither
    rounding nor the converter can be the cause.
    """

    column: Column
    role: str
    tolerance: Tolerance
    converter: Tolerance
    kind: Kind
    source: Value
    wire: Value
    onnx: Value
    obtained: object
    runs_model_file: bool = False
    control: Value | None = None
    deviation: Cause | None = None
    estimated: bool = True

    def same(self, left: Value, right: object) -> bool:
        """Tell whether two answers are the same one: within the output's tolerance, or, for
        floats, within the converter's.
        """
        plain = Column(self.column.name, self.column.type)
        if isinstance(left, list) and isinstance(right, list):
            plain = Column(self.column.name, self.column.type, len(left))
        for tolerance in (self.tolerance, self.converter):
            role = self.role if self.role == IDS else "value"
            if compare(left, right, plain, tolerance, role=role).passed:
                return True
            if not self.column.type.is_float:
                break
        return False


def attribute(dispute: Dispute) -> Cause:
    """Return the cause of a mismatch."""
    if dispute.kind in ("outcome", "null", "type", "length"):
        return "backend"
    obtained = dispute.obtained
    if (
        dispute.estimated
        and not dispute.same(dispute.wire, dispute.onnx)
        and dispute.same(dispute.wire, obtained)
    ):
        return dispute.deviation or "converter"
    # Code around the model file may be wrong too: the same file beside it tells the two apart.
    if dispute.runs_model_file and (
        dispute.control is None or not dispute.same(dispute.onnx, dispute.control)
    ):
        return "runtime"
    if (
        dispute.control is not None
        and not dispute.same(dispute.onnx, dispute.control)
        and dispute.same(dispute.control, obtained)
    ):
        return "runtime"
    if (
        dispute.estimated
        and dispute.same(dispute.source, obtained)
        and not dispute.same(dispute.wire, obtained)
    ):
        return "rounding"
    return "backend"
