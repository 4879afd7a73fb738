"""Results of a backend for every row of a table: value, refusal, error, or another type."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property

import numpy as np

from handover.faults import EnvironmentMissing, Fault, Owner
from handover.fuzzing.table import Array, Table
from handover.values import Column, ElementType, Row

_DETAILS = ("code", "where", "message", "frames")


class ResultKind(IntEnum):
    """The numbers of ``outcome.kind`` in a frame of answers."""

    ANSWERED = 0
    REJECTED = 1
    ERRORED = 2
    OTHER_TYPE = 3


@dataclass(frozen=True)
class NonValue:
    """The outcome of a row without a value of the contract's types.

    Parameters
    ----------
    code, where
        Of a refusal the rule and its column; of an error its code and class; of another type
        ``type`` or ``length`` and the output.
    message
        Of an error its message; of another type the type and the value.
    frames
        Of an error the innermost frames of the backend's own code.
    """

    kind: ResultKind
    code: str
    where: str
    message: str = ""
    frames: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The outcome on one line, as a report says what was obtained."""
        if self.kind is ResultKind.REJECTED:
            return f"rejected {self.code} {self.where}"
        if self.kind is ResultKind.ERRORED:
            said = f": {self.message}" if self.message else ""
            return f"{self.code} {self.where}{said}"
        return self.message


@dataclass(frozen=True, eq=False)
class BackendResults:
    """``kinds`` has one `ResultKind` a row, ``outputs`` one row each: blank without a value."""

    kinds: Array
    outputs: Table
    details: Table

    @cached_property
    def special(self) -> dict[int, NonValue]:
        """The rows without a value, by row number."""
        at = np.flatnonzero(self.kinds != ResultKind.ANSWERED)
        rows = self.details.at(at).rows()
        kinds = self.kinds[at].tolist()
        return {
            row: NonValue(
                ResultKind(kind),
                str(told["outcome.code"]),
                str(told["outcome.where"]),
                str(told["outcome.message"]),
                tuple(str(told["outcome.frames"]).splitlines()),
            )
            for row, kind, told in zip(at.tolist(), kinds, rows, strict=True)
        }

    @staticmethod
    def of(found: Sequence[Row | NonValue], outputs: Sequence[Column]) -> BackendResults:
        """Lay out one answer a row."""
        blank: Row = dict.fromkeys((column.name for column in outputs), None)
        values = Table.of([blank if isinstance(f, NonValue) else f for f in found], outputs)
        kinds = [f.kind if isinstance(f, NonValue) else ResultKind.ANSWERED for f in found]
        none = NonValue(ResultKind.ANSWERED, "", "")
        told: list[Row] = []
        for each in found:
            special = each if isinstance(each, NonValue) else none
            texts = (special.code, special.where, special.message, "\n".join(special.frames))
            told.append(dict(zip(_detail_names(), texts, strict=True)))
        return BackendResults(
            np.array(kinds, dtype=np.int32), values, Table.of(told, _detail_columns())
        )

    @staticmethod
    def from_frame(table: Table, outputs: Sequence[Column], rows: int) -> BackendResults:
        """Take a frame of answers apart.

        Raises
        ------
        EnvironmentMissing
            HF202: columns, types or the number of rows are not those of an answer.
        """
        wanted: list[tuple[str, str, int | None]] = [("outcome.kind", "i32", None)]
        wanted += [(c.name, c.type.value, c.length) for c in _detail_columns()]
        wanted += [(f"output.{c.name}", c.type.value, c.length) for c in outputs]
        found = [(c.column.name, c.column.type.value, c.column.length) for c in table.columns]
        kinds = table.columns[0].values[:, 0]
        known = not rows or 0 <= kinds.min() <= kinds.max() <= max(ResultKind)
        if found != wanted or table.height != rows or not known:
            raise EnvironmentMissing(
                Fault(
                    "HF202",
                    "the frame of answers is not understood",
                    Owner.HANDOVER,
                    expected=f"rows={rows}, columns={', '.join(name for name, *_ in wanted)}",
                    found=f"rows={table.height}, columns={', '.join(name for name, *_ in found)}",
                    next="The jar and the Python package are of different versions: install again.",
                )
            )
        cells = table.columns[1 + len(_DETAILS) :]
        named = (
            type(each)(column, each.values, each.nulls, each.texts)
            for each, column in zip(cells, outputs, strict=True)
        )
        return BackendResults(
            kinds, Table(tuple(named)), Table(table.columns[1 : 1 + len(_DETAILS)])
        )


def _detail_names() -> list[str]:
    return [f"outcome.{name}" for name in _DETAILS]


def _detail_columns() -> list[Column]:
    return [Column(name, ElementType.STRING) for name in _detail_names()]
