"""The evaluator beside ONNX Runtime's Java API: time per row, with JMH in one run.

python -m benchmarks.evaluator [--rows 1] [--profile gc]

Three models: boosting of 100 trees of depth 4; a forest of 100 trees for 3 classes, about 59,000
nodes; ten scaled numbers and three one-hot encoded strings before a logistic regression.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import warnings
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from onnx import numpy_helper
from skl2onnx import to_onnx
from skl2onnx.common.data_types import FloatTensorType, StringTensorType
from sklearn.compose import ColumnTransformer
from sklearn.ensemble import GradientBoostingClassifier, RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

ROWS = 20_000
OPSETS = {"": 18, "ai.onnx.ml": 3}
ROOT = Path(__file__).resolve().parents[1]


def numbers(count: int, columns: int) -> np.ndarray:
    """Rows of float32 numbers."""
    return np.random.default_rng(7).normal(size=(count, columns)).astype(np.float32)


def trees(directory: Path, name: str, model: Any, classes: int, fitted: int) -> None:
    """Fit on the first rows of 20 columns, write model and 20,000 rows."""
    x = numbers(ROWS, 20)
    score = x[:, 0] + x[:, 1] * x[:, 2] + 0.5 * np.random.default_rng(8).normal(size=ROWS)
    y = np.digitize(score, np.quantile(score, np.linspace(0, 1, classes + 1)[1:-1]))
    model.fit(x[:fitted], y[:fitted])
    options = {id(model): {"zipmap": False}}
    save(directory / name, to_onnx(model, x[:1], options=options, target_opset=OPSETS), [x])


def mixed(directory: Path) -> None:
    """Fit the mixed pipeline, write model and 20,000 rows."""
    x = numbers(ROWS, 10)
    random = np.random.default_rng(9)
    words = random.choice([f"w{i}" for i in range(8)], size=(ROWS, 3)).astype(object)
    frame = pd.DataFrame({f"x{i}": x[:, i] for i in range(10)})
    for i in range(3):
        frame[f"s{i}"] = words[:, i]
    y = (x[:, 0] + (words[:, 0] == "w1") > 0.3).astype(int)
    columns = ColumnTransformer(
        [
            ("n", StandardScaler(), [f"x{i}" for i in range(10)]),
            ("s", OneHotEncoder(handle_unknown="ignore"), [f"s{i}" for i in range(3)]),
        ]
    )
    model = make_pipeline(columns, LogisticRegression()).fit(frame[:4000], y[:4000])
    types = [(f"x{i}", FloatTensorType([None, 1])) for i in range(10)]
    types += [(f"s{i}", StringTensorType([None, 1])) for i in range(3)]
    options = {id(model.steps[-1][1]): {"zipmap": False}}
    onnx = to_onnx(model, initial_types=types, options=options, target_opset=OPSETS)
    given = [frame[[info.name]].to_numpy() for info in onnx.graph.input]
    save(directory / "mixed", onnx, given)


def save(directory: Path, model: Any, inputs: list[np.ndarray]) -> None:
    """A model with its rows, as conformance cases have them."""
    data = directory / "test_data_set_0"
    data.mkdir(parents=True)
    (directory / "model.onnx").write_bytes(model.SerializeToString())
    for index, value in enumerate(inputs):
        array = value.astype(object) if value.dtype.kind == "O" else value.astype(np.float32)
        tensor = numpy_helper.from_array(array, model.graph.input[index].name)
        (data / f"input_{index}.pb").write_bytes(tensor.SerializeToString())


def main() -> None:
    """Write the models, run JMH, print ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", default="1,20000")
    parser.add_argument("--profile")
    parser.add_argument("--models", type=Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        models = given.models or Path(scratch) / "models"
        if not models.exists():
            boosting = GradientBoostingClassifier(n_estimators=100, max_depth=4, random_state=0)
            trees(models, "boosting", boosting, 2, 4000)
            trees(models, "forest", RandomForestClassifier(100, random_state=0), 3, 1730)
            mixed(models)
        result = Path(scratch) / "jmh.json"
        asked = f"benchmarks/Jmh/run -rf json -rff {result} -p rows={given.rows}"
        asked += f" -jvmArgsAppend -Dhandover.models={models}"
        if given.profile:
            asked += f" -prof {given.profile}"
        subprocess.run([sys.executable, "-m", "build_tools.sbt", asked], cwd=ROOT, check=True)
        table(json.loads(result.read_text()))


def table(results: list[dict[str, Any]]) -> None:
    """One line a model and batch: both times and their ratio."""
    found = {
        (r["params"]["model"], int(r["params"]["rows"]), r["benchmark"].rsplit(".", 1)[1]): r
        for r in results
    }
    heads = f"{'scala us':>10} {'onnxruntime us':>15} {'ratio':>6} {'B/row':>7}"
    print(f"{'model':10} {'rows':>6} {heads}")
    for model, rows in sorted({key[:2] for key in found}):
        ours, theirs = found[model, rows, "scala"], found[model, rows, "onnxruntime"]
        a, b = ours["primaryMetric"]["score"], theirs["primaryMetric"]["score"]
        memory = ours.get("secondaryMetrics", {}).get("gc.alloc.rate.norm", {}).get("score")
        shown = f"{memory / rows:7.0f}" if memory else ""
        print(f"{model:10} {rows:6} {a:10.2f} {b:15.2f} {a / b:6.2f} {shown}")


if __name__ == "__main__":
    main()
