"""``python:features``: the feature function that the contract names, as it can be imported here.

Shows that the function still does what it did at export, or what another pandas or Python makes of
it.
"""

from __future__ import annotations

import platform
from collections.abc import Sequence
from typing import TYPE_CHECKING

from handover.backends.backend import BackendInfo
from handover.faults import Fault, Owner, UsageError
from handover.oracle import FeatureOracle, Raised
from handover.values import Row
from handover.values.raw_field import RawRow

if TYPE_CHECKING:
    from handover.bundle import Bundle


class FeatureFunctionRaised(Exception):
    """The feature function raised on a raw row; the text is its own first line."""


class FeatureFunctionStep:
    """Asks the function row by row."""

    def __init__(self, bundle: Bundle) -> None:
        contract = bundle.contract
        if contract.features is None:
            raise UsageError(
                Fault(
                    "HU114",
                    "the contract of the bundle has no features",
                    Owner.BACKEND_OWNER,
                    found="backend=python:features",
                    next="Verify a backend that answers for the model.",
                )
            )
        self._oracle = FeatureOracle(contract)
        self.info = BackendInfo(
            name=contract.features.oracle, version=f"Python {platform.python_version()}"
        )

    def features(self, rows: Sequence[RawRow]) -> list[Row]:
        """Return the features of every row; FeatureFunctionRaised when the function does."""
        found: list[Row] = []
        for row in rows:
            answer = self._oracle.answer(row)
            if isinstance(answer, Raised):
                raise FeatureFunctionRaised(answer.message)
            found.append(answer)
        return found

    def close(self) -> None:
        """Nothing to release."""
