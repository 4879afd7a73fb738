"""Open the Python backend that an address names, for one bundle."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handover.backends.address import Address
from handover.backends.backend import Implementation

if TYPE_CHECKING:
    from handover.bundle import Bundle


def open_backend(address: Address, bundle: Bundle) -> Implementation:
    """Return the backend, ready to answer rows of the bundle's columns.

    Raises
    ------
    EnvironmentMissing
        The export extra is not installed.
    UsageError
        The estimator or the feature function cannot be loaded (HU201-HU206), or the contract has
        no features (HU114).
    """
    if address.name == "features":
        from handover.backends.feature_function import FeatureFunctionStep

        return FeatureFunctionStep(bundle)
    if address.name == "onnxruntime":
        from handover.backends.onnxruntime_backend import OnnxRuntimeBackend

        return OnnxRuntimeBackend(bundle)
    from handover.backends.estimator_backend import EstimatorBackend

    return EstimatorBackend(bundle, address.options["path"])
