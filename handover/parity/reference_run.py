"""The bundle's model file on ONNX Runtime beside a backend, to tell who is wrong."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import TYPE_CHECKING

from handover.faults import HandoverError
from handover.values import Row

if TYPE_CHECKING:
    from handover.bundle import Bundle
    from handover.oracle import OnnxRuntimeOracle

Control = Callable[[Sequence[Row]], Sequence[Row] | None]


def control_of(bundle: Bundle) -> Control:
    """Return what answers rows with the model file, or None where it cannot; opened when asked."""

    @cache
    def oracle() -> OnnxRuntimeOracle | None:
        from handover.oracle import OnnxRuntimeOracle

        contract = bundle.contract
        try:
            return OnnxRuntimeOracle(
                bundle.model,
                contract.input_columns,
                contract.output_columns,
                string_missing=contract.string_missing,
            )
        except HandoverError:
            return None

    def ask(rows: Sequence[Row]) -> Sequence[Row] | None:
        from handover.oracle import RowRefused

        found = oracle()
        try:
            return None if found is None else found.answer(rows)
        except (HandoverError, RowRefused):
            return None

    return ask
