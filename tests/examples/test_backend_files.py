"""What the Scala backend reads: weights that, added in float32, give ONNX Runtime's bits."""

from pathlib import Path

import joblib
import numpy as np
import pandas as pd
from trasos.places import CONTRACTS
from trasos.training import Trained

import handover
from handover.drawing import draw
from handover.holdout import load_holdout, load_raw
from handover.oracle import OnnxRuntimeOracle

F32 = np.float32


def lines(path: Path) -> list[list[str]]:
    return [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]


def answer(weights: list[list[str]], row: dict[str, object]) -> np.float32:
    """The reading that `com.trasos.ConversionPropensity` has of the file, in Python."""
    features = []
    for kind, column, value in (line for line in weights if line[0] in ("number", "category")):
        cell = row[column]
        if kind == "category":
            features.append(F32(cell == value))
        else:
            features.append(F32(value) if cell is None else F32(cell))
    nodes: dict[int, dict[int, list[str]]] = {}
    for line in weights:
        if line[0] in ("split", "leaf"):
            nodes.setdefault(int(line[1]), {})[int(line[2])] = line
    score = F32(0)
    for tree in range(len(nodes)):
        node = nodes[tree][0]
        while node[0] == "split":
            _, _, _, feature, threshold, left, right = node
            node = nodes[tree][int(left if features[int(feature)] <= F32(threshold) else right)]
        score = F32(score + F32(node[3]))
    score = F32(score + F32(next(line[1] for line in weights if line[0] == "base")))
    upper = F32(1) / F32(F32(1) + F32(np.exp(-abs(float(score)))))
    return F32(1) - upper if score < 0 else upper


def test_the_weights_give_what_onnx_runtime_gives(conversion: Trained, folder: Path) -> None:
    contract = handover.load(CONTRACTS / "conversion_propensity.yaml")
    pipeline = joblib.load(conversion.model)
    holdout = load_holdout(conversion.holdout, contract.input_columns)
    model = handover.export(pipeline, contract, sample=holdout)
    raw = load_raw(conversion.raw)
    vectors = draw(contract, pipeline, model, data=holdout, raw=raw, seed=1).of_stage("model")
    rows = [v.input for v in vectors if not v.flag.startswith("reject")]
    oracle = OnnxRuntimeOracle(model.onnx, model.inputs, model.outputs)
    weights = lines(folder / "weights.tsv")
    expected = [F32(row["proba"]) for row in oracle.answer(rows)]
    obtained = [answer(weights, row) for row in rows]
    # exp is the only operation that may round differently, by one ulp of a number below 2.
    np.testing.assert_array_max_ulp(
        np.array(obtained) + F32(1), np.array(expected) + F32(1), maxulp=1
    )
    assert sum(a == b for a, b in zip(obtained, expected, strict=True)) > 0.99 * len(rows)


def test_the_feature_check_holds_every_visit_of_its_visitors(features: Path) -> None:
    visits = {line[0] for line in lines(features / "visits.tsv")[1:]}
    events = lines(features / "events.tsv")
    place = events[0].index("visit_id")
    assert visits == {line[place] for line in events[1:]}


def test_holdouts_keep_float32_and_arrays(conversion: Trained, similar: Trained) -> None:
    assert pd.read_parquet(conversion.holdout)["dwell_s"].dtype == np.float32
    assert len(pd.read_parquet(similar.holdout)["item_vector"].iloc[0]) == 16
