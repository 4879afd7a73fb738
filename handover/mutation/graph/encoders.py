"""Encoders: a category missing, two swapped, an unknown one taken for the first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from handover.mutation.graph.edit import Change, Site, attribute_set, inputs_swapped, inserted
from handover.mutation.graph.varied_places import varied_places

# No category of anybody: a private use character, and the smallest int64.
_NOBODY: Mapping[str, Any] = {"cats_strings": "\ue000", "cats_int64s": -(2**63)}


def one_hot(site: Site) -> Iterator[Change]:
    """Mutate OneHotEncoder."""
    for name, nobody in _NOBODY.items():
        known = _texts(site.attributes.get(name, ()))
        for place in varied_places(len(known)):
            without = [nobody if at == place else value for at, value in enumerate(known)]
            yield attribute_set(site, "category missing", f"{known[place]!r}", **{name: without})
        for place in varied_places(len(known) - 1):
            swapped = [*known]
            swapped[place], swapped[place + 1] = known[place + 1], known[place]
            what = f"{known[place]!r} and {known[place + 1]!r}"
            yield attribute_set(site, "two categories swapped", what, **{name: swapped})
        if known:
            yield _unknown_first(site, name, known)


def _unknown_first(site: Site, name: str, known: list[Any]) -> Change:
    kind = "strings" if name == "cats_strings" else "int64s"
    default = "default_string" if kind == "strings" else "default_int64"

    def make(read: str, written: str) -> list[Any]:
        from onnx import helper

        words = {f"keys_{kind}": known, f"values_{kind}": known, default: known[0]}
        return [helper.make_node("LabelEncoder", [read], [written], domain="ai.onnx.ml", **words)]

    return inserted(site, "unknown category taken for the first", repr(known[0]), 0, make)


def label_encoder(site: Site) -> Iterator[Change]:
    """Mutate LabelEncoder: a key missing, two values swapped, another default."""
    for name in ("keys_strings", "keys_int64s", "keys_floats"):
        keys = _texts(site.attributes.get(name, ()))
        nobody = {"keys_strings": "\ue000", "keys_int64s": -(2**63), "keys_floats": 3e38}[name]
        for place in varied_places(len(keys)):
            without = [nobody if at == place else key for at, key in enumerate(keys)]
            yield attribute_set(site, "category missing", repr(keys[place]), **{name: without})
        if len(keys) > 1:
            for place in varied_places(len(keys) - 1):
                swapped = [*keys]
                swapped[place], swapped[place + 1] = keys[place + 1], keys[place]
                what = f"{keys[place]!r} and {keys[place + 1]!r}"
                yield attribute_set(site, "two categories swapped", what, **{name: swapped})
    for name, default in (
        ("values_floats", "default_float"),
        ("values_int64s", "default_int64"),
        ("values_strings", "default_string"),
    ):
        values = _texts(site.attributes.get(name, ()))
        if values:
            yield attribute_set(
                site,
                "unknown category taken for the first",
                default,
                **{default: values[0]},
            )


def columns_swapped(site: Site) -> Iterator[Change]:
    """Swap neighbouring inputs of a Concat."""
    for place in range(len(site.node.input) - 1):
        if place not in site.constants and place + 1 not in site.constants:
            what = f"inputs {place} and {place + 1}"
            yield inputs_swapped(site, "columns swapped", what, place, place + 1)


def text_normalizer(site: Site) -> Iterator[Change]:
    """Mutate StringNormalizer: leave the case as it is."""
    now = site.attributes.get("case_change_action", "NONE")
    if now != "NONE":
        yield attribute_set(site, "case left as it is", now, case_change_action="NONE")


def terms(site: Site) -> Iterator[Change]:
    """Mutate TfIdfVectorizer: other mode, weights 1 % off."""
    now = site.attributes.get("mode", "TFIDF")
    for other in ("TF", "IDF", "TFIDF"):
        if other != now:
            yield attribute_set(site, "other term weighting", f"{other} for {now}", mode=other)
    weights = np.asarray(site.attributes.get("weights", ()), dtype=np.float32)
    for place in varied_places(len(weights)):
        if weights[place]:
            changed = weights.copy()
            changed[place] *= np.float32(1.01)
            yield attribute_set(
                site, "term weight 1 % off", f"weights[{place}]", weights=changed.tolist()
            )


def _texts(values: Any) -> list[Any]:
    return [value.decode("utf-8") if isinstance(value, bytes) else value for value in values]
