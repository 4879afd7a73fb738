"""Comparison words of ODCS, and data quality rules declared on a column."""

from __future__ import annotations

from pydantic import Field

from handover.contract.model.block import Block
from handover.contract.model.scalar_types import Number, Text


class Thresholds(Block):
    """The ``mustBe…`` words of ODCS; a value holds when all that are given hold."""

    must_be: Number | None = None
    must_not_be: Number | None = None
    must_be_greater_than: Number | None = None
    must_be_greater_or_equal_to: Number | None = None
    must_be_less_than: Number | None = None
    must_be_less_or_equal_to: Number | None = None
    must_be_between: tuple[Number, Number] | None = None
    must_not_be_between: tuple[Number, Number] | None = None

    @property
    def thresholds(self) -> dict[str, object]:
        """Return the words that are given, by their name in the file, in ODCS's order."""
        given = {
            info.alias or name: getattr(self, name)
            for name, info in Thresholds.model_fields.items()
        }
        return {word: value for word, value in given.items() if value is not None}

    def met_by(self, value: float) -> bool:
        """Tell whether a value holds all thresholds; NaN holds none.

        >>> Thresholds(must_be_greater_or_equal_to=0.31).met_by(0.31)
        True
        """
        return all(_holds(word, value, bound) for word, bound in self.thresholds.items())


def _holds(word: str, value: float, bound: object) -> bool:
    if isinstance(bound, tuple):
        low, high = bound
        within = low <= value <= high
        return within if word == "mustBeBetween" else value == value and not within
    limit: float = bound  # type: ignore[assignment]  # every other word bears one number
    return {
        "mustBe": value == limit,
        "mustNotBe": value == value and value != limit,
        "mustBeGreaterThan": value > limit,
        "mustBeGreaterOrEqualTo": value >= limit,
        "mustBeLessThan": value < limit,
        "mustBeLessOrEqualTo": value <= limit,
    }[word]


class QualityRule(Thresholds):
    """A data quality rule (ODCS ``quality``); declared here, checked by the pipeline's owner."""

    id: Text | None = None
    name: Text | None = None
    description: Text | None = None
    type: Text | None = None
    metric: Text | None = None
    rule: Text | None = None
    unit: Text | None = None
    dimension: Text | None = None
    severity: Text | None = None
    query: Text | None = None
    business_impact: Text | None = None
    schedule: Text | None = Field(None, description="cron expression or period")
    scheduler: Text | None = None
