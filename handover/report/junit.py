"""A verdict as JUnit XML: one test case a vector group and a determinism check."""

from __future__ import annotations

import io
import re
from pathlib import Path
from xml.etree import ElementTree as xml

from handover.parity import Verdict
from handover.report.verdict_text import render_group

# XML 1.0 (5th ed.) section 2.2: these characters cannot be written, not even escaped.
_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def junit(verdict: Verdict, *, bundle_path: str | Path | None = None) -> bytes:
    """Return one ``testsuite``; failures carry the text of the report."""
    suite = xml.Element("testsuite", name=f"{verdict.bundle.name} {verdict.bundle.version}")
    properties = xml.SubElement(suite, "properties")
    for name, value in (
        ("handover.bundle.sha256", verdict.bundle.sha256),
        ("handover.contract.sha256", verdict.bundle.contract_sha256),
        ("handover.backend", verdict.backend.address),
        *(
            (f"handover.accepted.{entry.get('id')}", entry.get("reason", ""))
            for entry in verdict.accepted
        ),
    ):
        xml.SubElement(properties, "property", name=name, value=_writable(str(value)))
    tally = {"failure": 0, "error": 0, "skipped": 0}
    for group in verdict.groups:
        case = _case(suite, verdict, group.flag)
        text = render_group(verdict, group.flag, bundle_path=bundle_path)
        if group.skipped and group.skipped == group.total:
            reasons = "; ".join(skip.reason for skip in verdict.skips)
            _outcome(case, "skipped", f"{group.skipped} skipped", reasons, tally)
        elif text is not None:
            kind = "error" if group.errored and not group.failed else "failure"
            _outcome(case, kind, f"{group.failed} failed, {group.errored} errored", text, tally)
    for check in verdict.determinism:
        case = _case(suite, verdict, f"determinism.{check.check}")
        if check.status != "passed":
            kind = {"failed": "failure", "errored": "error", "skipped": "skipped"}[check.status]
            text = "\n".join((check.detail, *check.vectors))
            _outcome(case, kind, check.detail, text, tally)
    if not verdict.groups:
        case = _case(suite, verdict, "vectors")
        _outcome(case, "failure", "no vector was played", "", tally)
    suite.set("tests", str(len(suite.findall("testcase"))))
    suite.set("failures", str(tally["failure"]))
    suite.set("errors", str(tally["error"]))
    suite.set("skipped", str(tally["skipped"]))
    whole = xml.Element("testsuites")
    whole.append(suite)
    xml.indent(whole)
    document = io.BytesIO()
    xml.ElementTree(whole).write(document, encoding="utf-8", xml_declaration=True)
    return document.getvalue() + b"\n"


def _case(suite: xml.Element, verdict: Verdict, name: str) -> xml.Element:
    return xml.SubElement(suite, "testcase", classname=verdict.backend.address, name=name)


def _outcome(case: xml.Element, kind: str, message: str, text: str, tally: dict[str, int]) -> None:
    tally[kind] += 1
    xml.SubElement(case, kind, message=_writable(message)).text = _writable(text)


def _writable(text: str) -> str:
    return _UNWRITABLE.sub("�", text)
