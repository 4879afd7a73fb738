"""Open the Python backend that an address names, for one bundle."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handover.backends.address import Address
from handover.backends.backend import Backend

if TYPE_CHECKING:
    from handover.bundle import Bundle


def open_backend(address: Address, bundle: Bundle) -> Backend:
    """Return the backend, ready to score rows of the bundle's columns.

    Raises
    ------
    EnvironmentMissing
        The export extra is not installed.
    UsageError
        The estimator cannot be loaded (HU201-HU206).
    """
    if address.name == "onnxruntime":
        from handover.backends.onnxruntime_backend import OnnxRuntimeBackend

        return OnnxRuntimeBackend(bundle)
    from handover.backends.estimator_backend import EstimatorBackend

    return EstimatorBackend(bundle, address.options["path"])
