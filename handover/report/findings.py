"""Findings of a contract and the table of rules, as text of 80 columns."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable

from handover.contract import Finding, Rule


def render_findings(findings: Iterable[Finding], *, width: int = 80) -> str:
    """One block an error or warning: place, id and name; what was found; the fix; the owner.

    Infos follow as one list a rule: they ask for nothing, and must not bury what does.
    """
    findings = tuple(findings)
    blocks = [_block(finding, width) for finding in findings if finding.severity != "info"]
    infos = [finding for finding in findings if finding.severity == "info"]
    for name in dict.fromkeys(finding.name for finding in infos):
        alike = [finding for finding in infos if finding.name == name]
        lines = [f"{alike[0].code} {name}: {len(alike)} to know of"]
        for finding in alike:
            lines += _wrapped(f"{_line_of(finding)}  {finding.message}", width)
        blocks.append("\n".join(lines))
    return "\n".join(blocks)


def _line_of(finding: Finding) -> str:
    return f"line {finding.line}" if finding.line is not None else finding.where


def _block(finding: Finding, width: int) -> str:
    fault = finding.fault
    head = f"{fault.where}: {finding.severity} {fault.code} {finding.name}"
    lines = [head, *_wrapped(fault.message, width)]
    if fault.expected is not None or fault.found is not None:
        pair = [
            f"{word} {value}"
            for word, value in (("expected", fault.expected), ("found", fault.found))
            if value is not None
        ]
        lines += _wrapped(", ".join(pair), width)
    if fault.next is not None:
        lines += _wrapped(f"next ({fault.owner.value}): {fault.next}", width)
    return "\n".join(lines)


def _wrapped(text: str, width: int) -> list[str]:
    return textwrap.wrap(
        text,
        width,
        initial_indent="    ",
        subsequent_indent="      ",
        break_long_words=False,
        break_on_hyphens=False,
    )


def render_rules(rules: Iterable[Rule], *, width: int = 80) -> str:
    """Every rule with its severity, what it means, how to mend it and an example that breaks it."""
    blocks = []
    for rule in rules:
        lines = [f"{rule.id} {rule.name} ({rule.severity})"]
        lines += _wrapped(rule.summary, width)
        lines += _wrapped(f"fix: {rule.fix}", width)
        lines += ["    bad:", *(f"      {line}" for line in rule.bad.splitlines())]
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks)
