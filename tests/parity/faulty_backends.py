"""Backends that are right but for one planted fault, which gives each its name."""

import itertools
import threading
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from handover.backends import BackendInfo, RejectedInput
from handover.backends.onnxruntime_backend import OnnxRuntimeBackend
from handover.contract import check_row
from handover.contract.place import parse_path
from handover.testvectors.test_vector import Expected
from handover.values import ElementType, round_to
from tests.patience import PATIENCE


class Right:
    """The model file's answers, given by a class that does not say where it has them from."""

    info = BackendInfo("faulty", "1")

    def __init__(self, bundle):
        self.bundle = bundle
        self.right = OnnxRuntimeBackend(bundle)
        self.lock = threading.Lock()

    def read(self, row):
        return row

    def answer(self, row, answer):
        return answer

    def score(self, rows):
        with self.lock:
            answers = self.right.score([self.read(dict(row)) for row in rows])
        return [self.answer(row, answer) for row, answer in zip(rows, answers, strict=True)]

    def close(self):
        self.right.close()


class OffByOneUlpTooMany(Right):
    def answer(self, row, answer):
        step = 17 * 2.0**-24
        return {**answer, "proba": round_to(max(answer["proba"], 0.5) - step, ElementType.F32)}


class SwapsColumns(Right):
    def read(self, row):
        row["views 7d"], row["rate"] = int(row["rate"]), float(row["views 7d"])
        return row


class ReadsNullAsZero(Right):
    def read(self, row):
        return {name: 0.0 if value is None else value for name, value in row.items()}


class MapsUnknownCategoryToTheFirst(Right):
    """Takes any other word for ios; enforces nothing."""

    def read(self, row):
        if row["device"] not in ("ios", "android"):
            row["device"] = "ios"
        return row


class RoundsHalfUp(Right):
    def answer(self, row, answer):
        exact = Decimal(repr(answer["proba"])).quantize(Decimal("0.01"), ROUND_HALF_UP)
        return {**answer, "proba": round_to(str(exact), ElementType.F32)}


class LowersWords(Right):
    def read(self, row):
        row["device"] = row["device"].upper()
        return row


class ReturnsRowsInAnotherOrder(Right):
    def score(self, rows):
        return super().score(rows)[::-1]


class ForgetsWhatIsNoChunk(Right):
    """Answers whole chunks; what is left over gets the answer of the row before."""

    chunk = 2

    def score(self, rows):
        whole = max(1, len(rows) // self.chunk * self.chunk)
        right = super().score(rows)
        return [right[min(place, whole - 1)] for place in range(len(rows))]


class ReturnsDoubles(Right):
    def answer(self, row, answer):
        return {**answer, "proba": answer["proba"] + 1e-12}


class ReturnsNull(Right):
    def score(self, rows):
        return None


class ReturnsTooFewRows(Right):
    def score(self, rows):
        return super().score(rows)[1:]


class DropsAColumn(Right):
    def answer(self, row, answer):
        return {"proba": answer["proba"], "score": 1.0}


class ReturnsNullValues(Right):
    def answer(self, row, answer):
        return {**answer, "proba": None}


class AnswersNaN(Right):
    def answer(self, row, answer):
        return {**answer, "proba": float("nan")}


class ThrowsForIos(Right):
    def read(self, row):
        if row["device"] == "ios":
            try:
                {}["ios"]
            except KeyError as missing:
                raise RuntimeError("no such device") from missing
        return row


class DriftsWithEveryCall(Right):
    def __init__(self, bundle):
        super().__init__(bundle)
        self.calls = itertools.count()
        # Right as long as the main pass goes on, which asks for every vector once.
        self.right_for = sum(isinstance(each.expected, Expected) for each in bundle.vectors.vectors)

    def answer(self, row, answer):
        late = next(self.calls) >= self.right_for
        return {**answer, "proba": 0.5 if late else answer["proba"]}


class MixesThreadsUp(Right):
    """Keeps the row in a field between two steps, as a class made for one thread does."""

    def __init__(self, bundle):
        super().__init__(bundle)
        self.met = threading.Event()
        self.inside = itertools.count(1)

    def score(self, rows):
        self.rows = rows
        if threading.current_thread().name.startswith("ThreadPool"):
            # Two threads are between the steps at the same time, whatever the machine's speed.
            if next(self.inside) == 2:
                self.met.set()
            self.met.wait(PATIENCE)
        return super().score(self.rows)


class Enforces(Right):
    info = replace(Right.info, enforces_input_rules=True)

    def read(self, row):
        faults = check_row(self.bundle.contract, row)
        if faults:
            raise RejectedInput(faults[0].code, str(parse_path(faults[0].where)[0]))
        return row


class EnforcesButLetsNullThrough(Enforces):
    def read(self, row):
        row = {**row, "views 7d": 0} if row.get("views 7d", 0) is None else row
        return super().read(row)


class EnforcesTooMuch(Enforces):
    def read(self, row):
        if row.get("basket-€", 0.0) is None:
            raise RejectedInput("HR101", "basket-€")
        return super().read(row)


class AnswersOffTheUnroundedRow(Right):
    """Gives the recorded answer for the source row: what a backend in doubles would compute."""

    def __init__(self, bundle):
        super().__init__(bundle)
        self.known = {
            repr(sorted(vector.input.items())): vector.expected.source
            for vector in bundle.vectors.vectors
            if vector.source
        }

    def answer(self, row, answer):
        return self.known.get(repr(sorted(row.items())), answer)


class SaysItRunsTheFileButDoesNot(OffByOneUlpTooMany):
    info = replace(Right.info, runs_model_file=True, runtime="onnxruntime 1.26.0")
