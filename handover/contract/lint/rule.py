"""A lint rule: one entry with its id, a bad example, the fix, and how it is found."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from handover.contract.lint.finding import Severity
from handover.contract.model import Items, ModelContract, Property
from handover.contract.model.columns import fields_of
from handover.contract.model.raw_fields import nested_fields
from handover.contract.observation import Observation
from handover.contract.place import Path
from handover.faults import Owner


@dataclass(frozen=True)
class Subject:
    """What rules judge: the contract, on a day (evidence ages)."""

    contract: ModelContract
    today: datetime.date

    def inputs(self) -> Iterator[tuple[Path, Property]]:
        """Yield every input property with its path."""
        for path, field in fields_of(self.contract.inputs):
            yield ("inputs", *path), field

    def outputs(self) -> Iterator[tuple[Path, Property]]:
        """Yield every output property with its path."""
        for path, field in fields_of(self.contract.outputs):
            yield ("outputs", *path), field

    def fields(self) -> Iterator[tuple[Path, Property]]:
        """Yield every property of inputs, then outputs."""
        yield from self.inputs()
        yield from self.outputs()

    def raw(self) -> Iterator[tuple[Path, Property, Property | Items]]:
        """Yield every property of the raw rows, however deep, and what a value is made of."""
        stage = self.contract.features
        for index, schema in enumerate(stage.inputs if stage else ()):
            yield from nested_fields(schema.properties, ("features", "inputs", index, "properties"))


@dataclass(frozen=True)
class Example:
    """A defect to plant: ``text`` is the YAML that ``at`` would hold; at ``$`` it is lines."""

    at: str
    text: str

    def __str__(self) -> str:
        return self.text if self.at == "$" else f"{self.at}: {self.text}"


Check = Callable[[Subject], Iterable[Observation]]


@dataclass(frozen=True)
class Rule:
    """One rule; its id is never reused once published.

    ``check`` is None where the reader or the types find the breach. ``refuses_load`` tells whether
    `handover.load` refuses the contract, too: later stages could not work with it.
    """

    id: str
    name: str
    severity: Severity
    summary: str
    example: Example
    fix: str
    owner: Owner = Owner.CONTRACT_AUTHOR
    check: Check | None = None
    refuses_load: bool = False

    @property
    def bad(self) -> str:
        """The example as text."""
        return str(self.example)
