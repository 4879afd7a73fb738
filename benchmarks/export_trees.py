"""Export and vectors of a 100-tree model, beside what a hand-written parity test does.

python -m benchmarks.export_trees
"""

from __future__ import annotations

import warnings

import numpy as np
import onnxruntime
from skl2onnx import to_onnx

import handover
from benchmarks.boosting import contract, fitted
from benchmarks.side_by_side import side_by_side


def main() -> None:
    """Fit, then time both."""
    model, holdout = fitted()
    agreed = contract()
    headers = []

    def ours() -> None:
        exported = handover.export(model, agreed, sample=holdout)
        vectors = handover.draw(agreed, model, exported, data=holdout, seed=20)
        headers.append(vectors.header)

    def theirs() -> None:
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
    splits = headers[-1]["coverage"]["splits"]
    print(
        f"{headers[-1]['count']} vectors; splits {splits['covered']} of {splits['total']} covered"
    )


if __name__ == "__main__":
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        main()
