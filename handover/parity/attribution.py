"""Who caused a mismatch, and what it looks like.

The first adjacent pair of truths that differs names the cause: source against wire is rounding,
wire against ONNX the converter or the runtime, ONNX against what was obtained the runtime or the
backend. `tests/shared/attribution.json` holds both languages to the order of the questions.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from handover.faults import Move
from handover.parity.comparison import IDS, Kind, agrees, compare
from handover.testvectors import Cause
from handover.values import Column, ElementType, Value, round_to, shortest

if TYPE_CHECKING:
    from handover.contract import Tolerance

MOVES: dict[Cause, Move] = {
    "rounding": Move.DATA_SCIENTIST,
    "converter": Move.DATA_SCIENTIST,
    "runtime": Move.BACKEND_OWNER,
    "backend": Move.BACKEND_OWNER,
    "features": Move.BACKEND_OWNER,
}

_OTHER_ARITHMETIC = (
    "within the converter tolerance: the right branch in other arithmetic "
    "(wider or narrower sums, another order)"
)


@dataclass(frozen=True)
class Probe:
    """The answer of the same model for an altered row, and what to say when it was obtained."""

    hint: str
    value: Value


@dataclass(frozen=True)
class Dispute:
    """One mismatch with everything that was said about it.

    ``source``, ``wire`` and ``onnx`` are the truths, ``control`` what the same model file gave
    beside the backend (None: not run), ``third`` what the evaluator made of it, ``deviation`` the
    cause recorded in the vector. With ``estimated`` False there was no estimator, ``source`` and
    ``wire`` mean nothing, and neither rounding nor the converter can be the cause.
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
    obtained_type: ElementType | None = None
    runs_model_file: bool = False
    control: Value | None = None
    third: Value | None = None
    deviation: Cause | None = None
    estimated: bool = True
    probes: Sequence[Probe] = ()

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


def attribute(dispute: Dispute) -> tuple[Cause, str | None]:
    """Return the cause of a mismatch and, for backend and runtime, a hint that was checked."""
    cause = _cause(dispute)
    if cause == "runtime":
        return cause, _third_hint(dispute)
    return cause, _hint(dispute) if cause == "backend" else None


def _cause(dispute: Dispute) -> Cause:
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


def _third_hint(dispute: Dispute) -> str | None:
    if dispute.third is None:
        return None
    if dispute.same(dispute.onnx, dispute.third):
        return "the evaluator gives the expected answer from the same file"
    if dispute.same(dispute.obtained, dispute.third):  # type: ignore[arg-type]
        return (
            "the evaluator gives this answer from the same file: the runtime that recorded it was "
            "wrong"
        )
    return None


def _hint(dispute: Dispute) -> str | None:
    expected, obtained = dispute.onnx, dispute.obtained
    if dispute.kind == "type":
        found = dispute.obtained_type.value if dispute.obtained_type else "another type"
        return f"returned as {found}, the contract declares {dispute.column.type.value}"
    if dispute.kind in ("outcome", "null", "length"):
        return None
    for probe in dispute.probes:
        if dispute.same(probe.value, obtained) and not dispute.same(probe.value, expected):
            return probe.hint
    if dispute.kind == "order":
        return "the same ids in another order"
    if dispute.kind == "ties":
        return "ids of equal scores are not ascending"
    if isinstance(expected, str) and isinstance(obtained, str):
        if expected.strip().casefold() == obtained.strip().casefold():
            return "equal but for case or surrounding space"
        return None
    if isinstance(expected, float) and isinstance(obtained, float):
        return _float_hint(dispute, expected, obtained)
    return None


def _float_hint(dispute: Dispute, expected: float, obtained: float) -> str | None:
    element = dispute.column.type
    if dispute.role.startswith("probability[") and dispute.same(1 - expected, obtained):
        return "equals 1 - expected: the probability of the other class"
    decimals = _rounded_to(expected, obtained, element)
    if decimals is not None:
        return f"equals the expected value rounded to {decimals} decimals"
    if agrees(expected, obtained, element, dispute.converter):
        return _OTHER_ARITHMETIC
    return None


def _rounded_to(expected: float, obtained: float, element: ElementType) -> int | None:
    """Return to how many decimals (1 to 6) expected was rounded to give obtained, or None."""
    exact = Decimal(repr(shortest(expected, element)))
    if not exact.is_finite() or abs(exact) > Decimal(10) ** 20:
        return None
    for decimals in range(1, 7):
        for mode in (ROUND_HALF_UP, ROUND_HALF_EVEN):
            rounded = exact.quantize(Decimal(1).scaleb(-decimals), rounding=mode)
            if round_to(str(rounded), element) == obtained:
                return decimals
    return None
