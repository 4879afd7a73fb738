"""The ``parity`` block: which vectors are drawn and how near the answers must be."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from handover.contract.model.block import Block
from handover.contract.model.scalar_types import ColumnName, Count, Flag, Fraction, Whole

VectorClass = Literal[
    "typical", "boundary", "missing", "unseen-category", "tie", "extreme", "reject"
]

# The words of a contract, and the flags of the vectors (generator names) that each asks for.
CLASS_FLAGS: Mapping[str, tuple[str, ...]] = {
    "typical": ("hold-out",),
    "boundary": ("tree-split", "bin-edge", "decision-boundary"),
    "missing": ("missing",),
    "unseen-category": ("category", "spelling", "token", "wide-integer"),
    "tie": ("tie",),
    "extreme": ("extreme",),
    "reject": (
        "reject-null",
        "reject-absent",
        "reject-type",
        "reject-range",
        "reject-enum",
        "reject-length",
    ),
}


class VectorPlan(Block):
    """What is drawn; ``classes`` absent means every class that the columns can produce."""

    count: Count = Field(500, description="how many hold-out rows to draw; never a cut-off")
    seed: Count = 20
    classes: tuple[VectorClass, ...] | None = None


def _true(value: object) -> object:
    if value is not True:
        raise PydanticCustomError("expected", "expected true, or leave the key out")
    return value


def _positive(value: int) -> int:
    # {ulp: 0} would differ from {bits: true} only in -0.0 = 0.0, which nobody would guess; a
    # million ulps of float32 is a tenth of the value, which compares nothing.
    if not 1 <= value <= 1_000_000:
        raise PydanticCustomError("expected", "expected a whole number from 1 to 1000000")
    return value


class ToleranceDeclaration(Block):
    """How far an output may lie from the reference: one of bits, exact, ulp, or abs with rel."""

    bits: Annotated[Flag, AfterValidator(_true)] | None = None
    exact: Annotated[Flag, AfterValidator(_true)] | None = None
    ulp: Annotated[Whole, AfterValidator(_positive)] | None = None
    abs: Fraction | None = None
    rel: Fraction | None = None
    boundary: Literal["report", "fail"] | None = Field(
        None, description="a label that differs within the margin of its score"
    )
    ties: Literal["any", "ascending-id"] | None = Field(
        None, description="order of neighbours at equal distance"
    )

    @model_validator(mode="after")
    def _one_class(self) -> ToleranceDeclaration:
        classes = [name for name in ("bits", "exact", "ulp") if getattr(self, name) is not None]
        if self.abs is not None or self.rel is not None:
            classes.append("abs and rel")
        if len(classes) > 1:
            what = f"one of bits, exact, ulp, or abs with rel, not {' and '.join(classes)}"
            raise PydanticCustomError("expected", "expected {what}", {"what": what})
        if classes == ["abs and rel"] and not (self.abs or self.rel):
            raise PydanticCustomError("expected", "expected abs or rel above 0, or {{bits: true}}")
        return self


class ConverterTolerance(Block):
    """How near ONNX must be to the estimator on the same row to count as converted right.

    The defaults are what fidelity measurements call wrong: beyond rtol 1e-4, atol 1e-5.
    """

    abs: Fraction = 1e-5
    rel: Fraction = 1e-4


class Coverage(Block):
    """The least covered share that the vectors must reach, by what is covered."""

    splits: Fraction | None = None
    leaves: Fraction | None = None
    categories: Fraction | None = None
    columns: Fraction | None = None
    missing: Fraction | None = None
    features: Fraction | None = None
    raw: Fraction | None = None
    rejects: Fraction | None = None


class Parity(Block):
    """What both sides must agree on, and how it is tried."""

    vectors: VectorPlan = VectorPlan()
    tolerance: Mapping[ColumnName, ToleranceDeclaration] = {}
    converter: ConverterTolerance = ConverterTolerance()
    coverage: Coverage = Coverage()
