"""Hypothesis strategies for the rows of a contract: valid ones, and ones that break a named rule.

In: a contract. Out: strategies of wire rows and of raw rows. Nothing here needs an estimator.
"""

from handover.strategies.raw_rows import valid_raw_rows
from handover.strategies.rows import invalid_rows, valid_cells, valid_rows

__all__ = ["invalid_rows", "valid_cells", "valid_raw_rows", "valid_rows"]
