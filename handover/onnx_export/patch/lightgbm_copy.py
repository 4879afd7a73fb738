"""A LightGBM estimator that onnxmltools 1.16 converts rightly, made from one that it would not."""

from __future__ import annotations

import re
from typing import Any

import numpy as np

from handover.onnx_export.patch.float32_floor import floor_float32

_THRESHOLDS = re.compile(r"^threshold=(.*)$", re.MULTILINE)
_PARAMETER = re.compile(r"^\[(\w+): ([^\]]*)\]$", re.MULTILINE)
# LightGBM's include/LightGBM/meta.h: const double kZeroThreshold = 1e-35f.
_ZERO = np.float32(1e-35)
_SIZES = re.compile(r"^tree_sizes=.*\n", re.MULTILINE)


def mend_lightgbm(step: Any) -> None:
    """Change the thresholds of a copy in place, so that they mean the same without LightGBM.

    - Each is rounded *down* to float32: ``x <= t`` and ``x <= floor32(t)`` agree for a float32 x.
      The converter writes doubles that ONNX rounds to the nearest float32: 94 of 840 rows at the
      thresholds take the other branch (onnxmltools#496).
    - LightGBM reads every |x| <= 1e-35 as 0 (its kZeroThreshold), before any tree: a threshold
      in that range, which it puts around the zeros of a feature, moves to the range's end.

    Trees after the best iteration are not part of the text.
    """
    import lightgbm

    text = step.booster_.model_to_string()
    text = _SIZES.sub("", text)  # bytes of each tree, which are others now; parsed without, too
    text = _THRESHOLDS.sub(lambda found: f"threshold={_floored(found[1])}", text)
    step._Booster = lightgbm.Booster(model_str=text)


def _floored(spelled: str) -> str:
    values = np.array([float(value) for value in spelled.split()], dtype=np.float64)
    below_zero = float(np.nextafter(-_ZERO, np.float32(-np.inf)))
    values = np.where((values >= -_ZERO) & (values < 0), below_zero, values)
    values = np.where((values >= 0) & (values < _ZERO), float(_ZERO), values)
    return " ".join(repr(value) for value in floor_float32(values).tolist())


def header(step: Any) -> dict[str, str]:
    """Return the lines before the first tree as key and value; a line without ``=`` is a key."""
    text = step.booster_.model_to_string(num_iteration=1)
    lines = text.partition("\nTree=")[0].splitlines()
    return {key: value for key, _, value in (line.partition("=") for line in lines)}


def parameters(step: Any) -> dict[str, str]:
    """Return the parameters that the model was trained with, as its text spells them."""
    text = step.booster_.model_to_string(num_iteration=1)
    return {name: value.strip() for name, value in _PARAMETER.findall(text)}


def categorical_columns(step: Any) -> tuple[int, ...]:
    """Return the places of the features that some split asks for a set of categories."""
    found: set[int] = set()
    waiting = [tree["tree_structure"] for tree in step.booster_.dump_model()["tree_info"]]
    while waiting:
        node = waiting.pop()
        if "split_feature" in node:
            if node["decision_type"] == "==":
                found.add(int(node["split_feature"]))
            waiting += [node["left_child"], node["right_child"]]
    return tuple(sorted(found))
