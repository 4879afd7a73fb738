"""Description of the model in prose, with links to more of it (ODCS names)."""

from __future__ import annotations

from pydantic import Field

from handover.contract.model.block import Block
from handover.contract.model.scalar_types import JsonTree, Text


class AuthoritativeDefinition(Block):
    """A link to where something is defined; never fetched."""

    url: Text
    type: Text
    id: Text | None = None
    description: Text | None = None


class CustomProperty(Block):
    """What another tool keeps in the contract; carried along, never read."""

    property: Text
    value: JsonTree = None
    id: Text | None = None
    vendor: Text | None = None
    description: Text | None = None


class Description(Block):
    """Purpose, usage and limitations, each a sentence or two."""

    purpose: Text | None = Field(None, description="What the model is for")
    usage: Text | None = Field(None, description="Where its answers are used")
    limitations: Text | None = Field(None, description="What it must not be used for")
    authoritative_definitions: tuple[AuthoritativeDefinition, ...] = ()
    custom_properties: tuple[CustomProperty, ...] = ()
