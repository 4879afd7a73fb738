"""Contracts of a few columns, written as `name: type` pairs."""

from handover.contract.model import (
    Artifact,
    EnumValue,
    Items,
    LogicalTypeOptions,
    ModelBlock,
    ModelContract,
    Property,
    SchemaObject,
)

_LOGICAL = {"f32": "number", "f64": "number", "i32": "integer", "i64": "integer"}


def small_contract(inputs, outputs, *, rules=None, **artifact):
    """Build a contract.

    ``inputs`` maps names to ``f32``, ``f32?`` (nullable) or ``f32[4]``; ``outputs`` likewise with
    the role behind a blank: ``f32 probability[1]``. ``rules`` maps a name to options of its input
    (``enum``, ``minimum``, …).
    """
    rules = rules or {}
    asked = [_property(name, text, rules.get(name, {})) for name, text in inputs.items()]
    answered = []
    for name, text in outputs.items():
        form, _, role = text.partition(" ")
        answered.append(_property(name, form, {}, role=role or None))
    return ModelContract(
        id="small",
        name="small",
        version="1.0.0",
        status="draft",
        inputs=(SchemaObject(name="asked", properties=tuple(asked)),),
        outputs=(SchemaObject(name="answered", properties=tuple(answered)),),
        model=ModelBlock(task="regression", artifact=Artifact(**artifact)),
    )


def _property(name, text, rules, *, role=None):
    required = not text.endswith("?")
    text = text.rstrip("?")
    form, _, length = text.rstrip("]").partition("[")
    logical = {"string": "string", "bool": "boolean"}.get(form, _LOGICAL.get(form))
    number = {"format": form} if form in _LOGICAL else {}
    enum = rules.get("enum")
    bounds = {key: value for key, value in rules.items() if key != "enum"}
    values = tuple(EnumValue(value=value) for value in enum) if enum else None
    if length:
        return Property(
            name=name,
            logical_type="array",
            required=required,
            transform_logic=role,
            logical_type_options=LogicalTypeOptions(min_items=int(length), max_items=int(length)),
            items=Items(
                logical_type=logical, logical_type_options=LogicalTypeOptions(**number, **bounds)
            ),
        )
    return Property(
        name=name,
        logical_type=logical,
        required=required,
        transform_logic=role,
        enum=values,
        logical_type_options=LogicalTypeOptions(**number, **bounds),
    )
