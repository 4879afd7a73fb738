"""Between a declared tolerance and the one that is compared with."""

from __future__ import annotations

from dataclasses import replace

from handover.contract.model.parity import ToleranceDeclaration
from handover.contract.tolerance import Tolerance


def declared(declaration: ToleranceDeclaration | None, default: Tolerance) -> Tolerance:
    """Return the declared class with the default's gaps filled."""
    if declaration is None:
        return default
    return replace(
        _class_of(declaration, default),
        boundary=declaration.boundary or default.boundary,
        ties=declaration.ties or default.ties,
    )


def _class_of(declaration: ToleranceDeclaration, default: Tolerance) -> Tolerance:
    if declaration.bits or declaration.exact:
        return Tolerance("bits")
    if declaration.ulp is not None:
        return Tolerance("ulp", ulp=declaration.ulp)
    if declaration.abs is not None or declaration.rel is not None:
        return Tolerance("absrel", abs=declaration.abs or 0.0, rel=declaration.rel or 0.0)
    return default


def spelled(tolerance: Tolerance, role: str) -> dict[str, object]:
    """Return the canonical declaration; ``boundary`` and ``ties`` where the role has them."""
    value: dict[str, object]
    if tolerance.kind == "bits":
        value = {"exact": True}
    elif tolerance.kind == "ulp":
        value = {"ulp": tolerance.ulp}
    else:
        value = {"abs": tolerance.abs, "rel": tolerance.rel}
    if role in ("label", "cluster"):
        value["boundary"] = tolerance.boundary
    if role == "neighbours.ids":
        value["ties"] = tolerance.ties
    return value
