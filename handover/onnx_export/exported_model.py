"""Result of an export: the ONNX bytes and all that a bundle records about them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from handover.values import Column

if TYPE_CHECKING:
    from handover.contract import ModelContract


@dataclass(frozen=True)
class Acceptance:
    """A known deviation that a person accepted, with their reason; shown by every report."""

    id: str
    reason: str
    what: str

    def to_json(self) -> dict[str, str]:
        """Return the entry of ``manifest.json``'s ``accepted``."""
        return {"id": self.id, "reason": self.reason, "what": self.what}


@dataclass(frozen=True)
class ExportedModel:
    """An ONNX model whose inputs and outputs are the contract's columns, by name and in order.

    ``roles`` maps each output column to the answer of the estimator that it is, such as
    ``probability[1]``. ``classes`` are the estimator's class labels in probability order, empty
    without classes. ``produced_by`` maps package names to versions; ``profile`` is the
    determinism profile of ``manifest.json``.
    """

    onnx: bytes
    inputs: tuple[Column, ...]
    outputs: tuple[Column, ...]
    roles: Mapping[str, str]
    classes: tuple[object, ...]
    produced_by: Mapping[str, str]
    profile: Mapping[str, object]
    accepted: tuple[Acceptance, ...] = ()


def exported_again(
    contract: ModelContract, onnx: bytes, manifest: Mapping[str, Any]
) -> ExportedModel:
    """Return the exported model that a bundle holds, as far as drawing needs it."""
    return ExportedModel(
        onnx=onnx,
        inputs=contract.input_columns,
        outputs=contract.output_columns,
        roles={column.name: contract.role(column.name) for column in contract.output_columns},
        classes=(),
        produced_by=manifest["producedBy"],
        profile=manifest["profile"],
    )
