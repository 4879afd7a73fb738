"""Findings about what is installed: versions known to convert or to answer wrongly."""

from __future__ import annotations

from collections.abc import Iterator

from handover.faults import Owner
from handover.onnx_export.checks.context import Examination
from handover.onnx_export.checks.finding import Finding, Severity, Sighting
from handover.onnx_export.profile import DENIED_RUNTIMES


def _runtime(seen: Examination) -> Iterator[Sighting]:
    found = seen.versions.get("onnxruntime", "")
    if found in DENIED_RUNTIMES:
        yield Sighting("environment", f"onnxruntime={found}")


def _protobuf(seen: Examination) -> Iterator[Sighting]:
    found = seen.versions.get("protobuf", "0")
    converter = seen.versions.get("skl2onnx", "")
    if int(found.split(".")[0]) >= 7 and converter.startswith("1.20"):
        yield Sighting("environment", f"protobuf={found} with skl2onnx={converter}")


ENVIRONMENT_FINDINGS = (
    Finding(
        "HX501",
        "denied-runtime",
        "the installed ONNX Runtime answers binary forests wrongly",
        "1.26.0 and 1.27.0: 1000 of 1000 probability rows and 491 labels of a binary "
        "RandomForestClassifier wrong, in Python and Java alike (onnxruntime#28557)",
        "Install onnxruntime==1.29.0.",
        Severity.REFUSED,
        _runtime,
        Owner.ENVIRONMENT,
    ),
    Finding(
        "HX502",
        "protobuf-7",
        "skl2onnx 1.20 does not convert histogram boosting under protobuf 7",
        "every HistGradientBoosting conversion fails: AttributeProto.ints: Expected an int, got "
        "a boolean",
        "Install 'protobuf<7'.",
        Severity.FORBIDDEN,
        _protobuf,
        Owner.ENVIRONMENT,
    ),
)
