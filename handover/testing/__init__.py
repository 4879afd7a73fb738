"""For test suites: the pytest plugin and Hypothesis strategies for a contract's rows.

In come contracts, bundles and backends named in the ini file; out go test items. The plugin
imports neither onnx nor py4j nor scikit-learn when pytest loads it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from handover.fuzzing.parity_rows import parity_rows
    from handover.strategies import invalid_rows, valid_raw_rows, valid_rows

__all__ = ["invalid_rows", "parity_rows", "valid_raw_rows", "valid_rows"]


def __getattr__(name: str) -> object:
    if name == "parity_rows":
        from handover.fuzzing.parity_rows import parity_rows

        return parity_rows
    if name == "valid_raw_rows":
        from handover.strategies import valid_raw_rows

        return valid_raw_rows
    if name in __all__:
        from handover import strategies

        return getattr(strategies, name)
    raise AttributeError(f"module 'handover.testing' has no attribute {name!r}")
