"""Holds a backend's outcomes against the reference's: fast for whole tables, exact for suspects."""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import numpy as np

from handover.compare import Difference, RowComparer, Truth
from handover.compare import Kind as DifferenceKind
from handover.fuzzing.backend_results import BackendResults, NonValue, ResultKind
from handover.fuzzing.margins import margins, tied_ids
from handover.fuzzing.reference import Reference
from handover.fuzzing.table import Table
from handover.fuzzing.table_backend import TableBackend
from handover.fuzzing.value_screen import value_suspects
from handover.values import Row, Value, value_to_json

if TYPE_CHECKING:
    from handover.contract import ModelContract


@dataclass(frozen=True)
class Failure:
    """What is wrong with the outcome of one row.

    ``expected`` and ``obtained`` are values as the bundle spells them, or what is said of an
    outcome that is no value.

    ``code`` is set where the backend raised (HV301-HV304).
    """

    row: int
    path: str
    output: str
    kind: DifferenceKind | str
    expected: object
    obtained: object
    allowed: str
    code: str | None = None
    frames: tuple[str, ...] = ()

    @property
    def signature(self) -> tuple[str, str, str]:
        """What makes two failures look like one fault, as far as one row can tell."""
        return (self.output, str(self.kind), self.code or "")


class DifferentialTest:
    """Asks both sides the same rows, at once, and names the rows that differ.

    Parameters
    ----------
    contract
        Its comparison classes decide.
    reference, backend
        The two sides.
    truth
        ``"wire"`` for the estimator itself, which may differ by what the converter may, too.
    """

    def __init__(
        self,
        contract: ModelContract,
        reference: Reference,
        backend: TableBackend,
        *,
        truth: Truth = "onnx",
    ) -> None:
        self.contract = contract
        self.backend = backend
        self._reference = reference
        self._judge = RowComparer(contract, truth=truth)
        self._beside = ThreadPoolExecutor(1, thread_name_prefix="handover-reference")

    def close(self) -> None:
        """End the thread of the reference."""
        self._beside.shutdown()

    def failures(self, rows: Table, *, most: int | None = None) -> list[Failure]:
        """Return the rows that fail, in order; at most ``most`` of them."""
        # ONNX Runtime computes without the interpreter's lock while the JVM is waited for.
        expecting = self._beside.submit(self._reference.ask, rows)
        obtained = self.backend.ask(rows)
        expected = expecting.result()
        at = np.flatnonzero(value_suspects(self.contract, expected, obtained)).tolist()
        return self._examined(at, rows, expected, obtained, most)

    def alone(self, rows: Table) -> Failure | None:
        """Ask for one row by itself, as a service is asked."""
        found = self.failures(rows)
        return found[0] if found else None

    def _examined(
        self,
        at: list[int],
        rows: Table,
        expected: BackendResults,
        obtained: BackendResults,
        most: int | None,
    ) -> list[Failure]:
        found: list[Failure] = []
        step = 256
        for start in range(0, len(at), step):
            part = at[start : start + step]
            inputs = rows.at(part).rows()
            right = expected.outputs.at(part).rows()
            other = obtained.outputs.at(part).rows()
            for row, cells, want, got in zip(part, inputs, right, other, strict=True):
                outcome = (expected.special.get(row, want), obtained.special.get(row, got))
                failure = self._judged(row, cells, *outcome)
                if failure is not None:
                    found.append(failure)
                    if most is not None and len(found) >= most:
                        return found
        return found

    def _judged(
        self, row: int, cells: Row, expected: Row | NonValue, obtained: Row | NonValue
    ) -> Failure | None:
        if isinstance(expected, NonValue) or isinstance(obtained, NonValue):
            return _outcome(row, expected, obtained)
        differences = self._judge.compare(
            expected,
            obtained,
            margin=margins(self.contract, self._judge, expected),
            ties=tied_ids(self._judge, expected, obtained),
        ).differences
        return None if not differences else self._failure(row, differences)

    def _failure(self, row: int, differences: Iterable[Difference]) -> Failure:
        first = next(iter(differences))
        column = next(c for c in self._judge.columns if c.name == first.output)
        return Failure(
            row,
            first.path,
            first.output,
            first.kind,
            value_to_json(first.expected, column),
            value_to_json(cast(Value, first.obtained), column),
            self._judge.tolerances[first.output].text,
        )


def _outcome(row: int, expected: Row | NonValue, obtained: Row | NonValue) -> Failure | None:
    """Compare two outcomes of which one at least is no value."""
    wanted = expected if isinstance(expected, NonValue) else None
    got = obtained if isinstance(obtained, NonValue) else None
    if wanted is not None and got is not None and wanted.kind == got.kind:
        same = wanted.kind is ResultKind.ERRORED or (wanted.code, wanted.where) == (
            got.code,
            got.where,
        )
        if same:
            return None
    output, kind, path, code = "", "outcome", "$", None
    if got is not None and got.kind is ResultKind.OTHER_TYPE:
        output, kind, path = got.where, got.code, f"$.{got.where}"
    elif got is not None and got.kind is ResultKind.ERRORED:
        code = got.code
    return Failure(
        row,
        path,
        output,
        kind,
        "a value" if wanted is None else wanted.text,
        "a value" if got is None else got.text,
        "the same outcome",
        code,
        got.frames if got is not None else (),
    )
