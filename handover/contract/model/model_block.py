"""The ``model`` block: the task, where it runs, and limits of the artifact."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from handover.contract.model.block import Block
from handover.contract.model.scalar_types import Real, Text, Whole

Task = Literal[
    "binary-classification",
    "multiclass-classification",
    "regression",
    "clustering",
    "anomaly-detection",
    "retrieval",
    "transformation",
]
RuntimeName = Literal["scala-native", "onnxruntime-jvm", "served"]


class Runtime(Block):
    """Where the model may run in production, and where it does."""

    allowed: tuple[RuntimeName, ...] = Field(
        ("scala-native", "onnxruntime-jvm", "served"), min_length=1
    )
    chosen: RuntimeName | None = None
    served: Text | None = Field(None, description="The server, such as mlflow, when served")

    @model_validator(mode="after")
    def _chosen_is_allowed(self) -> Runtime:
        if self.chosen is not None and self.chosen not in self.allowed:
            raise PydanticCustomError(
                "expected", "expected {what}", {"what": f"chosen={self.chosen} among allowed"}
            )
        return self


class Artifact(Block):
    """Limits that the exported file must keep."""

    format: Literal["onnx"] = "onnx"
    opset_max: Whole = Field(21, description="newest ai.onnx opset the runtime is known to read")
    max_size_mb: Real | None = None
    max_load_seconds: Real | None = None
    string_missing: str = Field("", description="what stands for a null string on the wire")


class ModelBlock(Block):
    """What kind of model is handed over."""

    task: Task
    runtime: Runtime = Runtime()
    artifact: Artifact = Artifact()
    description: Text | None = None
