"""Teaches skl2onnx the boosters: onnxmltools' converters, and CatBoost's own exporter.

Registered when a model holds such a step, so that scikit-learn models need none of these packages.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from importlib.util import find_spec
from typing import Any

from handover.estimator import CONVERTED, Library, library_of
from handover.faults import EnvironmentMissing, Fault, Owner

# onnxmltools holds the converters of the first two; CatBoost brings its own.
_NEEDED = {
    Library.XGBOOST: ("xgboost", "onnxmltools"),
    Library.LIGHTGBM: ("lightgbm", "onnxmltools"),
    Library.CATBOOST: ("catboost",),
}


def register_converters(steps: Iterable[Any]) -> None:
    """Register the converter of every booster among the steps.

    Raises
    ------
    EnvironmentMissing
        HX503: the extra of a library is not installed.
    """
    found = {library for step in steps if (library := library_of(step)) is not None}
    faults = [
        _not_installed(library, missing)
        for library in sorted(found, key=lambda library: library.value)
        if (missing := [name for name in _NEEDED[library] if find_spec(name) is None])
    ]
    if faults:
        raise EnvironmentMissing(*faults)
    for library in found:
        _REGISTER[library]()


def _not_installed(library: Library, missing: list[str]) -> Fault:
    return Fault(
        "HX503",
        f"an export of a {library.value} model needs {', '.join(missing)}",
        Owner.ENVIRONMENT,
        next=f"Install the extra: pip install 'model-handover[{library.value}]'.",
    )


def _register_xgboost() -> None:
    import xgboost
    from onnxmltools.convert.xgboost.operator_converters.XGBoost import convert_xgboost

    for name in CONVERTED[Library.XGBOOST]:
        _register(getattr(xgboost, name), convert_xgboost)


def _register_lightgbm() -> None:
    import lightgbm

    from handover.onnx_export.boosters.lightgbm_graph import convert_lightgbm_scored

    for name in CONVERTED[Library.LIGHTGBM]:
        _register(getattr(lightgbm, name), convert_lightgbm_scored, options=("raw_scores",))


def _register_catboost() -> None:
    import catboost

    from handover.onnx_export.boosters.catboost_graph import convert_catboost, declare_classifier

    for name in CONVERTED[Library.CATBOOST]:
        parser = declare_classifier if name.endswith("Classifier") else None
        _register(getattr(catboost, name), convert_catboost, parser=parser)


_REGISTER = {
    Library.XGBOOST: _register_xgboost,
    Library.LIGHTGBM: _register_lightgbm,
    Library.CATBOOST: _register_catboost,
}


def _register(
    kind: type, converter: Any, *, parser: Any = None, options: Sequence[str] = ()
) -> None:
    """Register a class; skl2onnx asks classifiers for the options ``zipmap`` and ``nocl``."""
    from skl2onnx import update_registered_converter
    from skl2onnx.common.shape_calculator import (
        calculate_linear_classifier_output_shapes,
        calculate_linear_regressor_output_shapes,
    )

    classifies = kind.__name__.endswith("Classifier")
    shapes = (
        calculate_linear_classifier_output_shapes
        if classifies
        else calculate_linear_regressor_output_shapes
    )
    update_registered_converter(
        kind,
        f"Handover{kind.__name__}",
        shapes,
        converter,
        parser=parser,
        options={name: [True, False] for name in ("nocl", "zipmap", *options)}
        if classifies
        else None,
    )
