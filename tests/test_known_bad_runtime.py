"""ONNX Runtime 1.26.0 answers a binary forest wrongly: refused by name, and blamed when let in."""

import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from sklearn.ensemble import RandomForestClassifier

import handover
from tests.drawing.agreed import LABEL, PROBA, contract, field
from tests.empty_environment import empty_environment, install

ROOT = Path(__file__).parent.parent
COLUMNS = ["basket_eur", "views", "days"]
# What verify needs without the export extra, and the runtime in question.
PACKAGES = ["pydantic", "pyyaml", "click", "rich", "py4j", "numpy", "onnxruntime==1.26.0"]

no_wheel = pytest.mark.skipif(
    sys.version_info < (3, 11), reason="onnxruntime 1.26.0 has no wheel for Python 3.10"
)


@pytest.fixture(scope="module")
def forest(tmp_path_factory):
    rows = np.random.default_rng(3).gamma(2.0, 2.0, (600, len(COLUMNS))).astype(np.float32)
    frame = pd.DataFrame(rows, columns=COLUMNS)
    bought = (frame.sum(axis=1) > 11).astype(np.int64)
    model = RandomForestClassifier(20, max_depth=4, random_state=0).fit(frame[:400], bought[:400])
    agreed = contract([field(name, minimum=0, maximum=100) for name in COLUMNS], [PROBA, LABEL])
    exported = handover.export(model, agreed, sample=frame)
    vectors = handover.draw(agreed, model, exported, data=frame[400:], seed=20)
    return handover.write(tmp_path_factory.mktemp("forest"), agreed, exported, vectors)


@pytest.fixture(scope="module")
def old_runtime(tmp_path_factory):
    python = empty_environment(tmp_path_factory.mktemp("environment"))
    install(python, *PACKAGES)
    return python


def verify(python, bundle, *words):
    address = ["--backend", "python:onnxruntime", "--no-record"]
    return subprocess.run(
        [python, "-m", "handover", "verify", bundle, *address, *words],
        cwd=bundle.parent,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )


@no_wheel
@pytest.mark.slow
def test_the_version_is_refused_by_name(old_runtime, forest):
    done = verify(old_runtime, forest)
    assert done.returncode == 4, done.stdout + done.stderr
    assert "HJ402 onnxruntime 1.26.0 is known to answer wrongly" in done.stderr


@no_wheel
@pytest.mark.slow
def test_let_in_with_a_reason_it_is_the_runtime_that_is_wrong(old_runtime, forest, tmp_path):
    file = tmp_path / "verdict.json"
    words = ["--accept", "HJ402", "--reason", "to see what it does", "--json", file]
    done = verify(old_runtime, forest, *words)
    assert done.returncode == 1, done.stdout + done.stderr
    verdict = json.loads(file.read_text(encoding="utf-8"))
    assert verdict["cause"]["name"] == "runtime"
    assert {mismatch["cause"] for mismatch in verdict["mismatches"]} == {"runtime"}
    assert verdict["accepted"][-1]["id"] == "HJ402"


def test_the_pinned_runtime_answers_the_same_bundle_right(forest):
    assert handover.verify(forest, "python:onnxruntime").status == "passed"
