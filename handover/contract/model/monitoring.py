"""Signals watched in production, divided by the role that can judge them."""

from __future__ import annotations

from typing import Any

from pydantic import GetJsonSchemaHandler, model_validator
from pydantic_core import CoreSchema

from handover.contract.model.block import Block
from handover.contract.model.scalar_types import Number, Text


class Signal(Block):
    """One signal: a name, or a drift measure with the levels at which to warn and to page."""

    name: Text | None = None
    drift: Text | None = None
    warn: Number | None = None
    page: Number | None = None
    definition: Text | None = None
    description: Text | None = None
    owner: Text | None = None

    @model_validator(mode="before")
    @classmethod
    def _from_name(cls, given: object) -> object:
        return {"name": given} if isinstance(given, str) else given

    @classmethod
    def __get_pydantic_json_schema__(
        cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {"anyOf": [{"type": "string"}, handler(core_schema)]}

    @property
    def label(self) -> str:
        """Return how reports call it."""
        return self.name or (f"drift {self.drift}" if self.drift else "signal")


class SignalGroup(Block):
    """Signals with one owner and one place where alerts go."""

    owner: Text | None = None
    channel: Text | None = None
    signals: tuple[Signal, ...] = ()


class Monitoring(Block):
    """Three owners, three dashboards."""

    data: SignalGroup | None = None
    model: SignalGroup | None = None
    business: SignalGroup | None = None
