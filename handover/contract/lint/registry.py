"""All rules in one table, and the way from an observation to a finding."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from handover.contract.lint.column_rules import COLUMN_RULES
from handover.contract.lint.document_rules import DOCUMENT_RULES
from handover.contract.lint.done_rules import DONE_RULES
from handover.contract.lint.finding import Finding, Severity
from handover.contract.lint.metric_rules import METRIC_RULES
from handover.contract.lint.parity_rules import PARITY_RULES
from handover.contract.lint.people_rules import PEOPLE_RULES
from handover.contract.lint.rule import Rule, Subject
from handover.contract.model import ModelContract
from handover.contract.observation import Mark, Observation
from handover.contract.place import render_path
from handover.contract.reading import Document
from handover.faults import Fault

RULES: tuple[Rule, ...] = (
    *DOCUMENT_RULES,
    *COLUMN_RULES,
    *PARITY_RULES,
    *METRIC_RULES,
    *PEOPLE_RULES,
    *DONE_RULES,
)
BY_ID = {rule.id: rule for rule in RULES}


def rules_table() -> tuple[Rule, ...]:
    """Return every rule, sorted by id; `handover check --rules` prints it."""
    return tuple(sorted(RULES, key=lambda rule: rule.id))


def lint(contract: ModelContract, *, today: datetime.date | None = None) -> tuple[Finding, ...]:
    """Judge a contract by every rule and return all findings, in the order of the file.

    Parameters
    ----------
    contract
        Read from a file (positions are lines and columns) or built in Python (positions are paths).
    today
        The day by which evidence ages; the system's day when left out.
    """
    document = contract.document
    noted = document.noted if document else ()
    return findings((*noted, *judge(contract, today=today)), document)


def judge(
    contract: ModelContract, *, today: datetime.date | None = None
) -> tuple[Observation, ...]:
    """Run every rule that looks at a typed contract."""
    subject = Subject(contract, today or datetime.date.today())
    return tuple(seen for rule in RULES if rule.check is not None for seen in rule.check(subject))


def findings(observations: Iterable[Observation], document: Document | None) -> tuple[Finding, ...]:
    """Join observations with the words of their rules, sorted by position, then by id."""
    return tuple(
        sorted(
            (_finding(seen, document) for seen in observations),
            key=lambda found: (
                found.mark or Mark(0, 0),
                () if document else tuple(map(str, found.path)),
                found.code,
            ),
        )
    )


def _finding(seen: Observation, document: Document | None) -> Finding:
    rule = BY_ID[seen.rule]
    mark = seen.mark
    place = render_path(seen.path)
    if document is not None:
        # A file that was never opened has a name, but no lines.
        mark = mark or (document.mark(seen.path) if document.value else None)
        place = f"{document.name}:{mark.line}:{mark.column}" if mark else document.name
    fault = Fault(
        code=rule.id,
        message=seen.message,
        owner=rule.owner,
        where=place,
        expected=seen.expected,
        found=seen.found,
        next=seen.next or rule.fix,
    )
    return Finding(fault, rule.name, rule.severity, seen.path, mark)


def refuses_load(finding: Finding) -> bool:
    """True for a finding with which no later stage could work."""
    return finding.severity is Severity.ERROR and BY_ID[finding.code].refuses_load
