"""Inputs of the converted estimator, and the contract columns each is made of.

skl2onnx sees float, int64 and text tensors only, each branch of a ColumnTransformer of one kind:
mixed kinds in one branch are where skl2onnx casts floats to integers without a word. The casts
from the contract's types are made by `handover.onnx_export.assembly`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Any

from handover.estimator import (
    FeatureLayout,
    branches_of,
    first_steps,
    is_chooser,
    set_branches,
)
from handover.faults import ExportRefused, Fault, Owner
from handover.values import Column, ElementType

ENCODERS = ("OneHotEncoder", "OrdinalEncoder", "TargetEncoder")


class Kind(Enum):
    """Element kind of a converted estimator's input."""

    FLOAT = "float"
    INT64 = "int64"
    STRING = "string"


@dataclass(frozen=True)
class CoreInput:
    """One input of the converted estimator: contract columns side by side, cast to one kind."""

    name: str
    kind: Kind
    columns: tuple[Column, ...]

    @property
    def width(self) -> int:
        """Number of matrix columns."""
        return sum(column.length or 1 for column in self.columns)


def plan_inputs(model: Any, layout: FeatureLayout) -> tuple[CoreInput, ...]:
    """Plan the inputs; rewrites the model's ColumnTransformers to the plan's column numbers.

    Parameters
    ----------
    model
        A conversion copy; its ColumnTransformers are changed in place.

    Raises
    ------
    ExportRefused
        HX304: steps that want columns one by one beside steps that want one matrix.
    """
    entries = list(first_steps(model))
    choosers = [step for step in entries if is_chooser(step)]
    if choosers:
        if len(choosers) != len(entries):
            raise ExportRefused(_mixed(entries))
        return _plan_columns(choosers, layout)
    kinds = {_kind(column, entries) for column in layout.columns}
    if len(kinds) == 1:
        return (CoreInput("X", kinds.pop(), layout.columns),)
    if kinds == {Kind.FLOAT, Kind.INT64}:
        return (CoreInput("X", Kind.FLOAT, layout.columns),)
    # Only encoders take text beside numbers, and skl2onnx encodes input by input.
    return tuple(
        CoreInput(f"X{index}", _kind(column, entries), (column,))
        for index, column in enumerate(layout.columns)
    )


def _plan_columns(choosers: list[Any], layout: FeatureLayout) -> tuple[CoreInput, ...]:
    owner: list[tuple[Column, int]] = [
        (column, element) for column in layout.columns for element in range(column.length or 1)
    ]
    planned: dict[tuple[str, Kind], CoreInput] = {}
    wanted: list[tuple[Any, list[tuple[str, Any, list[tuple[str, Kind, int]]]]]] = []
    for chooser in choosers:
        branches = []
        for name, member, chosen in branches_of(chooser):
            heads = [] if isinstance(member, str) else list(first_steps(member))
            cells = []
            for index in chosen:
                column, element = owner[index]
                kind = _kind(column, heads)
                planned.setdefault(
                    (column.name, kind), CoreInput(f"X{len(planned)}", kind, (column,))
                )
                cells.append((column.name, kind, element))
            branches.append((name, member, cells))
        wanted.append((chooser, branches))
    start: dict[tuple[str, Kind], int] = {}
    position = 0
    for key, core_input in planned.items():
        start[key] = position
        position += core_input.width
    for chooser, branches in wanted:
        set_branches(
            chooser,
            [
                (name, member, [start[column, kind] + element for column, kind, element in cells])
                for name, member, cells in branches
            ],
        )
    return tuple(planned.values())


def _kind(column: Column, heads: list[Any]) -> Kind:
    if column.type is ElementType.STRING:
        return Kind.STRING
    encoded = bool(heads) and all(type(head).__name__ in ENCODERS for head in heads)
    if encoded and not column.type.is_float:
        return Kind.INT64
    return Kind.FLOAT


def _mixed(entries: list[Any]) -> Fault:
    return Fault(
        "HX304",
        "a ColumnTransformer stands beside steps that take the whole matrix",
        Owner.DATA_SCIENTIST,
        expected="one ColumnTransformer in front, or none",
        found=f"steps={', '.join(type(step).__name__ for step in entries)}",
        next="Put the ColumnTransformer in front of the vote, stack or union.",
    )
