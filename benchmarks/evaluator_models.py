"""The models that the evaluator is timed on: an ONNX file, 20,000 rows, and PMML where wanted."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any
from unittest import mock

import numpy as np
import pandas as pd
import sklearn.base
from onnx import numpy_helper
from skl2onnx import to_onnx
from skl2onnx.common.data_types import FloatTensorType, StringTensorType
from sklearn.compose import ColumnTransformer
from sklearn.ensemble import GradientBoostingClassifier, RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

ROWS = 20_000
OPSETS = {"": 18, "ai.onnx.ml": 3}


def three_models(directory: Path, pmml: Path | None) -> None:
    """Boosting of 100 trees of depth 4; a forest of 100 trees for 3 classes, about 62,000 nodes;
    ten scaled numbers and three one-hot encoded strings before a logistic regression.
    """
    boosting = GradientBoostingClassifier(n_estimators=100, max_depth=4, random_state=0)
    forest = RandomForestClassifier(100, random_state=0)
    for name, model, classes, fitted in (
        ("boosting", boosting, 2, 4000),
        ("forest", forest, 3, 1730),
    ):
        trees(directory, name, model, classes=classes, fitted=fitted)
        if pmml is not None:
            save_pmml(directory / name, model, pmml)
    mixed(directory, pmml)


def growing_models(directory: Path) -> list[str]:
    """Boosting of more trees and of deeper trees; gives the names."""
    names = []
    for count, depth in ((10, 4), (100, 4), (1000, 4), (100, 2), (100, 8)):
        name = f"trees{count}depth{depth}"
        model = GradientBoostingClassifier(n_estimators=count, max_depth=depth, random_state=0)
        trees(directory, name, model, classes=2, fitted=3000)
        names.append(name)
    return names


def numbers(count: int, columns: int) -> np.ndarray:
    """Rows of float32 numbers."""
    return np.random.default_rng(7).normal(size=(count, columns)).astype(np.float32)


def trees(directory: Path, name: str, model: Any, *, classes: int, fitted: int) -> None:
    """Fit on the first rows of 20 columns, write model and rows."""
    x = numbers(ROWS, 20)
    score = x[:, 0] + x[:, 1] * x[:, 2] + 0.5 * np.random.default_rng(8).normal(size=ROWS)
    y = np.digitize(score, np.quantile(score, np.linspace(0, 1, classes + 1)[1:-1]))
    model.fit(x[:fitted], y[:fitted])
    options = {id(model): {"zipmap": False}}
    save(directory / name, to_onnx(model, x[:1], options=options, target_opset=OPSETS), [x])


def mixed(directory: Path, pmml: Path | None) -> None:
    """Fit the mixed pipeline, write model and rows."""
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
    if pmml is not None:
        save_pmml(directory / "mixed", model, pmml)


def save(directory: Path, model: Any, inputs: list[np.ndarray]) -> None:
    """A model with its rows, as conformance cases have them, and the first row as text."""
    data = directory / "test_data_set_0"
    data.mkdir(parents=True)
    row = []
    for index, value in enumerate(inputs):
        kind = "text" if value.dtype.kind == "O" else "float"
        name = model.graph.input[index].name
        array = value.astype(object if kind == "text" else np.float32)
        tensor = numpy_helper.from_array(array, name)
        (data / f"input_{index}.pb").write_bytes(tensor.SerializeToString())
        row.append("\t".join([name, kind, *(str(cell) for cell in array[0])]))
    (directory / "row.tsv").write_text("\n".join(row) + "\n")
    (directory / "model.onnx").write_bytes(model.SerializeToString())


def pmml_packages(directory: Path) -> Path:
    """Install the PMML exporter and PMML4S, which are no dependencies of ours."""
    install = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target"]
    subprocess.run([*install, str(directory), "sklearn2pmml", "pypmml", "dill"], check=True)
    return directory


def save_pmml(directory: Path, model: Any, packages: Path) -> None:
    """The same fitted model as PMML, by the exporter that most people use."""
    sys.path.append(str(packages))
    from sklearn2pmml import sklearn2pmml  # type: ignore[import-not-found]
    from sklearn2pmml.pipeline import PMMLPipeline  # type: ignore[import-not-found]

    steps = model.steps if isinstance(model, Pipeline) else [("model", model)]
    pipeline = PMMLPipeline(steps)
    pipeline.target_fields = ["y"]
    if isinstance(model, Pipeline):
        names = [f"x{i}" for i in range(10)] + [f"s{i}" for i in range(3)]
        pipeline.active_fields = np.array(names, dtype=object)
    # The exporter refuses a patch release of scikit-learn that came after it; a pickle says which.
    major, minor, _ = sklearn.base.__version__.split(".")
    with mock.patch.object(sklearn.base, "__version__", f"{major}.{minor}.0"):
        sklearn2pmml(pipeline, str(directory / "model.pmml"))
