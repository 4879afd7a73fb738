"""The loop: replay the corpus, draw batches, compare, shrink what fails, until a budget is used up.

Deterministic by rows: the same bundle, backend, corpus, seed and number of rows give the same rows
and the same findings. A time budget ends the same sequence of rows earlier or later.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, Phase, given, seed, settings

from handover.backends import Address, Backend, open_backend, parse_address
from handover.compare import Truth
from handover.faults import Fault, Owner, UsageError
from handover.fuzzing.batch_recipe import Recipe, recipes
from handover.fuzzing.cell_values import cell_places, same
from handover.fuzzing.column_pool import column_pools, ordinary_rows
from handover.fuzzing.corpus import Corpus, CorpusRow
from handover.fuzzing.counterexample import ChangedCell, Counterexample, Origin, counterexample_id
from handover.fuzzing.differential_test import DifferentialTest, Failure
from handover.fuzzing.expansion import expand
from handover.fuzzing.failing_region import Region, failing_regions
from handover.fuzzing.fuzz_report import FuzzReport
from handover.fuzzing.reference import Reference
from handover.fuzzing.shrinking import Shrinker, Shrunk
from handover.fuzzing.table import Table
from handover.fuzzing.table_backend import FatalRow, JvmBackend, LocalBackend, TableBackend
from handover.jvm import Gateway
from handover.parity.runtime_range import require_runtime
from handover.parity.verdict import BackendIdentity
from handover.values import Row, value_to_json

if TYPE_CHECKING:
    from handover.bundle import Bundle

ROWS = 1_000_000
"""Rows that are drawn when no budget is given."""
BATCH = 16_384
_FIRST = 2_048
_ROUND = 64
_MOST_FINDINGS = 5
_LOOKED_AT = 500
_JVM_OPTIONS = ("-XX:TieredStopAtLevel=4",)


def fuzz(
    bundle: Bundle,
    backend: str,
    *,
    classpath: Sequence[str | os.PathLike[str]] = (),
    seed: int = 20,
    rows: int | None = None,
    seconds: float | None = None,
    corpus: Path | None = None,
    timeout: float = 300.0,
    accept_runtime: str | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> FuzzReport:
    """Look for rows on which a backend differs from the bundle's model file.

    Parameters
    ----------
    bundle
        As `handover.bundle.read` returns it.
    backend, classpath, accept_runtime
        As `handover.verify` takes them.
    seed
        Of every random choice.
    rows
        At most so many rows are drawn; 0 replays the corpus alone. Without ``rows`` and
        ``seconds`` a million; without ``rows`` alone, no limit.
    seconds
        Draw no further batch after so long.
    corpus
        The folder of rows that failed before: they are played first, and findings are added.
    timeout
        Seconds the backend may take for one call; a JVM is killed when they have passed.
    progress
        Called with (rows done, rows in all) after each batch.

    Raises
    ------
    UsageError
        HU111-HU113 for the address, HF301 for the corpus.
    EnvironmentMissing
        HJ101-HJ105 without a JVM that answers, HJ401-HJ403 for the runtime, HX503 without
        onnxruntime.
    ParityBroken
        HJ301 where the JVM hangs; HJ302-HJ304 where it runs out of memory, is ended or crashes and
        no single row is to blame.
    """
    with _asked(bundle, backend, classpath, accept_runtime, timeout) as asked:
        return fuzz_backend(
            bundle,
            asked,
            truth="wire" if parse_address(backend).name == "estimator" else "onnx",
            seed=seed,
            rows=rows,
            seconds=seconds,
            corpus=corpus,
            progress=progress,
        )


def fuzz_backend(
    bundle: Bundle,
    asked: TableBackend,
    *,
    truth: Truth = "onnx",
    seed: int = 20,
    rows: int | None = None,
    seconds: float | None = None,
    corpus: Path | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> FuzzReport:
    """Fuzz a backend that is open already; parameters and errors are those of `fuzz`."""
    limit = ROWS if rows is None and seconds is None else rows
    examiner = DifferentialTest(bundle.contract, Reference(bundle), asked, truth=truth)
    kept = Corpus(corpus, bundle.contract) if corpus is not None else None
    try:
        run = _Run(bundle, examiner, seed, limit, seconds, progress)
        old = kept.read() if kept is not None else CorpusRow()
        run.replay(old.rows)
        run.draw()
    finally:
        examiner.close()
    if kept is not None:
        kept.keep(run.findings, asked.identity.address)
    return run.report(asked.identity, replayed=len(old.rows), stale=old.stale)


@contextmanager
def _asked(
    bundle: Bundle,
    backend: str,
    classpath: Sequence[str | os.PathLike[str]],
    accept_runtime: str | None,
    timeout: float,
) -> Iterator[TableBackend]:
    address = parse_address(backend)
    with ExitStack() as stack:
        if address.where == "python":
            yield _local(bundle, address, accept_runtime, stack)
            return
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="handover-fuzz-"))

        def start() -> Gateway:
            return stack.enter_context(Gateway(options=_JVM_OPTIONS))

        yield JvmBackend(
            start(),
            bundle,
            address.text,
            folder=Path(folder),
            classpath=[os.fspath(entry) for entry in classpath],
            accept_runtime=accept_runtime,
            seconds=timeout,
            restart=start,
        )


def _local(
    bundle: Bundle, address: Address, accept_runtime: str | None, stack: ExitStack
) -> LocalBackend:
    opened = open_backend(address, bundle)
    stack.callback(opened.close)
    if not isinstance(opened, Backend):
        raise UsageError(
            Fault(
                "HU115",
                "the backend makes features only, and fuzzing asks for a model's answers",
                Owner.BACKEND_OWNER,
                found=f"backend={address.text}",
                next="Verify it instead: raw rows are played by `handover verify`.",
            )
        )
    info = opened.info
    require_runtime(info.runtime, bundle.manifest["profile"], accepted=accept_runtime)
    identity = BackendIdentity(
        address.text,
        info.name,
        info.version,
        info.runtime,
        info.runs_model_file,
        info.enforces_input_rules,
    )
    return LocalBackend(opened, bundle.contract, identity)


class _Run:
    """The state of one run; Hypothesis calls `_batch` with one recipe after the other."""

    def __init__(
        self,
        bundle: Bundle,
        examiner: DifferentialTest,
        seed: int,
        limit: int | None,
        seconds: float | None,
        progress: Callable[[int, int], None] | None,
    ) -> None:
        self.findings: list[Counterexample] = []
        self._contract = bundle.contract
        self._examiner = examiner
        self._pools = column_pools(bundle)
        self._ordinary = ordinary_rows(bundle)
        self._shrinker = Shrinker(examiner, self._ordinary, seed=seed)
        self._seed = seed
        self._limit = limit
        self._seconds = seconds
        self._progress = progress
        self._rows = self._batches = self._failing = 0
        self._started = time.monotonic()
        self._ended: str | None = None
        self._broken: BaseException | None = None
        self._seen: set[tuple[object, ...]] = set()

    def replay(self, rows: Sequence[Row]) -> None:
        """Play the rows of the corpus: those that still fail are findings as they are."""
        if not rows:
            return
        table = Table.of(rows, self._contract.input_columns)
        try:
            failures = self._examiner.failures(table)
        except FatalRow as fatal:
            self._end_at(table, fatal, "corpus")
            return
        for failure in failures:
            small = self._shrinker.shrink(rows[failure.row], failure)
            self._add(small, "corpus")

    def draw(self) -> None:
        """Draw batches until a budget is used up or nothing new is found."""
        turn = 0
        while self._ended is None and not self._used_up():
            # A round is one run of Hypothesis; the time is looked at between its batches.
            self._round(self._seed + 1_000_003 * turn)
            turn += 1
            if self._broken is not None:
                raise self._broken

    def _round(self, number: int) -> None:
        @seed(number)
        @settings(
            max_examples=_ROUND,
            database=None,
            deadline=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(recipes(self._pools))
        def batch(recipe: Recipe) -> None:
            if self._ended is not None or self._broken is not None or self._used_up():
                return
            try:
                self._batch(recipe)
            # Hypothesis would play a recipe that raises again; the JVM may be gone.
            except BaseException as broken:  # noqa: BLE001 - raised again by draw
                self._broken = broken

        batch()

    def _used_up(self) -> bool:
        if self._limit is not None and self._rows >= self._limit:
            self._ended = "rows"
        elif self._seconds is not None and time.monotonic() - self._started >= self._seconds:
            self._ended = "seconds"
        return self._ended is not None

    def _batch(self, recipe: Recipe) -> None:
        size = BATCH if self._batches else _FIRST
        if self._limit is not None:
            size = min(size, self._limit - self._rows)
        table = expand(recipe, self._pools, size)
        self._rows += size
        self._batches += 1
        try:
            failures = self._examiner.failures(table, most=_LOOKED_AT)
        except FatalRow as fatal:
            self._end_at(table, fatal, "fuzzed")
            return
        self._failing += len(failures)
        if failures:
            self._look_into(table, failures)
        if self._progress is not None and self._ended is None:
            self._progress(self._rows, max(self._rows, self._limit or self._rows))

    def _look_into(self, table: Table, failures: Sequence[Failure]) -> None:
        """Shrink one failing row of each kind; end when that teaches nothing new."""
        fresh = False
        by_kind: dict[tuple[str, str, str], Failure] = {}
        for failure in failures:
            by_kind.setdefault(failure.signature, failure)
        for failure in by_kind.values():
            row = table.at([failure.row]).rows()[0]
            fresh |= self._add(self._shrinker.shrink(row, failure), "fuzzed")
            if len(self.findings) >= _MOST_FINDINGS:
                self._ended = "findings"
                return
        if not fresh:
            self._ended = "nothing new"

    def _end_at(self, table: Table, fatal: FatalRow, origin: Origin) -> None:
        """Add a row that ends the JVM, as it is: every question about it would cost a JVM."""
        row = table.at([fatal.row]).rows()[0]
        message = f"{fatal.fault.code} {fatal.fault.message}"
        said = "; ".join(filter(None, (message, fatal.fault.found)))
        failure = Failure(
            0, "$", "", "outcome", "an outcome", said, "the same outcome", fatal.fault.code
        )
        nearest = min(self._ordinary, key=lambda each: len(self._shrinker.differing(row, each)))
        cells = self._shrinker.differing(row, nearest)
        self._failing += 1
        self._keep(Shrunk(row, nearest, cells, failure, alone=True), (), origin)
        self._ended = "fatal"

    def _add(self, small: Shrunk, origin: Origin) -> bool:
        """Add a finding unless one with the same kind and columns is there."""
        regions = failing_regions(small, self._pools, self._examiner, self._ordinary)
        mattering = tuple(region.column for region in regions)
        signature = (small.failure.signature, small.alone, mattering)
        if signature in self._seen:
            return False
        self._seen.add(signature)
        self._keep(small, regions, origin)
        return True

    def _keep(self, small: Shrunk, regions: tuple[Region, ...], origin: Origin) -> None:
        columns = self._contract.input_columns
        row: Row = {column.name: small.row[column.name] for column in columns}
        changed = tuple(
            ChangedCell(
                place.name,
                value_to_json(place.of(small.ordinary), place.column),
                value_to_json(place.of(row), place.column),
            )
            for place in cell_places(columns)
            if not same(place.of(row), place.of(small.ordinary))
        )
        name = counterexample_id(self._contract, row)
        self.findings.append(
            Counterexample(
                name, row, changed, small.failure, regions, small.alone, origin, self._rows
            )
        )

    def report(self, identity: BackendIdentity, *, replayed: int, stale: int) -> FuzzReport:
        """Return what came of the run."""
        return FuzzReport(
            self._contract,
            identity,
            self._seed,
            replayed,
            stale,
            self._rows,
            self._batches,
            self._failing,
            time.monotonic() - self._started,
            self._ended or "rows",
            tuple(self.findings),
        )
