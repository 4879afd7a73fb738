"""Drawing of test vectors: rows that find mismatches, each with its answers.

In: contract, fitted estimator, exported model, hold-out. Out: a `VectorSet`. Refused: a hold-out
or raw rows that do not fit the contract (HT101-HT107), too little coverage (HT201), rows that the
contract lets pass but nobody answers (HT301-HT303), a feature function that gives two answers
(HT304), answers that are never a number (HT403), and an ONNX file that differs from the estimator
(HT401 converter, HT402 runtime) unless a person accepts it.
"""

from handover.drawing.answers import CODES, truths
from handover.drawing.candidate import Candidate
from handover.drawing.draw import draw
from handover.drawing.draw_context import Ground, crosses, ground
from handover.drawing.file_answers import file_truths
from handover.drawing.file_categories import file_categories
from handover.drawing.tolerance_proposal import tolerance_proposals

__all__ = [
    "CODES",
    "Candidate",
    "Ground",
    "crosses",
    "draw",
    "file_categories",
    "file_truths",
    "ground",
    "tolerance_proposals",
    "truths",
]
