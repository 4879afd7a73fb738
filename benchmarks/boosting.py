"""The 100-tree models that the benchmarks share: 20 float32 columns, two outputs."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from sklearn.ensemble import GradientBoostingClassifier

from handover.contract import ModelContract

COLUMNS = [f"c{i:02d}" for i in range(20)]


def contract(names: Sequence[str] = COLUMNS) -> ModelContract:
    """Return the contract of columns with these names."""
    bounds = {"format": "f32", "minimum": -10, "maximum": 10}
    inputs = [
        {"name": name, "logicalType": "number", "required": True, "logicalTypeOptions": bounds}
        for name in names
    ]
    outputs = [
        {
            "name": name,
            "logicalType": logical,
            "required": True,
            "logicalTypeOptions": {"format": element_type},
        }
        for name, logical, element_type in (("proba", "number", "f32"), ("label", "integer", "i64"))
    ]
    return ModelContract.model_validate(
        {
            "apiVersion": "handover/v1",
            "kind": "ModelContract",
            "id": "benchmark.boosting",
            "version": "1.0.0",
            "name": "boosting",
            "status": "draft",
            "inputs": [{"name": "row", "logicalType": "object", "properties": inputs}],
            "outputs": [{"name": "answer", "logicalType": "object", "properties": outputs}],
            "model": {"task": "binary-classification"},
        }
    )


def fitted(*, depth: int = 4) -> tuple[GradientBoostingClassifier, pd.DataFrame]:
    """Return the model, fitted on a plain matrix of 2,000 rows, and 2,000 rows held out."""
    rng = np.random.default_rng(20)
    frame = pd.DataFrame(rng.normal(size=(4000, 20)).astype("float32").astype("float64"))
    frame.columns = COLUMNS
    wave = np.sin(frame["c00"] * 2) + frame["c01"] * frame["c02"]
    target = (wave + rng.normal(size=4000) > 0).astype(int)
    model = GradientBoostingClassifier(n_estimators=100, max_depth=depth, random_state=0)
    model.fit(frame.to_numpy()[:2000], target[:2000])
    return model, frame[2000:].reset_index(drop=True)
