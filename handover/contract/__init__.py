"""The model contract: read, typed, judged, and turned into rules for rows.

In comes a YAML file (`load`, `check`) or a `ModelContract` written in Python. Out go the typed
contract with its canonical form and digest, findings with
``file:line:col``, and the input rules of a row (`check_row`). Refused, always with all faults at
once: unreadable files, unknown keys, doubtful scalars, values of another type, `TODO`s, and what
the lint rules call an error.
"""

from handover.contract.input_rules import InputRule
from handover.contract.lint import Finding, Rule, Severity, lint, rules_table
from handover.contract.loading import check, check_text, load, load_text
from handover.contract.model import ModelContract
from handover.contract.raw_check import check_raw
from handover.contract.row_check import check_row
from handover.contract.tolerance import Tolerance

__all__ = [
    "Finding",
    "InputRule",
    "ModelContract",
    "Rule",
    "Severity",
    "Tolerance",
    "check",
    "check_raw",
    "check_row",
    "check_text",
    "lint",
    "load",
    "load_text",
    "rules_table",
]
