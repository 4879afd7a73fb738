"""Expected result of every row: the first broken input rule, or ONNX Runtime's answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from handover.contract import check_row
from handover.contract.place import parse_path
from handover.fuzzing.backend_results import BackendResults, NonValue, ResultKind
from handover.fuzzing.rule_screen import rule_suspects
from handover.fuzzing.table import DTYPES, Array, Cells, Table
from handover.oracle import OnnxRuntimeOracle, RowRefused
from handover.values import Column, ElementType

if TYPE_CHECKING:
    from handover.bundle import Bundle


class Reference:
    """Answers tables as the contract and the bundle's model file do, under the pinned profile.

    Raises
    ------
    ExportRefused
        HX303: ONNX Runtime does not load the model.
    EnvironmentMissing
        HX503: onnxruntime is not installed.
    """

    def __init__(self, bundle: Bundle) -> None:
        self._contract = bundle.contract
        self._outputs = bundle.contract.output_columns
        self._oracle = OnnxRuntimeOracle(
            bundle.model,
            bundle.contract.input_columns,
            self._outputs,
            string_missing=bundle.contract.string_missing,
        )

    def ask(self, rows: Table) -> BackendResults:
        """Return what should come of every row; an error where ONNX Runtime itself raises."""
        special = self._rejections(rows)
        good = np.setdiff1d(np.arange(rows.height), np.fromiter(special, dtype=np.int64))
        blanks = [_blank(column, rows.height) for column in self._outputs]
        self._fill(rows, good, blanks, special)
        return _answers(rows.height, self._outputs, blanks, special)

    def _rejections(self, rows: Table) -> dict[int, NonValue]:
        at = np.flatnonzero(rule_suspects(self._contract, rows))
        found = {}
        for row, cells in zip(at.tolist(), rows.at(at).rows(), strict=True):
            faults = check_row(self._contract, cells)
            if faults:
                column = str(parse_path(faults[0].where or "$")[0])
                found[row] = NonValue(ResultKind.REJECTED, faults[0].code, column)
        return found

    def _fill(
        self, rows: Table, at: Array, blanks: list[Array], special: dict[int, NonValue]
    ) -> None:
        """Ask for these rows; halve down to those on which the runtime raises."""
        if not len(at):
            return
        whole = len(at) == rows.height
        try:
            arrays = self._oracle.run(self._feed(rows if whole else rows.at(at)))
        except RowRefused as refused:
            if len(at) == 1:
                special[int(at[0])] = NonValue(
                    ResultKind.ERRORED, "HT302", "ONNX Runtime", refused.message
                )
                return
            middle = len(at) // 2
            self._fill(rows, at[:middle], blanks, special)
            self._fill(rows, at[middle:], blanks, special)
            return
        for blank, array in zip(blanks, arrays, strict=True):
            blank[at] = np.asarray(array).reshape(len(at), -1)

    def _feed(self, rows: Table) -> dict[str, Any]:
        missing = self._contract.string_missing
        return {cells.column.name: _tensor(cells, missing) for cells in rows.columns}


def _tensor(cells: Cells, string_missing: str) -> Array:
    """Return the model's input: NaN for a null number, ``string_missing`` for a null text."""
    values = cells.objects()
    if cells.nulls is None or not cells.nulls.any():
        return np.ascontiguousarray(values)
    missing: Any = string_missing if cells.column.type is ElementType.STRING else np.nan
    if cells.column.type.is_float or cells.column.type is ElementType.STRING:
        values = np.where(cells.nulls[:, None], missing, values).astype(values.dtype)
    return np.ascontiguousarray(values)


def _blank(column: Column, rows: int) -> Array:
    width = 1 if column.length is None else column.length
    if column.type is ElementType.STRING:
        return np.full((rows, width), "", dtype=object)
    fill: Any = np.nan if column.type.is_float else 0
    return np.full((rows, width), fill, dtype=DTYPES[column.type])


def _answers(
    rows: int, outputs: tuple[Column, ...], arrays: list[Array], special: dict[int, NonValue]
) -> BackendResults:
    kinds = np.zeros(rows, dtype=np.int32)
    for row, each in special.items():
        kinds[row] = each.kind
    cells = tuple(_cells(column, array) for column, array in zip(outputs, arrays, strict=True))
    answers = BackendResults(kinds, Table(cells), Table(cells))
    # The cached property is set rather than computed: there is no frame it could be read from.
    answers.__dict__["special"] = special
    return answers


def _cells(column: Column, array: Array) -> Cells:
    if column.type is not ElementType.STRING:
        return Cells(column, array)
    texts, codes = np.unique(array.astype(object), return_inverse=True)
    shaped = codes.reshape(array.shape).astype(DTYPES[column.type])
    return Cells(column, shaped, None, tuple(texts.tolist()))
