"""Read a hold-out: CSV or Parquet in, a pandas DataFrame in the contract's types out.

Nothing is guessed that a contract declares: a SKU "00123" stays text, a country "NA" stays text,
an empty cell is a missing value. Refused, all at once: missing or doubled columns, cells that do
not fit their declared type, empty files, unknown formats (HO101-HO107).
Raw rows for feature code come as JSON Lines (`load_raw`; HO108).
"""

from handover.holdout.loading import load_holdout
from handover.holdout.raw_rows import load_raw

__all__ = ["load_holdout", "load_raw"]
