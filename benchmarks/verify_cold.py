"""Verify from a cold JVM, beside Py4J wired by hand to ONNX Runtime's Java API.

python -m benchmarks.verify_cold

Both start a JVM of their own each round, on the same jar and the same native library. By hand,
2,000 hold-out rows cross the bridge one by one, as bytes (the quickest form Py4J has), and one
comparison ends it. handover plays its vectors one row a call, again, shuffled, in one batch and
from four threads, and writes a verdict.
"""

from __future__ import annotations

import struct
import tempfile
import warnings
from pathlib import Path

import numpy as np
from py4j.java_gateway import GatewayParameters, JavaGateway, launch_gateway
from skl2onnx import to_onnx

import handover
from benchmarks.boosting import contract, fitted
from benchmarks.side_by_side import side_by_side
from handover.jvm.gateway_jar import gateway_jar, onnxruntime_library
from handover.jvm.java import find_java

ROWS = 2000


def by_hand(model: bytes, rows: np.ndarray) -> np.ndarray:
    """Return the probability of class 1 for float32 rows of shape (rows, columns)."""
    port = launch_gateway(
        classpath=str(gateway_jar()),
        jarpath=str(gateway_jar()),
        java_path=str(find_java().program),
        javaopts=[f"-Donnxruntime.native.onnxruntime.path={onnxruntime_library()}"],
        die_on_exit=True,
    )
    gateway = JavaGateway(gateway_parameters=GatewayParameters(port=port, auto_convert=True))
    try:
        jvm = gateway.jvm
        environment = jvm.ai.onnxruntime.OrtEnvironment.getEnvironment()
        session = environment.createSession(model)
        shape = gateway.new_array(jvm.long, 2)
        shape[0], shape[1] = 1, rows.shape[1]
        found = []
        for row in rows:
            # A Java ByteBuffer is big-endian until told otherwise.
            data = jvm.java.nio.ByteBuffer.wrap(struct.pack(f">{len(row)}f", *row)).asFloatBuffer()
            tensor = jvm.ai.onnxruntime.OnnxTensor.createTensor(environment, data, shape)
            result = session.run({"X": tensor})
            found.append(result.get(1).getValue()[0][1])
            result.close()
            tensor.close()
        return np.array(found)
    finally:
        gateway.shutdown()


def main() -> None:
    """Export once, then time both."""
    model, holdout = fitted(depth=8)
    rows = holdout.to_numpy()[:ROWS].astype(np.float32)
    expected = model.predict_proba(rows)[:, 1]
    plain = to_onnx(model, rows[:1], options={"zipmap": False}, target_opset=15)
    onnx = plain.SerializeToString()
    agreed = contract()
    exported = handover.export(model, agreed, sample=holdout)
    vectors = handover.draw(agreed, model, exported, data=holdout, seed=20, max_rows=ROWS)

    def theirs() -> None:
        np.testing.assert_allclose(by_hand(onnx, rows), expected, rtol=1e-4, atol=1e-5)

    with tempfile.TemporaryDirectory() as folder:
        bundle = handover.write(Path(folder), agreed, exported, vectors)

        def ours() -> None:
            verdict = handover.verify(bundle)
            if verdict.status != "passed":
                raise SystemExit(handover.render(verdict))

        side_by_side(
            (f"handover verify, {vectors.header['count']} vectors, five passes", ours),
            (f"Py4J and ONNX Runtime by hand, {ROWS} rows, one pass", theirs),
            rounds=5,
        )


if __name__ == "__main__":
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        main()
