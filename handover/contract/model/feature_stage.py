"""The ``features`` block: the step from raw rows to the model's inputs, and how it is compared."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

from handover.contract.model.block import Block
from handover.contract.model.parity import ToleranceDeclaration
from handover.contract.model.scalar_types import ColumnName, Count
from handover.contract.model.schema_property import SchemaObject


def _function(value: object) -> object:
    module, colon, name = value.partition(":") if isinstance(value, str) else ("", "", "")
    if not colon or not name.isidentifier() or not all(map(str.isidentifier, module.split("."))):
        raise PydanticCustomError("expected", "expected package.module:function")
    return value


class RawVectorPlan(Block):
    """What is drawn for the stage."""

    count: Count = Field(200, description="how many given raw rows to keep as vectors")


class FeatureStage(Block):
    """How raw rows become the model's inputs, where both sides have code for it.

    ``oracle`` names the data scientist's Python function: it takes one raw row as a dict and
    returns the model's inputs by name. Features are compared bit by bit where ``tolerance`` says
    nothing else: a feature one step off takes another branch of a tree.
    """

    oracle: Annotated[str, BeforeValidator(_function)] = Field(
        description="package.module:function, from a raw row to the model's inputs"
    )
    inputs: tuple[SchemaObject, ...] = Field(min_length=1)
    tolerance: Mapping[ColumnName, ToleranceDeclaration] = {}
    vectors: RawVectorPlan = RawVectorPlan()
