"""How near an export is to the estimator on the wire row, row by row."""

import numpy as np

from handover.onnx_export import export
from handover.oracle import EstimatorOracle, OnnxRuntimeOracle


def wrong_rows(estimator, contract, rows, *, batch=1, accept=(), sample=None):
    """Export, ask both on every row, and return the rows that differ beyond rtol 1e-4, atol 1e-5.

    Rows on which one side raises and the other answers count as wrong.
    """
    like = rows if sample is None else sample
    model = export(estimator, contract, sample=like, accept=accept)
    oracle = EstimatorOracle(estimator, contract, like=like)
    runtime = OnnxRuntimeOracle(
        model.onnx, model.inputs, model.outputs, string_missing=contract.string_missing
    )
    expected = oracle.wire(rows)
    obtained = runtime.answer(oracle.wire_rows(rows), batch=batch)
    return [
        index
        for index, (truth, answer) in enumerate(zip(expected, obtained, strict=True))
        if not isinstance(truth, dict) or not agrees(truth, answer)
    ]


def agrees(truth, answer):
    """Compare two answers: numbers within the converter's tolerance, all else exactly."""
    for name, value in truth.items():
        left, right = np.array(value), np.array(answer[name])
        if left.dtype.kind == "f":
            if not np.allclose(right, left, rtol=1e-4, atol=1e-5, equal_nan=True):
                return False
        elif not (left == right).all():
            return False
    return True
