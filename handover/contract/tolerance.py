"""Tolerances: how far an output may lie from the reference, alike in both languages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from handover.values import ElementType


@dataclass(frozen=True)
class Tolerance:
    """The comparison class of one output.

    ``kind`` is ``"bits"`` (same raw bits), ``"ulp"`` (at most ``ulp`` steps of the declared type)
    or ``"absrel"`` (|difference| <= abs + rel * |expected|, in double). ``boundary`` concerns
    labels, ``ties`` concerns neighbour ids.
    """

    kind: Literal["bits", "ulp", "absrel"]
    ulp: int = 0
    abs: float = 0.0
    rel: float = 0.0
    boundary: Literal["report", "fail"] = "report"
    ties: Literal["any", "ascending-id"] = "any"

    @property
    def text(self) -> str:
        """Return the rule as reports print it.

        >>> Tolerance("ulp", ulp=4).text
        'ulp <= 4'
        >>> Tolerance("absrel", abs=1e-6, rel=0.001).text
        'abs 1e-06 + rel 0.001'
        """
        if self.kind == "bits":
            return "exact"
        if self.kind == "ulp":
            return f"ulp <= {self.ulp}"
        parts = [
            f"{name} {value!r}" for name, value in (("abs", self.abs), ("rel", self.rel)) if value
        ]
        return " + ".join(parts)


def default_tolerance(element: ElementType) -> Tolerance:
    """Return what holds where a contract says nothing.

    Sixteen float32 ulps let a runtime add in another order (two ulps measured for clean forests,
    more where sums cancel) and are far below the smallest leaf gap of a wrong branch.
    """
    if element is ElementType.F32:
        return Tolerance("ulp", ulp=16)
    if element is ElementType.F64:
        return Tolerance("absrel", abs=1e-9, rel=1e-9)
    return Tolerance("bits")
