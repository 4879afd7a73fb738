"""Responsible and accountable roles for each activity (R and A of RACI)."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, WithJsonSchema

from handover.contract.model.block import Block
from handover.contract.model.scalar_types import Text


def _listed(value: object) -> object:
    return (value,) if isinstance(value, str) else value


Roles = Annotated[
    tuple[Text, ...],
    BeforeValidator(_listed),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}),
]


class Responsibility(Block):
    """One activity. A single role may be written without brackets."""

    activity: Text
    responsible: Roles = ()
    accountable: Roles = ()
    consulted: Roles = ()
    informed: Roles = ()
    channel: Text | None = None
    description: Text | None = None
