"""Comparison of answers: one rule for scalars, one by columns, one for rows, labels and ids.

In: answers, and what a contract says of its outputs. Out: whether they agree, and if not, where and
how. `tests/shared/comparison.json` holds both languages to the rules (docs/verdict.md,
"Comparison"). Nothing that this face names imports numpy; rooms that have it read the modules
`columns`, `margins` and `ordinals` too.
"""

from handover.compare.ids import Score
from handover.compare.labels import IDS, LABELS, score_allowance
from handover.compare.output import Comparison, Kind, compare
from handover.compare.row import Difference, RowComparer, RowComparison, Truth
from handover.compare.scalar import agrees, spacing, type_of

__all__ = [
    "IDS",
    "LABELS",
    "Comparison",
    "Difference",
    "Kind",
    "RowComparer",
    "RowComparison",
    "Score",
    "Truth",
    "agrees",
    "compare",
    "score_allowance",
    "spacing",
    "type_of",
]
