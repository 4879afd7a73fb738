"""Business outcomes of the model, as numbers, and the experiment that shows them."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from handover.contract.model.block import Block
from handover.contract.model.scalar_types import Fraction, Number, Text


class Outcome(Block):
    """One business outcome: from a baseline to a target, and who owns it."""

    id: Text
    goal: Literal["increase", "decrease"]
    baseline: Number | None = None
    baseline_source: Text | None = None
    target: Number | None = None
    value_per_unit: Number | None = Field(None, description="worth of one unit of change")
    unit: Text | None = None
    definition: Text | None = Field(None, description="path of the SQL that yields it")
    owner: Text | None = None
    description: Text | None = None


class Control(Block):
    """The part of the traffic that goes without the model."""

    name: Text
    share: Fraction


class Experiment(Block):
    """How the outcome will be shown to move."""

    unit: Text
    control: Control | None = None
    primary: Text | None = None
    mde: Number | None = Field(None, description="minimum detectable effect")
    power: Fraction | None = None
    alpha: Fraction | None = None
    guardrails: tuple[Text, ...] = ()
    description: Text | None = None


class Business(Block):
    """Outcomes and experiment."""

    outcomes: tuple[Outcome, ...] = ()
    experiment: Experiment | None = None
