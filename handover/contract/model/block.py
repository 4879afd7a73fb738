"""Base of every contract block: a frozen value, camelCase outside, no unknown keys."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict
from pydantic.alias_generators import to_camel


class Block(BaseModel):
    """A frozen mapping of the contract.

    Python code builds blocks by snake_case names; a file is read by camelCase names alone
    (`handover.contract.reading` and `ModelContract.from_document` see to that).
    """

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        alias_generator=to_camel,
        validate_by_name=True,
        validate_by_alias=True,
        serialize_by_alias=True,
    )
