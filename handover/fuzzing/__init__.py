"""Differential fuzzing across the bridge: rows that nobody thought of, answered by both sides.

In: a bundle and the address of a backend. Out: the smallest rows on which the backend differs from
the bundle's model file, and, promoted, a bundle that holds them as vectors. Refused: HF101-HF107
and HF201-HF203 for what crosses the bridge, HF301 for the corpus, HF402-HF403 for promotion.
"""

from handover.fuzzing.counterexample import Counterexample
from handover.fuzzing.fuzz_report import FuzzReport
from handover.fuzzing.fuzzing import fuzz
from handover.fuzzing.promotion import Promoted, promote

__all__ = ["Counterexample", "FuzzReport", "Promoted", "fuzz", "promote"]
