"""HC201-HC210: the columns, their types, ranges and allowed values.

HC206-HC209 complete the family beyond the first five: an output whose answer does not fit its type,
two columns of one name, a null the wire cannot carry, an array without a fixed length.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches

from handover.contract.lint.finding import Severity
from handover.contract.lint.output_roles import role_type
from handover.contract.lint.rule import Example, Rule, Subject
from handover.contract.model import NUMERIC_FORMATS, Items, LogicalTypeOptions, Property
from handover.contract.model.columns import array_length, element_type
from handover.contract.model.raw_fields import not_carried
from handover.contract.observation import Observation
from handover.contract.place import Path
from handover.values import ElementType

_OPTIONS = "logicalTypeOptions"
# Largest integer up to which float32 holds every integer.
_F32_EXACT = 2**24
_PERSONAL = frozenset({"pii", "personal", "personal-data", "sensitive", "special-category"})
_PLAIN = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_FORMAT_NAMES = {
    "float": "f64",
    "float32": "f32",
    "float64": "f64",
    "double": "f64",
    "int": "i64",
    "int32": "i32",
    "int64": "i64",
    "long": "i64",
}


def _scalars(subject: Subject) -> Iterator[tuple[Path, Property | Items]]:
    """Yield every property that is a scalar, and the items of every array."""
    for path, field in subject.fields():
        if field.logical_type == "array":
            if field.items is not None:
                yield (*path, "items"), field.items
        else:
            yield path, field
    for path, field, of in subject.raw():
        if of.logical_type not in ("array", "object"):
            yield (path if of is field else (*path, "items")), of


def _declared(subject: Subject) -> Iterator[tuple[Path, Property]]:
    """Yield every property of inputs, outputs and raw rows."""
    yield from subject.fields()
    yield from ((path, field) for path, field, _ in subject.raw())


def _min_over_max(subject: Subject) -> Iterator[Observation]:
    for path, field in _scalars(subject):
        yield from _empty_range(path, field.logical_type_options)
        if field.enum is not None and not field.enum:
            yield Observation("HC201", (*path, "enum"), "the enum allows no value", found="enum=[]")
    for path, field in _declared(subject):
        options = field.logical_type_options
        for low, high in (("min_length", "max_length"), ("min_items", "max_items")):
            least, most = getattr(options, low), getattr(options, high)
            if least is not None and most is not None and least > most:
                yield _range_observation(path, (low, least), (high, most))


def _empty_range(path: Path, options: LogicalTypeOptions) -> Iterator[Observation]:
    lows = [
        (name, value)
        for name in ("minimum", "exclusive_minimum")
        if (value := getattr(options, name)) is not None
    ]
    highs = [
        (name, value)
        for name in ("maximum", "exclusive_maximum")
        if (value := getattr(options, name)) is not None
    ]
    for low in lows:
        for high in highs:
            strict = "exclusive" in low[0] or "exclusive" in high[0]
            if low[1] > high[1] or (strict and low[1] == high[1]):
                yield _range_observation(path, low, high)
                return


def _range_observation(path: Path, low: tuple[str, float], high: tuple[str, float]) -> Observation:
    low_key, high_key = (_camel(name) for name, _ in (low, high))
    return Observation(
        "HC201",
        (*path, _OPTIONS, low_key),
        f"no value lies between {low_key} {low[1]} and {high_key} {high[1]}",
        expected=f"{low_key} <= {high_key}",
        found=f"{low_key}={low[1]}, {high_key}={high[1]}",
    )


def _camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(map(str.capitalize, rest))


def _enum_type(subject: Subject) -> Iterator[Observation]:
    for path, field in _scalars(subject):
        element = element_type(field)
        if element is None:
            continue
        for index, item in enumerate(field.enum or ()):
            if not _fits(item.value, element):
                yield Observation(
                    "HC202",
                    (*path, "enum", index, "value"),
                    f"the allowed value {item.value!r} is no {element.value}",
                    expected=f"type={element.value}",
                    found=f"value={item.value!r}",
                )


def _fits(value: object, element: ElementType) -> bool:
    if element is ElementType.BOOL:
        return isinstance(value, bool)
    if element is ElementType.STRING:
        return isinstance(value, str)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    if element.is_float:
        return True
    low, high = element.integer_range
    return isinstance(value, int) and low <= value <= high


def _format_missing(subject: Subject) -> Iterator[Observation]:
    for path, field in _scalars(subject):
        given = field.logical_type_options.format
        formats = NUMERIC_FORMATS.get(field.logical_type, ())
        if not formats or given in formats:
            continue
        if given is None:
            yield Observation(
                "HC203",
                path,
                f"a {field.logical_type} without format",
                expected="format=i64" if field.logical_type == "integer" else "format=f32",
            )
            continue
        near = _FORMAT_NAMES.get(given.lower())
        if near not in formats:
            near = next(iter(get_close_matches(given, formats, n=1)), None)
        yield Observation(
            "HC203",
            (*path, _OPTIONS, "format"),
            f"{given} is no format of a {field.logical_type}",
            expected=f"one of {', '.join(formats)}",
            found=f"format={given}",
            next=f"Did you mean {near}?" if near else None,
        )


def _f32_integers(subject: Subject) -> Iterator[Observation]:
    for path, field in _scalars(subject):
        options = field.logical_type_options
        if options.format != "f32":
            continue
        beyond = [
            (name, value)
            for name in ("minimum", "maximum", "exclusive_minimum", "exclusive_maximum")
            if (value := getattr(options, name)) is not None and abs(value) > _F32_EXACT
        ]
        if beyond:
            name, value = beyond[0]
            yield Observation(
                "HC204",
                (*path, _OPTIONS, _camel(name)),
                "float32 skips integers beyond 2^24 = 16777216",
                expected=f"|{_camel(name)}| <= {_F32_EXACT}",
                found=f"{_camel(name)}={value}",
            )


def _pii_field(subject: Subject) -> Iterator[Observation]:
    evidence = any(
        item.check in ("evidence", "sign-off") and "privacy" in item.id.lower()
        for item in subject.contract.definition_of_done
    )
    if evidence:
        return
    for path, field in _declared(subject):
        if field.classification and field.classification.lower() in _PERSONAL:
            yield Observation(
                "HC205",
                (*path, "classification"),
                f"{field.name} is personal data and nothing shows that it may be used",
                expected="an item of definitionOfDone named privacy, check: evidence or sign-off",
                found=f"classification={field.classification}",
            )


def _column_name(subject: Subject) -> Iterator[Observation]:
    seen: dict[str, str] = {}
    for path, field in subject.fields():
        side = str(path[0])
        if field.name in seen:
            yield Observation(
                "HC207",
                (*path, "name"),
                f"the name {field.name} stands in {seen[field.name]} already",
                expected="every input and output column with a name of its own",
                found=f"name={field.name}",
            )
        seen.setdefault(field.name, side)
    places: set[tuple[Path, str]] = set()
    for path, field, _ in subject.raw():
        # Objects of features.inputs are one row: their fields share one level of names.
        level = path[:-1] if len(path) > 5 else path[:2]
        if (level, field.name) in places:
            yield Observation(
                "HC207",
                (*path, "name"),
                f"two fields of the raw row are called {field.name}",
                expected="every field of an object with a name of its own",
                found=f"name={field.name}",
            )
        places.add((level, field.name))


def _null_on_wire(subject: Subject) -> Iterator[Observation]:
    for path, field in subject.inputs():
        if field.required:
            continue
        is_array = field.logical_type == "array"
        element = element_type(field)
        if is_array or (
            element is not None and (element.is_integer or element is ElementType.BOOL)
        ):
            what = "array" if is_array else field.logical_type_options.format or "boolean"
            yield Observation(
                "HC208",
                path,
                f"{field.name} may be null, and {what} has no null on the wire",
                expected="required=true, or format=f32 where null is NaN",
                found="required=false",
            )


def _column_shape(subject: Subject) -> Iterator[Observation]:
    for path, field in subject.fields():
        if field.logical_type != "array":
            continue
        if field.items is None:
            yield Observation("HC209", path, f"the array {field.name} does not say what it holds")
        elif array_length(field) is None:
            options = field.logical_type_options
            yield Observation(
                "HC209",
                path,
                f"the array {field.name} has no fixed length",
                expected="minItems = maxItems = k",
                found=f"minItems={options.min_items}, maxItems={options.max_items}",
            )


def _raw_field(subject: Subject) -> Iterator[Observation]:
    for path, field, of in subject.raw():
        why = not_carried(of)
        if why is not None:
            yield Observation(
                "HC210",
                (*path, "logicalType"),
                f"the raw field {field.name} is {why}",
                expected="a number, string, boolean, object, or an array of such",
                found=f"logicalType={field.logical_type}",
            )
        if not _PLAIN.fullmatch(field.name):
            yield Observation(
                "HC210",
                (*path, "name"),
                f"the raw field {field.name!r} cannot stand in a place such as events[2].kind",
                expected="letters, digits and _, beginning with a letter or _",
                found=f"name={field.name}",
            )


COLUMN_RULES = (
    Rule(
        id="HC201",
        name="min-over-max",
        severity=Severity.ERROR,
        summary="minimum above maximum, also of lengths; an empty enum",
        example=Example(
            "inputs[0].properties[0].logicalTypeOptions", "{format: i64, minimum: 10, maximum: 1}"
        ),
        fix="Correct the bounds; as they are, every row is refused.",
        check=_min_over_max,
        refuses_load=True,
    ),
    Rule(
        id="HC202",
        name="enum-type",
        severity=Severity.ERROR,
        summary="an allowed value that is no value of the column's type",
        example=Example("inputs[0].properties[0].enum", "[{value: one}]"),
        fix="Write the value in the column's type, quotes for text, none for numbers.",
        check=_enum_type,
        refuses_load=True,
    ),
    Rule(
        id="HC203",
        name="format-missing",
        severity=Severity.ERROR,
        summary="a number without format, or with one that is none; bit width decides parity",
        example=Example("inputs[0].properties[0].logicalTypeOptions", "{minimum: 0}"),
        fix="Add logicalTypeOptions.format: f32 for measured values, i64 for counts and ids.",
        check=_format_missing,
        refuses_load=True,
    ),
    Rule(
        id="HC204",
        name="f32-integers",
        severity=Severity.WARNING,
        summary="float32 that carries integers beyond 2^24: ids and timestamps collapse",
        example=Example(
            "inputs[0].properties[1].logicalTypeOptions", "{format: f32, minimum: 0, maximum: 2e9}"
        ),
        fix="Declare f64 or i64, or narrow the range.",
        check=_f32_integers,
    ),
    Rule(
        id="HC205",
        name="pii-field",
        severity=Severity.ERROR,
        summary="personal data by classification without evidence of privacy review",
        example=Example("inputs[0].properties[0].classification", "pii"),
        fix="Add {id: privacy, check: evidence, evidence: docs/privacy.md} to definitionOfDone.",
        check=_pii_field,
    ),
    Rule(
        id="HC206",
        name="role-type",
        severity=Severity.ERROR,
        summary="transformLogic of an output that is unknown, or does not fit its type or the task",
        example=Example("outputs[0].properties[0].transformLogic", "neighbours.ids"),
        fix="Name the answer of the estimator that the output is, or change its type.",
        check=role_type,
        refuses_load=True,
    ),
    Rule(
        id="HC207",
        name="column-name",
        severity=Severity.ERROR,
        summary="two columns of one name; inputs and outputs share the names of one ONNX graph",
        example=Example("inputs[0].properties[0].name", "device"),
        fix="Rename one of the two.",
        check=_column_name,
        refuses_load=True,
    ),
    Rule(
        id="HC208",
        name="null-on-wire",
        severity=Severity.WARNING,
        summary="an integer, boolean or array input that may be null; export refuses it",
        example=Example("inputs[0].properties[0].required", "false"),
        fix="Set required: true, or declare f32 or f64, where null is NaN.",
        check=_null_on_wire,
    ),
    Rule(
        id="HC209",
        name="column-shape",
        severity=Severity.ERROR,
        summary="an array without items or without a fixed length",
        example=Example("inputs[0].properties[0].logicalType", "array"),
        fix="Give items, and minItems and maxItems of the same value.",
        check=_column_shape,
        refuses_load=True,
    ),
    Rule(
        id="HC210",
        name="raw-field",
        severity=Severity.ERROR,
        summary="a field of the raw row that no vector can carry, or whose name is no plain word",
        example=Example(
            "features",
            "{oracle: 'shop.features:row', inputs: [{name: raw, properties: "
            "[{name: at, logicalType: timestamp}]}]}",
        ),
        fix="Carry times as i64 milliseconds or as text; take arrays of arrays apart into objects.",
        check=_raw_field,
        refuses_load=True,
    ),
)
