"""The label: the column of the hold-out that the model is judged by, absent when serving."""

from __future__ import annotations

from pydantic import Field

from handover.contract.model.block import Block
from handover.contract.model.scalar_types import Count, Text


class Label(Block):
    """The target column."""

    name: Text = Field(description="column of the hold-out that holds the truth")
    maturity_days: Count | None = Field(None, description="days until the truth is known")
    group: Text | None = Field(
        None, description="column whose equal values form one query (retrieval metrics)"
    )
    description: Text | None = None
