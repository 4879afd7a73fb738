"""A hundred common scikit-learn pipelines as ONNX files, with ONNX Runtime's answers beside them.

python -m benchmarks.pipelines --out DIR [--rows 3000] [--only NAME]

Writes `DIR/<name>/model.onnx` and `test_data_set_<k>/{input,output}_<i>.pb`, the layout of ONNX's
own backend tests: data set 0 holds ordinary rows, data set 1 boundary rows (each threshold of a
tree and its two float32 neighbours, zeros of both signs, infinities where the model takes them,
NaN where it takes missing values). Then the evaluator runs them, and a table says which run, in
which comparison class, and how many answers differ from ONNX Runtime's.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import onnxruntime
from onnx import numpy_helper
from skl2onnx import to_onnx
from skl2onnx.common.data_types import FloatTensorType, StringTensorType
from sklearn import pipeline

from benchmarks.catalogue import (
    COLUMNS,
    FITTED_ROWS,
    Pipeline,
    catalogue,
    rows_of,
    targets,
)
from handover.jvm.gateway_jar import gateway_jar
from handover.jvm.java import find_java

OPSETS = {"": 18, "ai.onnx.ml": 3}


def exported(one: Pipeline) -> onnx.ModelProto:
    """The fitted pipeline as ONNX, labels and probabilities as tensors."""
    rows = rows_of(one.rows, FITTED_ROWS, 1)
    fit_rows = rows[:, 0] if one.rows == "text" else rows
    model = one.make().fit(fit_rows, targets(one.target, FITTED_ROWS))
    types: Any = None
    if one.rows == "mixed":
        types = [("city", StringTensorType([None, 1])), ("size", StringTensorType([None, 1]))]
        types += [(f"x{i}", FloatTensorType([None, 1])) for i in range(COLUMNS)]
    elif one.rows == "text":
        types = [("X", StringTensorType([None, 1]))]
    elif one.rows == "categories":
        types = [("X", StringTensorType([None, 2]))]
    else:
        types = [("X", FloatTensorType([None, COLUMNS]))]
    options: dict[Any, Any] = dict(one.options or {})
    last = model.steps[-1][1] if isinstance(model, pipeline.Pipeline) else model
    if hasattr(last, "predict_proba") or hasattr(last, "decision_function"):
        options["zipmap"] = False
    if one.rows == "text":
        # Not every image has the locale that the converter asks for.
        options = {id(model.steps[0][1]): {"locale": "C.UTF-8"}, id(last): options}
    try:
        return to_onnx(model, initial_types=types, options=options or None, target_opset=OPSETS)
    except (NameError, ValueError) as refused:
        if "zipmap" not in str(refused):
            raise
        return to_onnx(model, initial_types=types, target_opset=OPSETS)


def thresholds(model: onnx.ModelProto) -> np.ndarray:
    """Every threshold of the model's trees, with both float32 neighbours."""
    found: list[float] = []
    for node in model.graph.node:
        for attribute in node.attribute:
            if attribute.name == "nodes_values":
                found += attribute.floats
    values = np.unique(np.array(found, dtype=np.float32))[:2000]
    infinity = np.float32(np.inf)
    return np.concatenate([values, np.nextafter(values, infinity), np.nextafter(values, -infinity)])


def boundary(one: Pipeline, model: onnx.ModelProto) -> Any:
    """Rows on which implementations part ways; ordinary rows where nothing is special."""
    if one.rows in ("text", "categories"):
        return rows_of(one.rows, 50, 77)
    special = np.array([0.0, -0.0, 1e-45, -1e-45, 1e-30, 1.0, -1.0], dtype=np.float32)
    values = np.concatenate([thresholds(model), special])
    if one.rows == "positive":
        values = np.abs(values)
    rows = rows_of(one.rows, COLUMNS * len(values), 77)
    for column in range(COLUMNS):
        where = slice(column * len(values), (column + 1) * len(values))
        if one.rows == "mixed":
            rows.loc[rows.index[where], f"x{column}"] = values
        else:
            rows[where, column] = values
    return rows


def feeds(kind: str, rows: Any) -> dict[str, np.ndarray]:
    """The rows as the model's inputs."""
    if kind != "mixed":
        return {"X": rows if kind not in ("text", "categories") else rows.astype(object)}
    return {
        name: rows[[name]].to_numpy(dtype=object if name in ("city", "size") else np.float32)
        for name in rows.columns
    }


def write(one: Pipeline, directory: Path, count: int) -> list[str]:
    """Writes one case and gives the operators of its model."""
    model = exported(one)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 4
    session = onnxruntime.InferenceSession(model.SerializeToString(), options)
    target = directory / one.name
    target.mkdir(parents=True, exist_ok=True)
    (target / "model.onnx").write_bytes(model.SerializeToString())
    for number, rows in enumerate([rows_of(one.rows, count, 5), boundary(one, model)]):
        folder = target / f"test_data_set_{number}"
        folder.mkdir(exist_ok=True)
        inputs = feeds(one.rows, rows)
        for index, value in enumerate(model.graph.input):
            save(folder / f"input_{index}.pb", value.name, inputs[value.name])
        for index, (info, answer) in enumerate(
            zip(model.graph.output, session.run(None, inputs), strict=True)
        ):
            save(folder / f"output_{index}.pb", info.name, answer)
    return sorted({f"{n.domain}.{n.op_type}".lstrip(".") for n in nodes(model.graph)})


def nodes(graph: onnx.GraphProto) -> Iterator[onnx.NodeProto]:
    """Every node, those of bodies too."""
    for node in graph.node:
        yield node
        for attribute in node.attribute:
            if attribute.HasField("g"):
                yield from nodes(attribute.g)


def save(path: Path, name: str, value: np.ndarray) -> None:
    """One tensor as a file."""
    array = np.asarray(value)
    if array.dtype.kind in "UO":
        array = array.astype(object)
    path.write_bytes(numpy_helper.from_array(array, name).SerializeToString())


def run_conformance(directory: Path) -> dict[str, Any]:
    """What the evaluator makes of the cases: `handover.jar conformance DIR --json`."""
    report = directory / "report.json"
    command = [str(find_java().program), "-cp", str(gateway_jar()), "io.handover.cli.Main"]
    command += ["conformance", str(directory), "--json", str(report)]
    subprocess.run(command, check=False, stdout=subprocess.DEVNULL)
    found: dict[str, Any] = json.loads(report.read_text())
    return found


def breaches(case: dict[str, Any]) -> list[str]:
    """The outputs of a case that differ by more than their class allows."""
    found = []
    for output in case["outputs"]:
        promised, different = output["class"], output["different"]
        exact = promised in ("bits", "bits on FMA") and different > 0
        bound = promised.startswith("ulp <= ") and output["max_ulp"] > int(promised[7:])
        if exact or bound:
            found.append(f"{output['name']}: {promised}, {different} differ")
    return found


def table(report: dict[str, Any]) -> None:
    """Which run, which class, how many of all answers differ; and the totals."""
    print(f"{'pipeline':28} {'':8} {'class of the outputs':36} {'differ':>15} {'max ulp':>9}")
    for case in report["cases"]:
        classes = ", ".join(dict.fromkeys(output["class"] for output in case["outputs"]))
        count = f"{case['different']} of {case['elements']}"
        ulps = str(case["max_ulp"]) if case["different"] else ""
        ran = bool(case["outputs"])
        what = classes if ran else (case["detail"] or "")[:60]
        print(f"{case['name']:28} {case['ending']:8} {what:36}" + (f" {count:>15} {ulps:>9}" * ran))
    ran = [case for case in report["cases"] if case["outputs"]]
    equal = [case for case in ran if case["different"] == 0]
    wrong = [case["name"] for case in ran if breaches(case)]
    print(f"{len(ran)} of {len(report['cases'])} run, {len(equal)} with every bit")
    print(f"outside their class: {', '.join(wrong) or 'none'}")


def main() -> None:
    """Write the cases, run them, print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--rows", type=int, default=3000)
    parser.add_argument("--only")
    given = parser.parse_args()
    used: dict[str, list[str]] = {}
    for one in catalogue():
        if given.only and one.name != given.only:
            continue
        try:
            used[one.name] = write(one, given.out, given.rows)
        except Exception as failed:  # noqa: BLE001 - a row of the table, not its end
            print(f"{one.name}: not converted: {type(failed).__name__}: {str(failed)[:120]}")
    (given.out / "operators.json").write_text(json.dumps(used, indent=1))
    print(f"{len(used)} of {len(catalogue())} pipelines written")
    table(run_conformance(given.out))


if __name__ == "__main__":
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        main()
