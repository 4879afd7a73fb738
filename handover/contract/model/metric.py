"""One offline metric: what it is measured on, against which threshold and which baseline."""

from __future__ import annotations

from typing import Any

from pydantic import Field, GetJsonSchemaHandler, model_validator
from pydantic_core import CoreSchema

from handover.contract.model.block import Block
from handover.contract.model.quality import Thresholds
from handover.contract.model.scalar_types import Number, Real, Text

# What `handover.metrics` can measure without being told a value.
MEASURED_BASELINES = ("last-release", "most-frequent", "most-popular", "mean")


class Baseline(Block):
    """What the metric is held against: a known name, a name with its value, or a rule column.

    ``rule`` names a column of the hold-out that holds what the manual process decided.
    """

    name: Text | None = None
    value: Number | None = None
    rule: Text | None = None

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
        return self.name or (f"rule {self.rule}" if self.rule else "given value")


class Metric(Thresholds):
    """A metric with its thresholds (``mustBe…``), its baseline and the outcome it stands for."""

    id: Text
    metric: Text | None = Field(None, description="scikit-learn's name, when the id is another")
    output: Text | None = Field(None, description="the output it judges, when there are several")
    dataset: Text | None = None
    baseline: Baseline | None = None
    min_relative_change: Real | None = Field(None, description="least gain over the baseline")
    min_absolute_change: Real | None = Field(None, description="least gain over the baseline")
    slices: tuple[Text, ...] = ()
    owner: Text | None = None
    outcome: Text | None = Field(None, description="the business outcome it is a proxy for")
    description: Text | None = None

    @property
    def function(self) -> str:
        """Return the name of the metric function: ``metric``, or else the id."""
        return self.metric or self.id

    @property
    def wants_more(self) -> bool | None:
        """True when the thresholds ask for large values, False for small, None when neither."""
        more = self.must_be_greater_than, self.must_be_greater_or_equal_to
        less = self.must_be_less_than, self.must_be_less_or_equal_to
        if any(bound is not None for bound in more):
            return True
        return False if any(bound is not None for bound in less) else None
