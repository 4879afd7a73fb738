"""Promises of service (ODCS ``slaProperties``)."""

from __future__ import annotations

from pydantic import Field

from handover.contract.model.block import Block
from handover.contract.model.scalar_types import Scalar, Text


class SlaProperty(Block):
    """One promise. ODCS's ``latency`` is the age of data; a request's time is responseTimeP99."""

    property: Text
    value: Scalar
    id: Text | None = None
    value_ext: Scalar | None = None
    unit: Text | None = None
    element: Text | None = Field(None, description="object, object.column or column it speaks of")
    driver: Text | None = None
    description: Text | None = None
    schedule: Text | None = None
    scheduler: Text | None = None
