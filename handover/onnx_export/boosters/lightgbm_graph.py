"""LightGBM in skl2onnx: onnxmltools' converter, with the raw score where that is asked for."""

from __future__ import annotations

from typing import Any


def convert_lightgbm_scored(scope: Any, operator: Any, container: Any) -> None:
    """Convert a LightGBM estimator; with the option ``raw_scores`` the decision, not probabilities.

    onnxmltools 1.16 does not know the option, by which skl2onnx asks for what a calibrated
    classifier calibrates: without it 200 of 200 rows of a calibrated LGBMClassifier were wrong.
    """
    from onnxmltools.convert.lightgbm.operator_converters.LightGbm import convert_lightgbm

    before = len(container.nodes)
    convert_lightgbm(scope, operator, container)
    model = operator.raw_operator
    if not hasattr(model, "classes_"):
        return
    if not container.get_options(model, {"raw_scores": False}, fail=False)["raw_scores"]:
        return
    for node in container.nodes[before:]:
        for attribute in node.attribute:
            if attribute.name == "post_transform":
                attribute.s = b"NONE"
