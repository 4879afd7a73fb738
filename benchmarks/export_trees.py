"""Export and vectors of a 100-tree model, beside what a hand-written parity test does.

python -m benchmarks.export_trees
"""

from __future__ import annotations

import warnings

import numpy as np
import pandas as pd
from skl2onnx import to_onnx
from sklearn.ensemble import GradientBoostingClassifier

import handover
from benchmarks.side_by_side import side_by_side
from handover.contract import ModelContract

COLUMNS = [f"c{i:02d}" for i in range(20)]


def contract() -> ModelContract:
    """Return a contract of 20 float32 columns and two outputs."""
    properties = [
        {
            "name": name,
            "logicalType": "number",
            "required": True,
            "logicalTypeOptions": {"format": "f32", "minimum": -10, "maximum": 10},
        }
        for name in COLUMNS
    ]
    return ModelContract.model_validate(
        {
            "apiVersion": "handover/v1",
            "kind": "ModelContract",
            "id": "benchmark.boosting",
            "version": "1.0.0",
            "name": "boosting",
            "status": "draft",
            "inputs": [{"name": "row", "logicalType": "object", "properties": properties}],
            "outputs": [
                {
                    "name": "answer",
                    "logicalType": "object",
                    "properties": [
                        {
                            "name": "proba",
                            "logicalType": "number",
                            "required": True,
                            "logicalTypeOptions": {"format": "f32"},
                        },
                        {
                            "name": "label",
                            "logicalType": "integer",
                            "required": True,
                            "logicalTypeOptions": {"format": "i64"},
                        },
                    ],
                }
            ],
            "model": {"task": "binary-classification"},
        }
    )


def main() -> None:
    """Fit, then time both."""
    rng = np.random.default_rng(20)
    frame = pd.DataFrame(rng.normal(size=(4000, 20)).astype("float32").astype("float64"))
    frame.columns = COLUMNS
    wave = np.sin(frame["c00"] * 2) + frame["c01"] * frame["c02"]
    target = (wave + rng.normal(size=4000) > 0).astype(int)
    model = GradientBoostingClassifier(n_estimators=100, max_depth=4, random_state=0)
    model.fit(frame.to_numpy()[:2000], target[:2000])
    holdout = frame[2000:].reset_index(drop=True)
    agreed = contract()

    def ours() -> None:
        exported = handover.export(model, agreed, sample=holdout)
        vectors = handover.draw(agreed, model, exported, data=holdout, seed=20)
        ours.vectors = vectors  # type: ignore[attr-defined]

    def theirs() -> None:
        import onnxruntime

        sample = holdout.to_numpy()[:1000].astype("float32")
        onnx = to_onnx(model, sample[:1], options={"zipmap": False}, target_opset=15)
        session = onnxruntime.InferenceSession(onnx.SerializeToString())
        answer = session.run(None, {"X": sample})[1]
        np.testing.assert_allclose(answer, model.predict_proba(sample), rtol=1e-4, atol=1e-5)

    side_by_side(
        ("export, three truths, vectors (100 trees)", ours),
        ("to_onnx and 1,000 sampled rows compared", theirs),
        rounds=3,
    )
    header = ours.vectors.header  # type: ignore[attr-defined]
    splits = header["coverage"]["splits"]
    print(f"{header['count']} vectors; splits {splits['covered']} of {splits['total']} covered")


if __name__ == "__main__":
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        main()
