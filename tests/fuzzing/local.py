"""Faulty backends in this process: the model file's own answers, spoiled in one place."""

from handover.backends import BackendInfo, RejectedInput
from handover.backends.onnxruntime_backend import OnnxRuntimeBackend
from handover.fuzzing.differential_test import DifferentialTest
from handover.fuzzing.reference import Reference
from handover.fuzzing.table_backend import LocalBackend
from handover.parity.verdict import BackendIdentity


class Spoiled:
    """Answers as the model file does, but for what ``spoil(row, answer)`` makes of it."""

    def __init__(self, bundle, spoil, *, enforces=False):
        self._right = OnnxRuntimeBackend(bundle)
        self._spoil = spoil
        self.info = BackendInfo("spoiled", "1.0", enforces_input_rules=enforces)

    def score(self, rows):
        return [
            self._spoil(row, answer)
            for row, answer in zip(rows, self._right.score(rows), strict=True)
        ]

    def close(self):
        self._right.close()


def examiner(bundle, spoil, **more):
    """Hold a spoiled backend to the bundle's model."""
    backend = Spoiled(bundle, spoil, **more)
    identity = BackendIdentity("python:spoiled", "spoiled", "1.0")
    asked = LocalBackend(backend, bundle.contract, identity)
    return DifferentialTest(bundle.contract, Reference(bundle), asked)


def halves_in_a_corner(row, answer):
    """Wrong for one device, in a narrow range, at every seventh view."""
    price = row["basket-€"]
    wrong = price is not None and 79 <= price < 80 and row["device"] == "ios"
    if wrong and row["views 7d"] % 7 == 3:
        return {**answer, "proba": answer["proba"] / 2}
    return answer


def refuses_wrongly(row, answer):
    """Refuses a row that the contract lets pass."""
    if row["views 7d"] == 0:
        raise RejectedInput("HR104", "views 7d")
    return answer
