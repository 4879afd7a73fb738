"""Hand a model from Python to Scala, and prove that both sides compute the same answers.

The flow, one package a stage, lowest first: `contract` reads what both teams signed,
`onnx_export` turns the fitted estimator into ONNX or says why not, `drawing` draws the rows that
find mismatches and records their three truths, `metrics` holds the metrics to their baseline,
`bundle` writes and distrusts the one file that is handed over, `backends` and `jvm` reach
whoever implements the model, `parity` compares and names the side that is wrong, `mutation` says
which mistakes the vectors would find, `readiness` what is still owed. Seven calls do it all:

    contract = handover.load("contracts/similar_items.yaml")
    model    = handover.export(estimator, contract, sample=holdout)
    vectors  = handover.draw(contract, estimator, model, data=holdout, seed=20)
    vectors  = handover.strengthen(contract, estimator, model, vectors, data=holdout)
    measured = handover.measure(contract, estimator, holdout)
    path     = handover.write("dist/", contract, model, vectors, metrics=measured)
    verdict  = handover.verify(path, "jvm:com.trasos.SimilarItems", classpath=["target/classes"])
    print(handover.render(verdict))

A model file that was made elsewhere takes `adopt` in place of `export`, and None for the
estimator.

Names resolve on first use, so that ``import handover`` costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from handover.version import __version__

if TYPE_CHECKING:
    from handover.bundle import write
    from handover.contract import ModelContract, load
    from handover.drawing import draw
    from handover.faults import HandoverError
    from handover.metrics import measure
    from handover.mutation import strengthen
    from handover.onnx_export import adopt, export
    from handover.parity import verify
    from handover.report import render

_HOMES = {
    "ModelContract": "handover.contract",
    "load": "handover.contract",
    "HandoverError": "handover.faults",
    "export": "handover.onnx_export",
    "adopt": "handover.onnx_export",
    "draw": "handover.drawing",
    "measure": "handover.metrics",
    "strengthen": "handover.mutation",
    "write": "handover.bundle",
    "verify": "handover.parity",
    "render": "handover.report",
}

__all__ = [
    "HandoverError",
    "ModelContract",
    "__version__",
    "adopt",
    "draw",
    "export",
    "load",
    "measure",
    "render",
    "strengthen",
    "verify",
    "write",
]


def __getattr__(name: str) -> object:
    if name in _HOMES:
        # No package may bear the name of a call, or importing it would shadow the call.
        value = getattr(import_module(_HOMES[name]), name)
        globals()[name] = value
        return value
    raise AttributeError(f"module 'handover' has no attribute {name!r}")
