"""Words: verdicts, bundles, findings and faults in; text for a terminal or a CI system out."""

from handover.report.bundle_text import render_bundle, render_export
from handover.report.done import render_status
from handover.report.faults import render_faults
from handover.report.findings import render_findings, render_rules
from handover.report.junit import junit
from handover.report.strength_text import render_strength
from handover.report.verdict_text import render, render_group

__all__ = [
    "junit",
    "render",
    "render_bundle",
    "render_export",
    "render_faults",
    "render_findings",
    "render_group",
    "render_rules",
    "render_status",
    "render_strength",
]
