"""Subject of mutation: a model file with its contract, and the rows that it allows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from handover.contract import check_row
from handover.drawing import Ground, crosses, file_categories
from handover.onnx_file import load_model
from handover.oracle import FileOracle
from handover.row_space.cells import Codes, WireSpace, wire_space
from handover.testvectors import Expected, TestVector
from handover.values import ElementType, Row
from handover.values.row import Scalar

if TYPE_CHECKING:
    import onnx

    from handover.contract import ModelContract


@dataclass(frozen=True)
class MutatedModel:
    """A model, its contract, its wire space, and rows to start a search from.

    ``base`` holds codes of rows that the contract allows, shape (rows, cells), at least one.
    """

    contract: ModelContract
    model: onnx.ModelProto
    space: WireSpace
    base: Codes
    seed: int

    def accepts(self, row: Row) -> bool:
        """Say whether the contract's input rules let a row pass."""
        return crosses(row) and not check_row(self.contract, row)

    @property
    def missing(self) -> dict[str, Any]:
        """The float inputs, each with the numpy type that replaces a missing value, or None."""
        kinds = {ElementType.F32: np.float32, ElementType.F64: np.float64}
        return {
            column.name: kinds[column.type] if column.nullable else None
            for column in self.contract.input_columns
            if column.type in kinds
        }


def mutated_model_of_context(ground: Ground, onnx_bytes: bytes, *, most: int) -> MutatedModel:
    """Take the wire space and the hold-out that vectors are drawn from."""
    order = ground.rng("mutation").permutation(len(ground.codes))[:most]
    return MutatedModel(
        ground.contract,
        _model(onnx_bytes),
        ground.space,
        ground.codes[np.sort(order)],
        ground.seed,
    )


def mutated_model_of_bundle(
    contract: ModelContract, onnx_bytes: bytes, vectors: Sequence[TestVector], *, seed: int
) -> MutatedModel:
    """Tell the wire space from the contract, the file's encoders and the vectors alone.

    The base rows are the vectors that the space can spell: of a text without an ``enum`` it knows
    the values that encoders or vectors name, and one that nobody knows.
    """
    model = _model(onnx_bytes)
    rows = [
        dict(each.input)
        for each in vectors
        if isinstance(each.expected, Expected) and each.stage == "model"
    ]
    seen: dict[str, list[Scalar]] = {}
    for column in contract.input_columns:
        if column.type is ElementType.STRING and column.length is None:
            texts: list[Any] = [row[column.name] for row in rows]
            seen[column.name] = list(dict.fromkeys(t for t in texts if isinstance(t, str)))
    rules = {column.name: contract.rules(column.name) for column in contract.input_columns}
    oracle = FileOracle(onnx_bytes, contract)
    known = file_categories(oracle, rows, contract.input_columns)  # type: ignore[arg-type]  # wire rows
    space = wire_space(contract.input_columns, rules, known, seen)
    codes = space.encode(rows)  # type: ignore[arg-type]  # answered rows are wire rows
    spelled = space.rows(codes)
    same = [_same(one, other) for one, other in zip(spelled, rows, strict=True)]
    base = codes[np.array(same, dtype=bool)]
    if not len(base):
        middle = [min(max(0, cell.low), cell.high) for cell in space.cells]
        base = np.array([middle], dtype=np.int64)
    return MutatedModel(contract, model, space, base, seed)


def _model(onnx_bytes: bytes) -> onnx.ModelProto:
    return load_model(onnx_bytes)


def _same(one: Row, other: Mapping[str, object]) -> bool:
    return all(repr(value) == repr(other[name]) for name, value in one.items())
