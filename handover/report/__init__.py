"""Words: verdicts, bundles, findings and faults in; text for a terminal or a CI system out."""

from handover.report.done import render_status
from handover.report.findings import render_findings, render_rules

__all__ = ["render_findings", "render_rules", "render_status"]
