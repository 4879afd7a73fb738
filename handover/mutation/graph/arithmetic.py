"""Arithmetic with constants, comparisons, reductions and casts of the core operators."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from handover.mutation.graph.edit import (
    Change,
    Site,
    attribute_set,
    bypassed,
    constant_set,
    inputs_swapped,
    inserted,
    operator_set,
)
from handover.mutation.graph.varied_places import MOST_STORED, changed_numbers, varied_places

_WEIGHTS = ("MatMul", "Gemm")
_OTHERS: Mapping[str, tuple[str, ...]] = {
    "Add": ("Sub",),
    "Sub": ("Add",),
    "Mul": ("Div",),
    "Div": ("Mul",),
    "Less": ("LessOrEqual",),
    "LessOrEqual": ("Less",),
    "Greater": ("GreaterOrEqual",),
    "GreaterOrEqual": ("Greater",),
    "And": ("Or",),
    "Or": ("And",),
    "Max": ("Min",),
    "Min": ("Max",),
    "ReduceSum": ("ReduceMean",),
    "ReduceMean": ("ReduceSum",),
    "ReduceMax": ("ReduceMin",),
    "ReduceMin": ("ReduceMax",),
    "ReduceSumSquare": ("ReduceL2",),
    "Sum": ("Mean",),
}


def constants(site: Site) -> Iterator[Change]:
    """Get each number of a weight or operand wrong."""
    noun = "weight" if site.node.op_type in _WEIGHTS else "constant"
    for number, values in site.constants.items():
        if values.dtype.kind != "f":
            continue
        ways: tuple[str, ...] = ("one ulp off", "1 % off")
        if noun == "weight" or site.node.op_type in ("Add", "Sub"):
            ways = (*ways, "with the other sign", "dropped")
        for way, place, changed in changed_numbers(values, ways):
            yield constant_set(
                site, f"{noun} {way}", f"{site.node.op_type} [{place}]", number, changed
            )


def left_out(site: Site) -> Iterator[Change]:
    """Leave an operation with a constant out: no bias, no scale, no power."""
    others = [n for n in range(len(site.node.input)) if n not in site.constants]
    if len(others) == 1 and site.constants:
        yield bypassed(site, "operation left out", site.node.op_type, others[0])


def other_operator(site: Site) -> Iterator[Change]:
    """Take the neighbouring operator, among them the other side of a comparison."""
    kind = site.node.op_type
    for other in _OTHERS.get(kind, ()):
        words = "other side of a comparison" if "Equal" in kind + other else "other operation"
        yield operator_set(site, words, f"{other} for {kind}", other)
    if kind in ("Sub", "Div") and len(site.node.input) == 2:
        yield inputs_swapped(site, "operands exchanged", kind, 0, 1)


def stored_rows(site: Site) -> Iterator[Change]:
    """Swap neighbouring rows of what is stored: items, their ids, samples to be found again."""
    for number, values in site.constants.items():
        if values.ndim < 1 or (site.node.op_type == "Gather" and number != 0):
            continue
        for place in varied_places(len(values) - 1, most=MOST_STORED):
            swapped = np.array(values, copy=True)
            swapped[[place, place + 1]] = values[[place + 1, place]]
            if not np.array_equal(swapped, values):
                what = f"{place} and {place + 1} of input {number}"
                yield constant_set(site, "stored rows swapped", what, number, swapped)


def top_k(site: Site) -> Iterator[Change]:
    """Take the smallest for the largest."""
    largest = int(site.attributes.get("largest", 1))
    yield attribute_set(
        site, "other end of a ranking", f"largest={1 - largest}", largest=1 - largest
    )


def other_power(site: Site) -> Iterator[Change]:
    """Take the other norm of LpNormalization."""
    now = int(site.attributes.get("p", 2))
    yield attribute_set(site, "other norm", f"L{3 - now} for L{now}", p=3 - now)


def read_wrong(site: Site, inputs: Mapping[str, Any]) -> Iterator[Change]:
    """Read a float input of the model as an integer, or missing as zero.

    ``inputs`` maps the model's float inputs to whether they may be missing.
    """
    for number, name in enumerate(site.node.input):
        if name not in inputs:
            continue
        yield inserted(site, "number truncated to an integer", name, number, _truncating)
        if inputs[name]:
            yield inserted(
                site,
                "missing value read as 0",
                name,
                number,
                _zeroing(name),
                {f"{name}__zero": np.zeros((), dtype=inputs[name])},
            )


def _truncating(read: str, written: str) -> list[Any]:
    from onnx import helper

    # Trunc is no operator of these opsets: sign times floor of the size keeps NaN and infinities.
    names = [f"{written}_{part}" for part in ("size", "floor", "sign")]
    return [
        helper.make_node("Abs", [read], [names[0]]),
        helper.make_node("Floor", [names[0]], [names[1]]),
        helper.make_node("Sign", [read], [names[2]]),
        helper.make_node("Mul", [names[1], names[2]], [written]),
    ]


def _zeroing(name: str) -> Any:
    def make(read: str, written: str) -> list[Any]:
        from onnx import helper

        return [
            helper.make_node("IsNaN", [read], [f"{written}_gone"]),
            helper.make_node("Where", [f"{written}_gone", f"{name}__zero", read], [written]),
        ]

    return make
