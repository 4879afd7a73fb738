"""A property of an ODCS schema object: one column of the model's inputs or outputs."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from handover.contract.model.block import Block
from handover.contract.model.description import AuthoritativeDefinition, CustomProperty
from handover.contract.model.quality import QualityRule
from handover.contract.model.scalar_types import (
    ColumnName,
    Count,
    Flag,
    Number,
    Scalar,
    Text,
)

LogicalType = Literal[
    "string",
    "date",
    "timestamp",
    "time",
    "number",
    "integer",
    "object",
    "array",
    "boolean",
]


class LogicalTypeOptions(Block):
    """Format and bounds of a logical type; a bound is compared in the column's own type."""

    format: Text | None = Field(None, description="f32, f64, i32 or i64 for numbers")
    minimum: Number | None = None
    maximum: Number | None = None
    exclusive_minimum: Number | None = None
    exclusive_maximum: Number | None = None
    multiple_of: Number | None = None
    min_length: Count | None = Field(None, description="in Unicode code points")
    max_length: Count | None = Field(None, description="in Unicode code points")
    min_items: Count | None = None
    max_items: Count | None = None
    unique_items: Flag | None = None
    pattern: Text | None = None
    timezone: Flag | None = None
    default_timezone: Text | None = None


class EnumValue(Block):
    """One allowed value."""

    value: Scalar
    description: Text | None = None


class _Field(Block):
    logical_type: LogicalType
    logical_type_options: LogicalTypeOptions = LogicalTypeOptions()
    description: Text | None = None
    business_name: Text | None = None
    physical_type: Text | None = None
    enum: tuple[EnumValue, ...] | None = None
    items: Items | None = Field(None, description="what an array holds")
    properties: tuple[Property, ...] | None = Field(None, description="what an object holds")
    quality: tuple[QualityRule, ...] = ()
    tags: tuple[Text, ...] = ()
    custom_properties: tuple[CustomProperty, ...] = ()


class Items(_Field):
    """The element of an array."""


class Property(_Field):
    """A named column."""

    name: ColumnName
    id: Text | None = None
    physical_name: Text | None = None
    required: Flag = Field(default=False, description="true: never null")
    unique: Flag | None = None
    primary_key: Flag | None = None
    classification: Text | None = Field(None, description="public, internal, pii, sensitive, …")
    deprecated: Flag | None = None
    critical_data_element: Flag | None = None
    examples: tuple[Scalar, ...] = ()
    transform_source_objects: tuple[Text, ...] = ()
    transform_logic: Text | None = Field(
        None,
        description="Of an output: which answer of the estimator it is, such as probability[1]",
    )
    transform_description: Text | None = None
    authoritative_definitions: tuple[AuthoritativeDefinition, ...] = ()


class SchemaObject(Block):
    """A group of columns (ODCS schema object)."""

    name: ColumnName
    logical_type: Literal["object"] = "object"
    properties: tuple[Property, ...] = Field(min_length=1)
    id: Text | None = None
    physical_name: Text | None = None
    physical_type: Text | None = None
    business_name: Text | None = None
    description: Text | None = None
    data_granularity_description: Text | None = None
    quality: tuple[QualityRule, ...] = ()
    tags: tuple[Text, ...] = ()
    authoritative_definitions: tuple[AuthoritativeDefinition, ...] = ()
    custom_properties: tuple[CustomProperty, ...] = ()


_Field.model_rebuild()
Items.model_rebuild()
Property.model_rebuild()
SchemaObject.model_rebuild()
