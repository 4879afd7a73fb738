"""The strict walk of model.onnx, beside parsing it and writing it anew.

python -m benchmarks.model_scan [TREES]
"""

from __future__ import annotations

import sys

import numpy as np
import onnx
from skl2onnx import to_onnx
from sklearn.ensemble import RandomForestRegressor

from benchmarks.side_by_side import side_by_side
from handover.bundle.model_scan import scan_model


def forest(trees: int) -> bytes:
    """Return a forest of full depth on 20,000 rows as an ONNX file."""
    random = np.random.default_rng(20)
    rows = random.normal(size=(20_000, 12)).astype(np.float32)
    target = rows[:, 0] * rows[:, 1] + random.normal(size=len(rows))
    model = RandomForestRegressor(trees, random_state=20, n_jobs=-1).fit(rows, target)
    return to_onnx(model, rows[:1]).SerializeToString()


if __name__ == "__main__":
    for number in (1, int(sys.argv[1]) if len(sys.argv) > 1 else 40):
        data = forest(number)
        print(f"{number} tree(s), {len(data) / 1e6:.1f} MB")
        side_by_side(
            ("handover's walk", lambda data=data: scan_model(data)),
            (
                "parsed by onnx and written anew",
                lambda data=data: onnx.ModelProto.FromString(data).SerializeToString(),
            ),
        )
