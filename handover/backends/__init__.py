"""Backends by address: what a backend is, and the ones that run in this process.

In: an address such as ``python:estimator,path=model.joblib``. Out: a `Backend` that answers rows.
Refused: an unknown address (HU111-HU113). Backends on the JVM are reached by `handover.jvm`.
"""

from handover.backends.address import Address, parse_address
from handover.backends.backend import (
    Backend,
    BackendInfo,
    FeatureStep,
    Implementation,
    RejectedInput,
)
from handover.backends.opening import open_backend

__all__ = [
    "Address",
    "Backend",
    "BackendInfo",
    "FeatureStep",
    "Implementation",
    "RejectedInput",
    "open_backend",
    "parse_address",
]
