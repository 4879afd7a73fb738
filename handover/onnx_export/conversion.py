"""The one call of skl2onnx: a conversion copy in, an ONNX graph with its own names out.

The environment's traps are handled here: opsets per domain, zipmap off everywhere, operators
whose bits move with the batch size not used (MatMul and Add instead of LinearRegressor and
LinearClassifier, which differ between batch 1 and N in 44-86 % of rows).
"""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from handover.estimator import every_step
from handover.faults import ExportRefused, Fault, Owner
from handover.onnx_export.core_inputs import CoreInput, Kind
from handover.onnx_export.profile import ML_OPSET

if TYPE_CHECKING:
    import onnx

MAIN_OPSET = 21
IR_VERSION = 10
# What opsets below 21 come with; ONNX Runtime reads it since 1.10.
OLDER_IR_VERSION = 8
_BATCH_UNSTABLE = frozenset({"LinearRegressor", "LinearClassifier", "Normalizer"})
# Without the operator skl2onnx divides by the norm, which is NaN for a row of zeros; the operator
# itself leaves zeros alone as scikit-learn does, and its L2 bits do not move with the batch.
_NORMALIZING = frozenset({"Normalizer", "TfidfVectorizer", "TfidfTransformer"})


def convert(
    model: Any, inputs: Sequence[CoreInput], *, decision: frozenset[str], opset: int
) -> onnx.ModelProto:
    """Convert a conversion copy.

    Parameters
    ----------
    decision
        Empty, or class names of final classifiers whose raw decision is wanted, not the
        probability.
    opset
        Of the default domain, at most 21.

    Raises
    ------
    ExportRefused
        HX302: the converter raises.
    """
    import onnx
    from skl2onnx import convert_sklearn

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            converted = convert_sklearn(
                model,
                name="estimator",
                initial_types=[(item.name, _type(item)) for item in inputs],
                target_opset={"": opset, "ai.onnx.ml": ML_OPSET},
                options=_options(model, decision),
                black_op=_black_listed(model),
            )
        except Exception as broken:  # noqa: BLE001 - converters raise whatever they meet
            raise ExportRefused(_raised(model, broken)) from None
    assert isinstance(converted, onnx.ModelProto)
    return converted


def unconvertible(model: Any) -> tuple[Fault, ...]:
    """Return one HX301 for every step that skl2onnx has no converter for, before converting."""
    from skl2onnx._supported_operators import sklearn_operator_name_map

    faults = []
    for step in every_step(model):
        kind = type(step)
        user_code = kind.__name__ == "FunctionTransformer" and step.func is not None
        if not user_code and (kind in sklearn_operator_name_map or kind.__name__ in _PARSED):
            continue
        faults.append(
            Fault(
                "HX301",
                f"skl2onnx has no converter for {kind.__name__}",
                Owner.DATA_SCIENTIST,
                found=f"step={kind.__module__}.{kind.__qualname__}",
                next="Replace the step, or do its work before the contract's columns.",
            )
        )
    return tuple(faults)


# What skl2onnx parses apart from its converters.
_PARSED = frozenset({"Pipeline", "ColumnTransformer", "FeatureUnion", "CastTransformer"})


def _black_listed(model: Any) -> set[str]:
    normalizes = any(type(step).__name__ in _NORMALIZING for step in every_step(model))
    return set(_BATCH_UNSTABLE - {"Normalizer"} if normalizes else _BATCH_UNSTABLE)


def _type(item: CoreInput) -> Any:
    from skl2onnx.common import data_types

    shape = [None, item.width]
    if item.kind is Kind.STRING:
        return data_types.StringTensorType(shape)
    if item.kind is Kind.INT64:
        return data_types.Int64TensorType(shape)
    return data_types.FloatTensorType(shape)


def _options(model: Any, decision: frozenset[str]) -> dict[int, dict[str, Any]]:
    """Switch zipmap off wherever it exists; LinearSVC has no such option and takes another.

    A Pipeline that ends in LinearSVC fails on the default ("Option 'zipmap' not in […]"); any
    option of its own keeps skl2onnx from adding that one.
    """
    from skl2onnx._supported_operators import sklearn_operator_name_map
    from skl2onnx.common._registration import _converter_pool

    options: dict[int, dict[str, Any]] = {}
    for step in every_step(model):
        name = type(step).__name__
        if name in _PARSED:
            continue  # an option of the whole would be asked of every step inside
        alias = sklearn_operator_name_map.get(type(step))
        allowed = (_converter_pool[alias].get_allowed_options() or {}) if alias else {}
        chosen: dict[str, Any] = {}
        if "zipmap" in allowed:
            chosen["zipmap"] = False
        if "raw_scores" in allowed and (name in decision or name == "LinearSVC"):
            chosen["raw_scores"] = True
        if "tokenexp" in allowed:
            chosen.update(_text_options(step))
        if chosen or hasattr(step, "classes_"):
            options[id(step)] = chosen
    return options


def _text_options(step: Any) -> dict[str, Any]:
    """Keep letters of every alphabet in words, and ask for a locale that slim images have.

    With both no row of the measured phrases differed; they matter where HX231 or HX232 is accepted.
    """
    options: dict[str, Any] = {}
    if step.lowercase:
        options["locale"] = "C.UTF-8"
    if step.analyzer == "word":
        options["tokenexp"] = r"[\pL\pN_]{2,}"
    return options


def _raised(model: Any, broken: Exception) -> Fault:
    lines = [line for line in str(broken).strip().splitlines() if line.strip()]
    steps = ", ".join(dict.fromkeys(type(step).__name__ for step in every_step(model)))
    return Fault(
        "HX302",
        "skl2onnx cannot convert the estimator",
        Owner.DATA_SCIENTIST,
        expected=f"a conversion of {steps}",
        found=f"{type(broken).__name__}: {lines[0] if lines else ''}"[:300],
        next="Change the step that the message names.",
    )
