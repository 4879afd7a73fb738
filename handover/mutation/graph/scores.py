"""Mutants between scores and answers: post transforms, labels, arg max, class read."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from handover.mutation.graph.edit import (
    Change,
    Site,
    attribute_set,
    bypassed,
    constant_set,
    operator_set,
)

_TRANSFORMS = ("NONE", "LOGISTIC", "SOFTMAX", "SOFTMAX_ZERO")


def post_transform(site: Site) -> Iterator[Change]:
    """Use each other post transform."""
    now = site.attributes.get("post_transform", "NONE")
    for other in _TRANSFORMS:
        if other != now:
            yield attribute_set(
                site, "other post transform", f"{other} for {now}", post_transform=other
            )


def class_labels(site: Site) -> Iterator[Change]:
    """Swap neighbouring class labels."""
    for name in ("classlabels_ints", "classlabels_int64s", "classlabels_strings"):
        labels = list(site.attributes.get(name, ()))
        for place in range(len(labels) - 1):
            swapped = [*labels]
            swapped[place], swapped[place + 1] = swapped[place + 1], swapped[place]
            yield attribute_set(site, "class labels swapped", f"{name}[{place}]", **{name: swapped})


def base_values(site: Site) -> Iterator[Change]:
    """Drop the base values of a tree operator, or get them wrong by 1 %."""
    values = site.attributes.get("base_values")
    if values is None or not any(values):
        return
    zeros = [0.0] * len(values)
    yield attribute_set(site, "base value dropped", "base_values", base_values=zeros)
    percent = [float(np.float32(value) * np.float32(1.01)) for value in values]
    yield attribute_set(site, "base value 1 % off", "base_values", base_values=percent)


def arg_max(site: Site) -> Iterator[Change]:
    """Take the last of equal maxima, or the minimum."""
    last = int(site.attributes.get("select_last_index", 0))
    yield attribute_set(
        site, "arg max takes the other of two equal", "ties", select_last_index=1 - last
    )
    other = "ArgMin" if site.node.op_type == "ArgMax" else "ArgMax"
    yield operator_set(site, "arg max for arg min", f"{other} for {site.node.op_type}", other)


def other_element(site: Site) -> Iterator[Change]:
    """Read the neighbouring element: the wrong class index, a column that is off by one."""
    index = site.constants.get(1)
    if index is None or index.dtype.kind != "i" or site.node.op_type == "GatherElements":
        return
    for step in (1, -1):
        changed = index + step
        if (changed >= 0).all():
            yield constant_set(
                site, "index off by one", f"{changed.reshape(-1)[:4].tolist()}", 1, changed
            )
    flat = index.reshape(-1)
    if 1 < len(flat) <= 64:
        for place in range(len(flat) - 1):
            swapped = flat.copy()
            swapped[place], swapped[place + 1] = flat[place + 1], flat[place]
            yield constant_set(
                site,
                "columns swapped",
                f"places {place} and {place + 1}",
                1,
                swapped.reshape(index.shape),
            )


def activation(site: Site) -> Iterator[Change]:
    """Leave an activation out, or take its neighbour."""
    kind = site.node.op_type
    yield bypassed(site, "function left out", kind)
    others = {"Softmax": "LogSoftmax", "Sigmoid": "HardSigmoid", "Tanh": "Sigmoid", "Relu": "Abs"}
    if kind in others:
        yield operator_set(site, "other function", f"{others[kind]} for {kind}", others[kind])
