"""A backend that is asked whole tables: on the JVM through frames, or in this process."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np

from handover.backends import Backend, RejectedInput
from handover.compare import type_of
from handover.contract import check_row
from handover.contract.place import parse_path
from handover.faults import BundleInvalid, Fault, Owner, ParityBroken
from handover.fuzzing.backend_results import BackendResults, NonValue, ResultKind
from handover.fuzzing.frame import frame_bytes, read_frame
from handover.fuzzing.rule_screen import rule_suspects
from handover.fuzzing.table import Array, Table
from handover.jvm import openable
from handover.parity.play import thrown_error
from handover.parity.stage_call import BadAnswer, stage_calls
from handover.parity.verdict import BackendIdentity
from handover.values import Column, Row

if TYPE_CHECKING:
    from handover.bundle import Bundle
    from handover.contract import ModelContract
    from handover.jvm import Gateway


# Past the deadline, out of memory, ended, crashed.
_FATAL = ("HJ301", "HJ302", "HJ303", "HJ304")

# While a row that hangs is looked for, a table may take so many times the longest one that was
# answered, and at least so many seconds: each half that hangs takes all of it.
_PATIENCE, _LEAST_SECONDS = 20.0, 2.0


class TableBackend(Protocol):
    """Answers tables of input rows; every row has its outcome, whatever the backend does."""

    identity: BackendIdentity

    def ask(self, rows: Table) -> BackendResults:
        """Return what came of every row."""


class FatalRow(Exception):
    """One row ends the JVM: it hangs, exits, crashes or runs out of memory; ``fault`` says how."""

    def __init__(self, row: int, fault: Fault) -> None:
        super().__init__(f"row {row}: {fault}")
        self.row = row
        self.fault = fault


class JvmBackend:
    """A backend on the JVM: one call a table, rows and answers as files.

    Parameters
    ----------
    gateway
        The running JVM; it keeps the backend open between calls.
    restart
        Starts another JVM when the backend has ended this one, to find the row that did; without
        it the fault is raised as it is.
    bundle
        Whose contract and model are meant.
    address, classpath, accept_runtime
        As `handover.verify` takes them.
    seconds
        The deadline of one call; the JVM is killed when it passes.
    folder
        Where the files go; emptied by whoever made it.

    Raises
    ------
    HandoverError
        What the JVM says of bundle, class or runtime (HB, HJ), HF for frames.
    """

    def __init__(
        self,
        gateway: Gateway,
        bundle: Bundle,
        address: str,
        *,
        folder: Path,
        classpath: Sequence[str] = (),
        accept_runtime: str | None = None,
        seconds: float,
        restart: Callable[[], Gateway] | None = None,
    ) -> None:
        self._gateway = gateway
        self._restart = restart
        self._bundle = bundle
        self._seconds = seconds
        self._longest = 0.0
        self._rows, self._answers = folder / "rows.frame", folder / "answers.frame"
        self._request = {
            "bundle": openable(bundle.path, folder, os.environ),
            "backend": address,
            "classpath": [openable(entry, folder, os.environ) for entry in classpath],
            "acceptRuntime": None if accept_runtime is None else {"reason": accept_runtime},
            "input": str(self._rows),
            "output": str(self._answers),
        }
        told = gateway.ask("describe", self._request, seconds=seconds)
        self.identity = BackendIdentity(
            address,
            str(told["name"]),
            str(told["version"]),
            told["runtime"],
            bool(told["runsModelFile"]),
            bool(told["enforcesInputRules"]),
        )

    def ask(self, rows: Table) -> BackendResults:
        """Return what came of every row.

        Raises
        ------
        FatalRow
            A row that ends the JVM even when it is asked by itself.
        HandoverError
            HJ301-HJ304 where the JVM ends and no single row is to blame.
        """
        begin = time.monotonic()
        try:
            answers = self._ask(rows, self._seconds)
            self._longest = max(self._longest, time.monotonic() - begin)
            return answers
        except ParityBroken as broken:
            if self._restart is None or broken.faults[0].code not in _FATAL:
                raise
            raise self._first_fatal(rows, broken) from None

    def _first_fatal(self, rows: Table, broken: ParityBroken) -> Exception:
        """Halve down to the first row that ends the JVM by itself; each end costs a new JVM."""
        start, end = 0, rows.height
        seconds = min(self._seconds, max(_LEAST_SECONDS, _PATIENCE * self._longest))
        self._start_again()
        while end - start > 1:
            middle = (start + end) // 2
            try:
                self._ask(rows.at(range(start, middle)), seconds)
            except ParityBroken as again:
                if again.faults[0].code not in _FATAL:
                    return again
                end = middle
                self._start_again()
            else:
                start = middle
        try:
            self._ask(rows.at([start]), seconds)
        except ParityBroken as again:
            if again.faults[0].code in _FATAL:
                self._start_again()
                return FatalRow(start, again.faults[0])
        return broken

    def _start_again(self) -> None:
        """Start another JVM and let it open the backend, which no row's deadline should pay for."""
        assert self._restart is not None
        self._gateway = self._restart()
        self._gateway.ask("describe", self._request, seconds=self._seconds)

    def _ask(self, rows: Table, seconds: float) -> BackendResults:
        self._rows.write_bytes(frame_bytes(rows))
        said = self._gateway.ask("scoreFrame", self._request, seconds=seconds)
        if said.get("bundle") != self._bundle.sha256:
            raise BundleInvalid(
                Fault(
                    "HF203",
                    "the bundle was replaced while it was fuzzed",
                    Owner.DATA_SCIENTIST,
                    where=str(self._bundle.path),
                    expected=f"sha256={self._bundle.sha256}",
                    found=f"sha256={said.get('bundle')}",
                    next="Run it again.",
                )
            )
        table = read_frame(self._answers.read_bytes())
        return BackendResults.from_frame(table, self._bundle.contract.output_columns, rows.height)


class LocalBackend:
    """A backend in this process, under the input rules as `handover.verify` puts them around it."""

    def __init__(
        self, backend: Backend, contract: ModelContract, identity: BackendIdentity
    ) -> None:
        self.identity = identity
        self._contract = contract
        self._stage = stage_calls(contract, backend)["model"]

    def ask(self, rows: Table) -> BackendResults:
        """Return what came of every row."""
        found: list[Row | NonValue | None] = [None] * rows.height
        dicts = rows.rows()
        enforces = self._stage.info.enforces_input_rules
        for row in np.flatnonzero(rule_suspects(self._contract, rows)).tolist():
            faults = check_row(self._contract, dicts[row])
            if faults and enforces:
                self._fill(dicts, np.array([row]), found)
            elif faults:
                column = str(parse_path(faults[0].where or "$")[0])
                found[row] = NonValue(ResultKind.REJECTED, faults[0].code, column)
        open_rows = np.array([row for row, each in enumerate(found) if each is None], dtype=int)
        if len(open_rows):
            self._fill(dicts, open_rows, found)
        return BackendResults.of(
            [each for each in found if each is not None], self._stage.judge.columns
        )

    def _fill(self, dicts: list[Row], at: Array, found: list[Row | NonValue | None]) -> bool:
        """Ask for these rows; say whether some row is at fault.

        A call that throws is halved down to the rows at fault. Where each of them is answered by
        itself, the fault lies in the batch: its first row tells of it.
        """
        places = at.tolist()
        try:
            answers = self._stage.ask([dicts[row] for row in places])
        except Exception as thrown:  # noqa: BLE001 - the boundary: a backend may raise anything
            at_fault = False
            if len(places) > 1:
                middle = len(places) // 2
                at_fault = self._fill(dicts, at[:middle], found)
                at_fault |= self._fill(dicts, at[middle:], found)
            if not at_fault:
                found[places[0]] = _special(thrown)
            return True
        for row, answer in zip(places, answers, strict=True):
            found[row] = self._typed(answer)
        return False

    def _typed(self, answer: Row) -> Row | NonValue:
        """Return the answer, or the first output that is not of its declared type."""
        for column in self._stage.judge.columns:
            value: object = answer[column.name]
            misfit = None if value is None else _misfit(value, column)
            if misfit is not None:
                return NonValue(ResultKind.OTHER_TYPE, misfit, column.name, repr(value)[:200])
        return answer


def _misfit(value: object, column: Column) -> str | None:
    """Return ``type`` or ``length`` where the value is not what the contract declares."""
    items = value if isinstance(value, list) else [value]
    if {type_of(item, column.type) for item in items if item is not None} - {column.type}:
        return "type"
    length = len(value) if isinstance(value, list) else None
    return None if length == column.length else "length"


def _special(thrown: Exception) -> NonValue:
    if isinstance(thrown, RejectedInput):
        return NonValue(ResultKind.REJECTED, thrown.code, thrown.column)
    if isinstance(thrown, BadAnswer):
        return NonValue(ResultKind.ERRORED, thrown.code, "BadAnswer", str(thrown))
    error = thrown_error(None, thrown)
    return NonValue(ResultKind.ERRORED, error.code, error.exception, error.message, error.frames)
