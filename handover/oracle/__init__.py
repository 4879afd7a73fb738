"""Oracles: the estimator on two rows, ONNX Runtime, and the ONNX reference evaluator.

In: rows by contract column. Out: answers by contract output; a row on which the estimator raises
is an answer too, `Raised`. Refused: a contract and an estimator that do not fit each other
(HX101-HX107), and a model that no runtime loads (HX303).
"""

from handover.oracle.arbiter import Opinion, third_opinion
from handover.oracle.estimator_oracle import Answer, EstimatorOracle, Raised
from handover.oracle.feature_oracle import FeatureFunction, FeatureOracle
from handover.oracle.file_oracle import FileOracle
from handover.oracle.onnxruntime_oracle import OnnxRuntimeOracle, RowRefused
from handover.oracle.reference_oracle import CannotRun, ReferenceOracle

__all__ = [
    "Answer",
    "CannotRun",
    "EstimatorOracle",
    "FeatureFunction",
    "FeatureOracle",
    "FileOracle",
    "OnnxRuntimeOracle",
    "Opinion",
    "Raised",
    "ReferenceOracle",
    "RowRefused",
    "third_opinion",
]
