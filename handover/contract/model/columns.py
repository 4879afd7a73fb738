"""From properties to wire columns, and which answer of the estimator an output is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from handover.contract.model.model_block import Task
from handover.contract.model.schema_property import Items, Property, SchemaObject
from handover.contract.place import Path
from handover.faults import ExportRefused, Fault, Owner
from handover.values import Column, ElementType

_CARRIED = {
    ("number", "f32"): ElementType.F32,
    ("number", "f64"): ElementType.F64,
    ("integer", "i32"): ElementType.I32,
    ("integer", "i64"): ElementType.I64,
}
# ODCS 3.2 names more widths than ONNX Runtime's sklearn operators take.
NUMERIC_FORMATS: Mapping[str, tuple[str, ...]] = {
    "integer": ("i8", "i16", "i32", "i64", "i128", "u8", "u16", "u32", "u64", "u128"),
    "number": ("f16", "f32", "f64"),
}

_ROLE = re.compile(
    r"label|probability(\[(0|[1-9]\d{0,5})\])?|score|value|cluster|distances|transform"
    r"|neighbours\.(ids|distance|similarity)"
)
ROLES = (
    "label",
    "probability",
    "probability[i]",
    "score",
    "value",
    "cluster",
    "distances",
    "neighbours.ids",
    "neighbours.distance",
    "neighbours.similarity",
    "transform",
)

_SCALAR_DEFAULT = {
    "binary-classification": "probability[1]",
    "multiclass-classification": "probability[1]",
    "anomaly-detection": "score",
    "transformation": "transform",
}
_ARRAY_DEFAULT = {
    "binary-classification": "probability",
    "multiclass-classification": "probability",
    "clustering": "distances",
    "retrieval": "neighbours.distance",
    "transformation": "transform",
}
_OTHER_DEFAULT = {
    "clustering": "cluster",
    "retrieval": "neighbours.ids",
    "transformation": "transform",
}


def is_role(text: str) -> bool:
    """True for a word that names an answer of an estimator, such as ``probability[1]``."""
    return _ROLE.fullmatch(text) is not None


def default_role(column: Column, task: Task) -> str:
    """Return the role of an output that names none, by task and by the column's shape.

    Returns
    -------
    str
        One of `ROLES`; ``"value"`` for regression whatever the shape.
    """
    if task == "regression":
        return "value"
    if not column.type.is_float:
        return _OTHER_DEFAULT.get(task, "label")
    if column.length is not None:
        return _ARRAY_DEFAULT.get(task, "value")
    return _SCALAR_DEFAULT.get(task, "value")


def element_type(field: Property | Items) -> ElementType | None:
    """Return the element type that a scalar of the field has on the wire, None where none."""
    if field.logical_type in ("integer", "number"):
        return _CARRIED.get((field.logical_type, field.logical_type_options.format or ""))
    return {"string": ElementType.STRING, "boolean": ElementType.BOOL}.get(field.logical_type)


def array_length(field: Property) -> int | None:
    """Return k where ``minItems`` and ``maxItems`` are both k and above 0, else None."""
    low, high = field.logical_type_options.min_items, field.logical_type_options.max_items
    return low if low == high and low else None


def wire_column(field: Property) -> Column | Fault:
    """Return the column of a property, or the fault that says why the wire cannot carry it."""
    if field.logical_type == "array":
        element = element_type(field.items) if field.items is not None else None
        length = array_length(field)
        if element is not None and length is not None:
            return Column(field.name, element, length, nullable=not field.required)
    else:
        element = element_type(field)
        if element is not None:
            return Column(field.name, element, nullable=not field.required)
    shape: str = field.logical_type
    if field.logical_type_options.format:
        shape = f"{shape}, format={field.logical_type_options.format}"
    return Fault(
        code="HX001",
        message=f"the column {field.name} cannot be carried on the wire",
        owner=Owner.CONTRACT_AUTHOR,
        where=f"$.{field.name}",
        expected="f32, f64, i32, i64, string, boolean, or an array of them of fixed length",
        found=f"logicalType={shape}",
        next="Declare one of the carried types, and do the conversion in the feature step.",
    )


def wire_columns(objects: tuple[SchemaObject, ...]) -> tuple[Column, ...]:
    """Return the columns of all objects in order.

    Raises
    ------
    ExportRefused
        HX001 for every column of a type that ONNX inputs and the bundle do not carry (dates,
        8-bit integers, nested objects, arrays without a fixed length).
    """
    found = [wire_column(field) for _, field in fields_of(objects)]
    faults = [column for column in found if isinstance(column, Fault)]
    if faults:
        raise ExportRefused(*faults)
    return tuple(column for column in found if isinstance(column, Column))


def fields_of(objects: tuple[SchemaObject, ...]) -> Iterator[tuple[Path, Property]]:
    """Yield each column's property with its path below ``inputs`` or ``outputs``."""
    for index, schema in enumerate(objects):
        for place, field in enumerate(schema.properties):
            yield (index, "properties", place), field
