"""Contracts for tests, written as a person would, in few words."""

from __future__ import annotations

from typing import Any

from handover.contract import ModelContract

_LOGICAL = {"f32": "number", "f64": "number", "i32": "integer", "i64": "integer"}


def field(name: str, kind: str = "f32", **words: Any) -> dict[str, Any]:
    """Spell one property; ``kind`` is f32, f64, i32, i64, string or boolean.

    ``length`` makes an array of it; ``enum`` takes plain values; the rest are ODCS words, put
    where ODCS wants them.
    """
    options = {
        key: words.pop(key)
        for key in (
            "minimum",
            "maximum",
            "exclusiveMinimum",
            "exclusiveMaximum",
            "minLength",
            "maxLength",
        )
        if key in words
    }
    length = words.pop("length", None)
    enum = words.pop("enum", None)
    spelled: dict[str, Any] = {"logicalType": _LOGICAL.get(kind, kind)}
    if kind in _LOGICAL:
        options["format"] = kind
    if options:
        spelled["logicalTypeOptions"] = options
    if enum is not None:
        spelled["enum"] = [{"value": value} for value in enum]
    if length is not None:
        spelled = {
            "logicalType": "array",
            "items": spelled,
            "logicalTypeOptions": {"minItems": length, "maxItems": length},
        }
    return {"name": name, "required": True, **spelled, **words}


def contract(
    inputs: list[dict[str, Any]],
    outputs: list[dict[str, Any]],
    *,
    task: str = "binary-classification",
    **blocks: Any,
) -> ModelContract:
    """Build a contract; ``blocks`` are further blocks by their names in the file."""
    return ModelContract.model_validate(
        {
            "apiVersion": "handover/v1",
            "kind": "ModelContract",
            "id": "tests.model",
            "version": "1.0.0",
            "name": "model",
            "status": "draft",
            "inputs": [{"name": "row", "logicalType": "object", "properties": inputs}],
            "outputs": [{"name": "answer", "logicalType": "object", "properties": outputs}],
            "model": {
                "task": task,
                "runtime": {"allowed": ["onnxruntime-jvm"], "chosen": "onnxruntime-jvm"},
                "artifact": {"format": "onnx"},
            },
            **blocks,
        }
    )


PROBA = field("proba", "f32")
LABEL = field("label", "i64")
