"""CatBoost in skl2onnx: its own ONNX exporter's tree operator, without the ZipMap behind it."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any


def declare_classifier(scope: Any, model: Any, inputs: Any, custom_parsers: Any = None) -> Any:
    """Declare the two outputs of a classifier, label and probabilities; skl2onnx's parser.

    skl2onnx tells classifiers by scikit-learn's ClassifierMixin, which CatBoost's do not have.
    """
    from skl2onnx._supported_operators import _get_sklearn_operator_name
    from skl2onnx.common.data_types import FloatTensorType, Int64TensorType, StringTensorType

    operator = scope.declare_local_operator(_get_sklearn_operator_name(type(model)), model)
    operator.inputs = inputs
    texts = any(isinstance(label, str) for label in model.classes_)
    label = StringTensorType() if texts else Int64TensorType()
    operator.outputs.append(scope.declare_local_variable("label", label))
    operator.outputs.append(scope.declare_local_variable("probabilities", FloatTensorType()))
    return operator.outputs


def convert_catboost(scope: Any, operator: Any, container: Any) -> None:
    """Write the tree operator of a fitted CatBoost estimator into the graph skl2onnx builds.

    CatBoost writes one tree operator; a classifier's second output goes through ZipMap, a list of
    maps that no JVM runtime answers as a tensor, and is taken from before it.
    """
    from onnx import helper

    model = _exported(operator.raw_operator)
    (tree,) = (node for node in model.graph.node if node.op_type.startswith("TreeEnsemble"))
    container.add_node(
        tree.op_type,
        [operator.inputs[0].full_name],
        [output.full_name for output in operator.outputs],
        op_domain="ai.onnx.ml",
        name=scope.get_unique_operator_name(tree.op_type),
        **{item.name: helper.get_attribute_value(item) for item in tree.attribute},
    )


def _exported(estimator: Any) -> Any:
    import onnx

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model.onnx"
        estimator.save_model(str(path), format="onnx")
        return onnx.load(str(path))
