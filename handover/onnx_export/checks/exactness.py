"""Findings about tolerances: what the contract asks beside what the graph can give."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from handover.faults import Owner
from handover.onnx_export.checks.context import Examination
from handover.onnx_export.checks.finding import Finding, Severity, Sighting
from handover.onnx_file import BITS_ON_FMA, LABEL, NEAR

# What contracts get without saying anything: room for a runtime that adds in another order.
_DEFAULT_ULP = 16


def _more_than_given(seen: Examination) -> Iterator[Sighting]:
    for name, given in seen.classes.items():
        asked = seen.tolerances[name]
        # Ids and clusters are compared in groups of scores that tie; labels by their margin.
        if given == LABEL:
            if asked.boundary != "fail":
                continue
            asks = "boundary=fail"
        elif given.rank > BITS_ON_FMA.rank and asked.kind == "bits":
            asks = "exact"
        elif given.ulp and asked.kind == "ulp" and asked.ulp < given.ulp:
            asks = f"ulp<={asked.ulp}"
        else:
            continue
        yield Sighting(f"$.parity.tolerance.{name}", f"asked={asks}, class={given.text}")


def _less_than_given(seen: Examination) -> Iterator[Sighting]:
    for name, given in seen.classes.items():
        asked = seen.tolerances[name]
        if name not in seen.declared or asked.kind == "bits":
            continue
        wide = asked.kind == "absrel" or asked.ulp > _DEFAULT_ULP
        if given.rank <= BITS_ON_FMA.rank or (given.ulp and wide):
            yield Sighting(f"$.parity.tolerance.{name}", f"asked={asked.text}, class={given.text}")


def _no_bound(seen: Examination) -> Iterator[Sighting]:
    for name, given in seen.classes.items():
        asked = seen.tolerances[name]
        if name in seen.declared and given == NEAR and asked.kind == "ulp":
            yield Sighting(f"$.parity.tolerance.{name}", f"asked={asked.text}, class={given.text}")


def _hides_a_branch(seen: Examination) -> Iterator[Sighting]:
    for name, gaps in seen.gaps.items():
        asked, size = seen.tolerances[name], seen.sizes.get(name, 0.0)
        step = float(np.spacing(np.float32(size)))
        allowed = asked.ulp * step if asked.kind == "ulp" else asked.abs + asked.rel * size
        # Below this no tolerance is to blame: sums of float32 cannot tell such leaves apart.
        told_apart = gaps[gaps > _DEFAULT_ULP * step]
        hidden = int((told_apart <= allowed).sum())
        if name in seen.declared and hidden:
            yield Sighting(
                f"$.parity.tolerance.{name}",
                f"asked={asked.text}, allowed={allowed:.3g} at {size:.3g}, "
                f"smallest leaf gap={told_apart[0]:.3g}, hidden splits={hidden} of {len(gaps)}",
            )


EXACTNESS_FINDINGS = (
    Finding(
        "HX310",
        "more-than-the-graph-gives",
        "the contract asks for more than the exported graph can give",
        "implementations that are right differ by as much as the class says: transcendental "
        "functions by their last bits, sums by their order, labels where two scores nearly tie",
        "Ask for what the class allows: a wider ulp, abs with rel, boundary: report.",
        Severity.REFUSED,
        _more_than_given,
        Owner.DATA_SCIENTIST,
    ),
    Finding(
        "HX311",
        "less-than-the-graph-gives",
        "the contract asks for less than the exported graph can give",
        "the graph gives the same bits everywhere, or a bound in units in the last place; a "
        "wider tolerance hides wrong branches",
        "Write {exact: true}, or the ulp of the class.",
        Severity.NOTED,
        _less_than_given,
        Owner.DATA_SCIENTIST,
    ),
    Finding(
        "HX313",
        "a-branch-fits-into-the-tolerance",
        "a wrong branch of a tree fits into the tolerance",
        "the two leaves of a split lie no further apart than the contract allows answers to: a "
        "backend that goes the wrong way there passes",
        "Ask for less than the smallest leaf gap: {exact: true} or {ulp: 16}.",
        Severity.REFUSED,
        _hides_a_branch,
        Owner.DATA_SCIENTIST,
    ),
    Finding(
        "HX312",
        "ulp-without-a-bound",
        "the contract asks for ulps of sums that have no bound in ulps",
        "terms of both signs that nearly cancel leave millions of ulps between two right sums",
        "Write abs and rel, calibrated on the hold-out.",
        Severity.NOTED,
        _no_bound,
        Owner.DATA_SCIENTIST,
    ),
)
