"""Format of test vectors: one row, why it is there, and the answers that are right for it.

In: the files of a bundle (`VectorSet.from_files`), or vectors that were drawn. Out: a
`VectorSet`, or the lines of its files. Refused: a header or a line that the format does not
allow. Nothing here imports numpy, so that reading a bundle stays cheap.
"""

from handover.testvectors.causes import causes_together
from handover.testvectors.flags import FLAGS
from handover.testvectors.set_header import ESTIMATOR, header_fault
from handover.testvectors.test_vector import (
    STAGES,
    Cause,
    Deviation,
    Expected,
    Features,
    Rejection,
    Stage,
    TestVector,
    vector_id,
)
from handover.testvectors.vector_set import VectorSet

__all__ = [
    "ESTIMATOR",
    "FLAGS",
    "STAGES",
    "Cause",
    "Deviation",
    "Expected",
    "Features",
    "Rejection",
    "Stage",
    "TestVector",
    "VectorSet",
    "causes_together",
    "header_fault",
    "vector_id",
]
