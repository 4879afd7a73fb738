"""Verdicts written by hand, with everything in them that a report shows."""

from dataclasses import replace

from handover.parity.verdict import (
    BackendIdentity,
    BundleIdentity,
    Conclusion,
    Counts,
    DeterminismCheck,
    Environment,
    Group,
    Mismatch,
    Note,
    OutputDifference,
    ScoringError,
    Skip,
    Verdict,
)

PASSED = Verdict(
    status="passed",
    bundle=BundleIdentity("conversion-propensity", "1.0.0", "ab" * 32, "cd" * 32),
    backend=BackendIdentity(
        "jvm:com.trasos.ConversionPropensity", "trasos-conversion", "1.4.0", None, False, False
    ),
    environment=Environment("scala", "java 17.0.15", "Linux amd64", "en", "0.1.0"),
    counts=Counts(passed=812),
    stages=("model",),
    groups=(
        Group("hold-out", "columns swapped", "visitors see another offer", 300, 0, 0, 0),
        Group("tree-split", "< for <=, a rounded threshold", "a whole branch", 512, 0, 0, 0),
    ),
    features=(),
    outputs=(
        OutputDifference("proba", "ulp <= 4", 812, 5.9604645e-08, 1.2e-7, 1, "hold-out-00000001"),
        OutputDifference("label", "exact", 812, within_margin=2),
    ),
    mismatches=(),
    mismatches_omitted=0,
    errors=(),
    skips=(),
    determinism=tuple(
        DeterminismCheck(check, "passed", 0, (), "812 vectors, all the same")
        for check in ("repeat", "shuffled", "batch", "threads")
    ),
    accepted=(
        {
            "id": "HX203",
            "reason": "one ulp in one leaf, agreed on 2026-11-03",
            "what": "The converter rounds one leaf value.",
        },
    ),
    notes=(Note("rounding", 3, "3 vectors have another answer on the unrounded row."),),
    cause=None,
    profile={"runtime": "onnxruntime"},
)

FAILED = replace(
    PASSED,
    status="failed",
    counts=Counts(passed=809, failed=3),
    groups=(
        PASSED.groups[0],
        Group("tree-split", "< for <=, a rounded threshold", "a whole branch", 509, 3, 0, 0),
    ),
    mismatches=(
        Mismatch(
            "tree-split-1a2b3c4d",
            "tree-split",
            "model",
            "tree 3 node 5: basket_eur one float32 above 49.95",
            "$.proba",
            "value",
            0.25,
            0.75,
            8388608,
            0.5,
            "ulp <= 4",
            {"source": 0.25, "wire": 0.25, "onnx": 0.25},
            "backend",
            "equals the answer on the other side of the split (tree-split-5e6f7a8b): < for <=, "
            "or a rounded threshold",
        ),
        Mismatch(
            "tree-split-99999999",
            "tree-split",
            "model",
            "tree 4 node 1: device is ios",
            "$.scores[3]",
            "null",
            "NaN",
            None,
            None,
            None,
            "abs 1e-06 + rel 0.001",
            {"source": "NaN", "wire": "NaN", "onnx": "NaN"},
            "backend",
        ),
        Mismatch(
            "reject-null-00000001",
            "reject-null",
            "model",
            "visits is required, null given",
            "$",
            "outcome",
            "rejected HR101 visits",
            "a value",
            None,
            None,
            "the same outcome",
            {},
            "backend",
        ),
    ),
    mismatches_omitted=0,
    determinism=(
        *PASSED.determinism[:2],
        DeterminismCheck(
            "batch",
            "failed",
            4,
            tuple(f"hold-out-0000000{number}" for number in (2, 5, 7, 9)),
            "4 of 812 vectors answered otherwise; the same answers, on other rows",
        ),
        DeterminismCheck("threads", "skipped", 0, (), "no vector was answered with values"),
    ),
    skips=(Skip("control", "ONNX Runtime is not on the classpath"),),
    cause=Conclusion(
        "backend",
        "The model file gives the expected answers, the backend gives others: its own code is at "
        "fault. (3 vectors)",
        "backend owner",
    ),
)

ERRORED = replace(
    PASSED,
    status="errored",
    counts=Counts(passed=811, errored=1),
    groups=(
        Group("hold-out", "columns swapped", "visitors see another offer", 299, 0, 0, 1),
        PASSED.groups[1],
    ),
    errors=(
        ScoringError(
            "hold-out-00000002",
            "HV301",
            "java.lang.IllegalStateException",
            "no price for item 17",
            ("com.trasos.Prices.of(Prices.scala:41)", "com.trasos.Conversion.score(C.scala:12)"),
            ("java.util.NoSuchElementException: key not found: 17",),
        ),
    ),
    cause=Conclusion(
        "backend",
        "The backend gives no answer at all for 1 vector: no price for item 17",
        "backend owner",
    ),
)

NOTHING_PLAYED = replace(
    PASSED,
    status="failed",
    counts=Counts(),
    groups=(),
    outputs=(),
    determinism=(),
    errors=(ScoringError(None, "HV101", "Vacuous", "the bundle holds no vectors to play"),),
    cause=Conclusion("backend", "No vector was played, which proves nothing.", "backend owner"),
)
