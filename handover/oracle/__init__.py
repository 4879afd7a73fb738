"""Who says what is right: the estimator on two rows, ONNX Runtime, and a third evaluator.

In come rows by contract column; out go answers by contract output. Refused: a contract and an
estimator that do not fit each other (HX101-HX107), a model no runtime loads (HX303), a model
spec that names no estimator (HU201-HU206). A row on which the estimator raises is an answer,
`Raised`.
"""

from handover.oracle.estimator_oracle import Answer, EstimatorOracle, Raised
from handover.oracle.feature_layout import FeatureLayout, Shape
from handover.oracle.feature_oracle import FeatureFunction, FeatureOracle
from handover.oracle.file_oracle import FileOracle
from handover.oracle.loading import load_estimator
from handover.oracle.onnxruntime_oracle import OnnxRuntimeOracle, RowRefused
from handover.oracle.reference_oracle import CannotRun, ReferenceOracle
from handover.oracle.third_opinion import Opinion, third_opinion

__all__ = [
    "Answer",
    "CannotRun",
    "EstimatorOracle",
    "FeatureFunction",
    "FeatureLayout",
    "FeatureOracle",
    "FileOracle",
    "OnnxRuntimeOracle",
    "Opinion",
    "Raised",
    "ReferenceOracle",
    "RowRefused",
    "Shape",
    "load_estimator",
    "third_opinion",
]
