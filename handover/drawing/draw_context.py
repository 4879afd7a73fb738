"""Context of every generator: contract, estimator, and the hold-out as wire rows.

Refused: no rows (HT101), columns missing from the hold-out (HT102) or there twice
(HT105), a hold-out none of whose rows the contract's own input rules accept (HT103).
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from handover.contract import check_row
from handover.drawing.file_categories import file_categories
from handover.estimator import known_categories
from handover.faults import ExportRefused, Fault, Owner
from handover.oracle import EstimatorOracle, FileOracle, Raised
from handover.row_space.cells import NULL, Codes, WireSpace, wire_space
from handover.values import Column, ElementType, Row
from handover.values.row import Scalar

if TYPE_CHECKING:
    from handover.contract import ModelContract
    from handover.onnx_export import ExportedModel

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")

# Enough rows to choose from; a hold-out may hold millions.
MOST_ROWS = 5_000


@dataclass(frozen=True)
class Ground:
    """Contract, estimator and usable hold-out rows; the file itself where there is no estimator.

    ``rows`` are wire rows that the input rules accept and the estimator answers; ``sources``
    holds for each the columns whose unrounded value differs. ``given`` counts the hold-out's
    rows, ``refused`` those looked at that the input rules refuse.
    """

    contract: ModelContract
    estimator: Any
    oracle: EstimatorOracle | FileOracle
    rows: tuple[Row, ...]
    sources: tuple[Row, ...]
    given: int
    refused: int
    seed: int

    @property
    def columns(self) -> tuple[Column, ...]:
        """The input columns, in contract order."""
        return self.contract.input_columns

    def rng(self, purpose: str) -> np.random.Generator:
        """Return a generator of its own for each purpose, so that one cannot shift another."""
        return np.random.default_rng([self.seed, *purpose.encode()])

    @cached_property
    def known(self) -> dict[str, tuple[Scalar, ...]]:
        """The categories that the estimator's or the file's encoders know, by column."""
        if isinstance(self.oracle, FileOracle):
            return dict(file_categories(self.oracle, self.rows, self.columns))
        return known_categories(self.estimator, self.columns)

    @cached_property
    def space(self) -> WireSpace:
        """The cells of a row."""
        seen: dict[str, list[Scalar]] = {}
        for column in self.columns:
            if column.type is ElementType.STRING and column.length is None:
                cells = [row[column.name] for row in self.rows]
                counted = Counter(cell for cell in cells if isinstance(cell, str))
                seen[column.name] = [value for value, _ in counted.most_common()]
        rules = {column.name: self.contract.rules(column.name) for column in self.columns}
        return wire_space(self.columns, rules, self.known, seen)

    @cached_property
    def codes(self) -> Codes:
        """The hold-out rows in the wire space."""
        return self.space.encode(self.rows)

    def present(self, codes: Codes) -> Any:
        """Turn codes into what the estimator is given."""
        assert isinstance(self.oracle, EstimatorOracle)
        return self.oracle.layout.input_of(
            self.oracle.frame_of_columns(self.space.by_column(codes))
        )

    def answered(self, rows: Sequence[Row]) -> npt.NDArray[np.bool_]:
        """Say which wire rows the estimator answers."""
        answers = self.oracle.wire(self.oracle.frame(rows)) if rows else []
        return np.array([not isinstance(answer, Raised) for answer in answers], dtype=bool)

    def accepts(self, row: Row) -> bool:
        """Say whether the contract's input rules let a row pass."""
        return crosses(row) and not check_row(self.contract, row)

    def accepted(self, codes: Codes) -> npt.NDArray[np.bool_]:
        """Say which rows, shape (rows, cells), the contract's input rules let pass.

        Rules judge each value alone and a number by its range: where the least and the greatest
        of a cell, its null and each value of a table pass, all rows do, and none is looked at.
        """
        if len(codes) and all(map(self.accepts, self.space.rows(_outermost(self.space, codes)))):
            return np.ones(len(codes), dtype=bool)
        return np.array([self.accepts(row) for row in self.space.rows(codes)], dtype=bool)


def ground(
    contract: ModelContract,
    estimator: Any,
    data: pd.DataFrame,
    *,
    seed: int,
    model: ExportedModel | None = None,
) -> Ground:
    """Read the hold-out as a backend would receive it.

    ``model`` answers in place of an estimator that is None.

    Raises
    ------
    ExportRefused
        HT101, HT102, HT103 as above, and what `EstimatorOracle` refuses.
    """
    columns = contract.input_columns
    names = [column.name for column in columns]
    absent = [name for name in names if name not in data.columns]
    if absent:
        raise ExportRefused(
            *(
                Fault(
                    "HT102",
                    f"the hold-out has no column {name!r}",
                    Owner.DATA_SCIENTIST,
                    where=f"$.inputs.{name}",
                    expected=f"columns={', '.join(column.name for column in columns)}",
                    found=f"columns={', '.join(map(str, data.columns[:20]))}",
                    next="Give the hold-out in the contract's columns.",
                )
                for name in absent
            )
        )
    twice = [name for name in names if (data.columns == name).sum() > 1]
    if twice:
        raise ExportRefused(
            *(
                Fault(
                    "HT105",
                    f"the hold-out has two columns {name!r}",
                    Owner.DATA_SCIENTIST,
                    where=f"$.inputs.{name}",
                    next="Rename or drop one of the two.",
                )
                for name in twice
            )
        )
    if len(data) == 0:
        raise ExportRefused(
            Fault(
                "HT101",
                "the hold-out has no rows",
                Owner.DATA_SCIENTIST,
                expected="rows>=1",
                found="rows=0",
                next="Give rows that the model was not trained on.",
            )
        )
    frame = data[[column.name for column in columns]]
    oracle: EstimatorOracle | FileOracle
    if estimator is None:
        assert model is not None
        oracle = FileOracle(model.onnx, contract, like=frame)
    else:
        oracle = EstimatorOracle(estimator, contract, like=frame)
    if len(frame) > MOST_ROWS:
        chosen = np.random.default_rng([seed, 0]).choice(len(frame), MOST_ROWS, replace=False)
        frame = frame.iloc[np.sort(chosen)]
    frame = frame.reset_index(drop=True)
    rows = oracle.wire_rows(frame)
    broken = [check_row(contract, row) for row in rows]
    kept = [number for number, faults in enumerate(broken) if not faults and crosses(rows[number])]
    if not kept:
        raise ExportRefused(_none_passes(broken))
    unrounded = _unrounded(frame, rows, columns)
    return Ground(
        contract=contract,
        estimator=estimator,
        oracle=oracle,
        rows=tuple(rows[number] for number in kept),
        sources=tuple(unrounded[number] for number in kept),
        given=len(data),
        refused=len(rows) - len(kept),
        seed=seed,
    )


def _unrounded(frame: pd.DataFrame, rows: Sequence[Row], columns: tuple[Column, ...]) -> list[Row]:
    """Return per row what the data scientist has where float32 cannot hold it."""
    found: list[Row] = [{} for _ in rows]
    for column in columns:
        if column.type is not ElementType.F32:
            continue
        cells = frame[column.name].to_numpy(dtype=object)
        for kept, row, cell in zip(found, rows, cells, strict=True):
            wire: Any = row[column.name]
            if isinstance(wire, list):
                wide = [None if pd.isna(item) else float(item) for item in cell]
                if wide != wire:
                    kept[column.name] = list(wide)
            elif isinstance(wire, float) and not math.isnan(wire) and float(cell) != wire:
                kept[column.name] = float(cell)
    return found


def crosses(row: Row) -> bool:
    """Say whether a row's texts can cross the wire: lone surrogates cannot (HB305)."""
    return not any(
        isinstance(item, str) and _LONE_SURROGATE.search(item)
        for value in row.values()
        for item in (value if isinstance(value, list) else [value])
    )


def _outermost(space: WireSpace, codes: Codes) -> Codes:
    """Return rows that hold, cell by cell, all values that bound what the given rows hold."""
    bounds = []
    for number, cell in enumerate(space.cells):
        found = np.unique(codes[:, number])
        if cell.table is None:
            numbers = found[found != NULL]
            found = np.unique(np.concatenate([found[:1], numbers[:1], numbers[-1:]]))
        bounds.append(found)
    most = max(map(len, bounds))
    return np.stack([np.resize(found, most) for found in bounds], axis=1)


def _none_passes(broken: Sequence[tuple[Fault, ...]]) -> Fault:
    if not any(broken):
        return Fault(
            "HT103",
            "every row of the hold-out holds text that is no Unicode text",
            Owner.DATA_SCIENTIST,
            found="a lone surrogate",
            next="Mend the encoding of the hold-out.",
        )
    counted = Counter(
        (fault.where or "", fault.code, fault.message) for faults in broken for fault in faults
    )
    (where, code, message), count = max(counted.items(), key=lambda item: (item[1], item[0]))
    return Fault(
        "HT103",
        "the contract's input rules refuse every row of the hold-out",
        Owner.CONTRACT_AUTHOR,
        where=where,
        expected="rows that pass the input rules",
        found=f"{code} {message} in {count} of {len(broken)} rows",
        next="Mend the rule in the contract, or the hold-out.",
    )
