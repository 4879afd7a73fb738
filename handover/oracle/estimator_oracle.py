"""The data scientist's estimator as an oracle: contract rows in, contract outputs out.

Two truths: on the source row (what the data scientist has) and on the wire row (every value
rounded to the contract's type, all that a backend can see). A row on which the estimator raises
is an answer too (`Raised`), never a crash.
"""

from __future__ import annotations

import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from handover.estimator import (
    FeatureLayout,
    answer,
    as_output,
    classes,
    frame_of,
    frame_of_columns,
    label_margins,
    missing_texts,
    role_faults,
    similarity,
    tied_with_last,
    unwrap,
    wire_rows,
)
from handover.faults import ExportRefused
from handover.values import Column, Row, Value

if TYPE_CHECKING:
    import pandas as pd

    from handover.contract import ModelContract


@dataclass(frozen=True)
class Raised:
    """The estimator refused the row; ``message`` is its own first line."""

    message: str


Answer = Row | Raised


class EstimatorOracle:
    """Asks a fitted estimator and answers in the contract's outputs.

    Parameters
    ----------
    estimator
        A fitted scikit-learn estimator or pipeline.
    contract
        Its input columns must be the features the estimator was fitted with.
    like
        A frame as the data scientist has it; tells None from NaN in text columns.

    Raises
    ------
    ExportRefused
        HX101-HX107: contract and estimator do not fit each other; all faults at once.
    """

    def __init__(
        self, estimator: Any, contract: ModelContract, *, like: pd.DataFrame | None = None
    ) -> None:
        self.estimator = unwrap(estimator)
        self.inputs: tuple[Column, ...] = tuple(contract.input_columns)
        self.outputs: tuple[Column, ...] = tuple(contract.output_columns)
        self.roles: Mapping[str, str] = {
            column.name: contract.role(column.name) for column in self.outputs
        }
        self._string_missing = contract.string_missing
        self._missing = missing_texts(self.inputs, like)
        self._tolerances = {column.name: contract.tolerance(column.name) for column in self.outputs}
        self.layout = FeatureLayout.of(self.estimator, self.inputs)
        faults = role_faults(self.estimator, self.outputs, self.roles)
        if faults:
            raise ExportRefused(*faults)

    @property
    def classes(self) -> tuple[object, ...]:
        """The class labels in probability order, () without classes."""
        return classes(self.estimator)

    @property
    def null_text(self) -> Mapping[str, Any]:
        """What each text column calls missing in the data scientist's frame: None or NaN."""
        return self._missing

    def frame(self, rows: Sequence[Row]) -> pd.DataFrame:
        """Build the frame that `source` and `wire` take from rows; None is missing."""
        return frame_of(rows, self.inputs, self._missing)

    def frame_of_columns(self, values: Mapping[str, list[Value]]) -> pd.DataFrame:
        """Build the same frame from values by column, without a row as an object."""
        return frame_of_columns(values, self.inputs, self._missing)

    def wire_rows(self, frame: pd.DataFrame) -> list[Row]:
        """Return the rows a backend receives for these source rows."""
        return wire_rows(frame, self.inputs, self._string_missing)

    def source(self, frame: pd.DataFrame) -> list[Answer]:
        """Answer for the rows as they are."""
        return self._answers(frame.reset_index(drop=True))

    def wire(self, frame: pd.DataFrame) -> list[Answer]:
        """Answer for the rows after rounding every value to its contract type."""
        return self._answers(self.frame(self.wire_rows(frame)))

    def margins(self, frame: pd.DataFrame) -> list[dict[str, float]]:
        """Return per row the margin of each label and cluster output, on the wire row.

        Rows on which the estimator raises have no margins.
        """
        named = [name for name, role in self.roles.items() if role in ("label", "cluster")]
        if not named:
            return [{} for _ in range(len(frame))]

        def ask(part: pd.DataFrame) -> list[dict[str, float]]:
            margins = label_margins(self.estimator, self.layout.input_of(part)).tolist()
            return [dict.fromkeys(named, margin) for margin in margins]

        found = _bisected(ask, self.frame(self.wire_rows(frame)))
        return [{} if isinstance(row, Raised) else row for row in found]

    def ties(self, frame: pd.DataFrame) -> list[dict[str, list[int]]]:
        """Return per row and ids output the ids that tie with its last place, on the wire row."""
        named = [column for column in self.outputs if self.roles[column.name] == "neighbours.ids"]
        if not named:
            return [{} for _ in range(len(frame))]

        def ask(part: pd.DataFrame) -> list[dict[str, list[int]]]:
            features = self.layout.input_of(part)
            answers: list[dict[str, list[int]]] = [{} for _ in range(len(part))]
            for column in named:
                tied = tied_with_last(
                    self.estimator, features, column.length or 1, self._equal_distances
                )
                for row, ids in zip(answers, tied, strict=True):
                    row[column.name] = ids
            return answers

        found = _bisected(ask, self.frame(self.wire_rows(frame)))
        return [{} if isinstance(row, Raised) else row for row in found]

    def _answers(self, frame: pd.DataFrame) -> list[Answer]:
        return _bisected(self._ask, frame)

    def _ask(self, frame: pd.DataFrame) -> list[Row]:
        features = self.layout.input_of(frame)
        columns = []
        cache: dict[tuple[str, int], Any] = {}
        for column in self.outputs:
            key = (self.roles[column.name], column.length or 1)
            if key not in cache:
                cache[key] = answer(self.estimator, features, key[0], neighbours=key[1])
            columns.append(as_output(cache[key], column))
        names = [column.name for column in self.outputs]
        return [dict(zip(names, values, strict=True)) for values in zip(*columns, strict=True)]

    def _equal_distances(self, left: float, right: float) -> bool:
        """Compare with the tolerance of the score beside the ids; 4 float32 ulps without one."""
        allowed = 4 * 2.0**-23 * max(abs(left), abs(right))
        for name, role in self.roles.items():
            if role not in ("neighbours.distance", "neighbours.similarity"):
                continue
            if role == "neighbours.similarity":
                left, right = (
                    float(similarity(self.estimator, distance)) for distance in (left, right)
                )
            tolerance = self._tolerances[name]
            largest = max(abs(left), abs(right))
            allowed = max(
                allowed,
                tolerance.abs + tolerance.rel * largest,
                tolerance.ulp * 2.0**-23 * largest,
            )
            break
        return abs(left - right) <= allowed


def _bisected(ask: Any, frame: pd.DataFrame) -> list[Any]:
    """Ask for all rows at once; halve down to the rows on which the estimator raises."""
    if len(frame) == 0:
        return []
    try:
        with warnings.catch_warnings():
            # The estimator's warnings about unknown categories are what the vectors are for.
            warnings.simplefilter("ignore")
            return list(ask(frame))
    except ExportRefused:
        raise
    except Exception as broken:  # noqa: BLE001 - the stage boundary: user code may raise anything
        if len(frame) == 1:
            first = str(broken).strip().splitlines()
            return [Raised(f"{type(broken).__name__}: {first[0] if first else ''}".rstrip(": "))]
    middle = len(frame) // 2
    head = frame.iloc[:middle].reset_index(drop=True)
    tail = frame.iloc[middle:].reset_index(drop=True)
    return [*_bisected(ask, head), *_bisected(ask, tail)]
