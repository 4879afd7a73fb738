"""Rows a second through the bridge for 100 trees of depth 4, frames beside JSON lines.

python -m benchmarks.fuzz_throughput

Both score the same 16,384 rows of 20 float32 columns on the same backend in the same JVM and read
the answers back. Frames: one file of column buffers each way, the backend stays open. JSON lines:
the gateway's ``score``, which opens bundle and backend for each call and scores a row a call. Then
a whole run of `handover fuzz`: drawing, ONNX Runtime on one thread, the bridge, and comparing.
"""

from __future__ import annotations

import json
import resource
import tempfile
from pathlib import Path

import numpy as np

import handover
from benchmarks.boosting import contract, fitted
from benchmarks.side_by_side import side_by_side
from handover.bundle import Bundle, read
from handover.fuzzing import fuzz
from handover.fuzzing.table import Table
from handover.fuzzing.table_backend import JvmBackend
from handover.jvm import Gateway

ROWS = 16_384
FUZZED = 1_000_000


def bundle_in(folder: Path) -> Bundle:
    """Export the 100 trees."""
    model, holdout = fitted()
    agreed = contract()
    exported = handover.export(model, agreed, sample=holdout)
    vectors = handover.draw(agreed, model, exported, data=holdout, seed=20, max_rows=500)
    return read(handover.write(folder, agreed, exported, vectors))


def bridge(bundle: Bundle, folder: Path) -> None:
    """Time both ways over the bridge."""
    _, holdout = fitted()
    rows = holdout.astype("float32").astype("float64").to_dict("records")
    rows = (rows * (ROWS // len(rows) + 1))[:ROWS]
    table = Table.of(rows, bundle.contract.input_columns)
    with Gateway(options=("-XX:TieredStopAtLevel=4",)) as gateway:
        backend = JvmBackend(gateway, bundle, "scala", folder=folder, seconds=300)
        lines, results = folder / "rows.jsonl", folder / "results.jsonl"
        request = {
            "bundle": str(bundle.path),
            "backend": "scala",
            "classpath": [],
            "input": str(lines),
            "output": str(results),
        }

        def frames() -> np.ndarray:
            return backend.ask(table).outputs.columns[0].values[:, 0]

        def json_lines() -> np.ndarray:
            lines.write_text("".join(json.dumps(row) + "\n" for row in rows))
            gateway.ask("score", request, seconds=300)
            told = [json.loads(line) for line in results.read_text().splitlines()]
            return np.array([each["value"]["proba"] for each in told], dtype=np.float32)

        for _ in range(20):  # until the JVM has compiled what a run of fuzzing compiles, too
            frames()
        np.testing.assert_array_equal(frames(), json_lines())
        ours, theirs = ("frames, 16,384 rows", frames), ("JSON lines, 16,384 rows", json_lines)
        side_by_side(ours, theirs, rounds=5)


def main() -> None:
    """Export once, then time the bridge and a whole run."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        bundle = bundle_in(folder)
        bridge(bundle, folder)
        before = _processor_seconds()
        report = fuzz(bundle, "scala", rows=FUZZED)
        spent = _processor_seconds() - before
        rate = report.rows / report.seconds
        print(f"handover fuzz, {report.rows:,} rows, all of it {'':<9} {rate:9,.0f} rows a second")
        # What a machine that is busy with other work does not change.
        print(f"{'processor seconds, both processes':<52} {spent:9.1f} s")


def _processor_seconds() -> float:
    """Return what this process and those it has waited for have used."""
    kinds = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    used = [resource.getrusage(kind) for kind in kinds]
    return sum(each.ru_utime + each.ru_stime for each in used)


if __name__ == "__main__":
    main()
