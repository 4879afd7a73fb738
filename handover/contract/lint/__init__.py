"""Lint rules of a contract beyond its types: one rule an entry, one file a family.

In comes a `ModelContract`; out come all findings at once, in the order of the file. A new rule is
one entry with id, bad example and fix; ids are never reused.
"""

from handover.contract.lint.finding import Finding, Severity
from handover.contract.lint.registry import findings, judge, lint, refuses_load, rules_table
from handover.contract.lint.rule import Example, Rule

__all__ = [
    "Example",
    "Finding",
    "Rule",
    "Severity",
    "findings",
    "judge",
    "lint",
    "refuses_load",
    "rules_table",
]
