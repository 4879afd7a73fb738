"""Reads columns, tolerances and obtained values as the tables of tests/shared spell them."""

from handover.contract.tolerance import Tolerance
from handover.values import Column, ElementType, value_from_json
from handover.values.strict_json import Number


def tolerance_of(spec):
    more = {key: spec[key] for key in ("boundary", "ties") if key in spec}
    if spec.get("bits") or spec.get("exact"):
        return Tolerance("bits", **more)
    if "ulp" in spec:
        return Tolerance("ulp", ulp=spec["ulp"], **more)
    return Tolerance("absrel", abs=float(spec.get("abs", 0)), rel=float(spec.get("rel", 0)), **more)


def column_of(case):
    return Column("out", ElementType(case["type"]), case.get("length"))


def obtained_of(case, column):
    """Return what was obtained, and its element type where the case names one."""
    spelled = case["obtained"]
    named = case.get("obtainedType")
    element = ElementType(named) if named else column.type
    if isinstance(spelled, list):
        return [read(item, element) for item in spelled], ElementType(named) if named else None
    return read(spelled, element), ElementType(named) if named else None


def read(spelled, element):
    if spelled is None or (isinstance(spelled, str) and not isinstance(spelled, Number)):
        if element.is_float and spelled is not None:
            return value_from_json(spelled, Column("x", element))
        return spelled
    return value_from_json(spelled, Column("x", element))
