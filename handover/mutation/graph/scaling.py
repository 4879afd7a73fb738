"""Scalers, imputers, normalisers and binarisers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from handover.mutation.graph.edit import Change, Site, attribute_set, bypassed
from handover.mutation.graph.varied_places import changed_numbers


def scaler(site: Site) -> Iterator[Change]:
    """Get offsets and scales wrong, column by column, or leave the scaler out."""
    yield bypassed(site, "scaler left out", "all columns")
    offset = np.asarray(site.attributes.get("offset", ()), dtype=np.float32)
    ways = ("one ulp off", "1 % off", "dropped")
    for way, place, changed in changed_numbers(offset, ways):
        yield attribute_set(
            site, f"scaler offset {way}", f"offset[{place}]", offset=changed.tolist()
        )
    scale = np.asarray(site.attributes.get("scale", ()), dtype=np.float32)
    for way, place, changed in changed_numbers(scale, ("one ulp off", "1 % off")):
        yield attribute_set(site, f"scaler scale {way}", f"scale[{place}]", scale=changed.tolist())
    for place in range(len(scale)):
        if scale[place] != 1:
            changed = scale.copy()
            changed[place] = 1
            yield attribute_set(
                site, "scaler scale dropped", f"scale[{place}]", scale=changed.tolist()
            )


def imputer(site: Site) -> Iterator[Change]:
    """Fill in another value, or nothing."""
    yield bypassed(site, "imputer left out", "all columns")
    for name, kind in (("imputed_value_floats", np.float32), ("imputed_value_int64s", np.int64)):
        values = np.asarray(site.attributes.get(name, ()), dtype=kind)
        ways = ("one ulp off", "1 % off", "dropped") if kind is np.float32 else ("dropped",)
        for way, place, changed in changed_numbers(values, ways):
            words = "imputer fills in 0" if way == "dropped" else f"imputed value {way}"
            arguments: dict[str, Any] = {name: changed.tolist()}
            yield attribute_set(site, words, f"{name}[{place}]", **arguments)


def normalizer(site: Site) -> Iterator[Change]:
    """Use each other norm, or none."""
    now = site.attributes.get("norm", "MAX")
    for other in ("L1", "L2", "MAX"):
        if other != now:
            yield attribute_set(site, "other norm", f"{other} for {now}", norm=other)
    yield bypassed(site, "normaliser left out", str(now))


def binarizer(site: Site) -> Iterator[Change]:
    """Move the threshold by an ulp or 1 %."""
    threshold = np.asarray([site.attributes.get("threshold", 0.0)], dtype=np.float32)
    for way, _, changed in changed_numbers(threshold, ("one ulp off", "1 % off")):
        yield attribute_set(
            site, f"binariser threshold {way}", "threshold", threshold=float(changed[0])
        )
