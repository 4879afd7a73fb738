"""Conversions known to answer wrongly without a word, found by looking, before anything runs.

In: a static view of estimator and contract. Out: faults with what was measured and the edit that
mends it, or acceptances for the bundle. Adding one: one `Finding` with its detection function, in
the file of its subject, and two tests (planted, mended).
"""

from handover.onnx_export.checks.context import Examination
from handover.onnx_export.checks.finding import Finding, Severity, Sighting
from handover.onnx_export.checks.table import checked, judge, refusals_table

__all__ = [
    "Examination",
    "Finding",
    "Severity",
    "Sighting",
    "checked",
    "judge",
    "refusals_table",
]
