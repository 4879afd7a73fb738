"""The definition of done: contract, bundle and verdicts in; out goes, item by item, what holds,
what does not, and who owns it.

Computed items are computed again from what was measured; a written "passed" is never believed.
What cannot be checked is *declared, not checked*, and never green.
"""

from handover.readiness.metrics_item import metrics_shortfall
from handover.readiness.records import Record, keep_record, read_records
from handover.readiness.state import DoneState, ItemStanding, ItemState
from handover.readiness.status import status

__all__ = [
    "DoneState",
    "ItemStanding",
    "ItemState",
    "Record",
    "keep_record",
    "metrics_shortfall",
    "read_records",
    "status",
]
