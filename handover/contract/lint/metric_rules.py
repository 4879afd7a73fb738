"""HC401-HC404: metrics against baselines, and the business outcomes they stand for."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from handover.contract.lint.finding import Severity
from handover.contract.lint.rule import Example, Rule, Subject
from handover.contract.model import MEASURED_BASELINES, Metric, Outcome
from handover.contract.observation import Observation
from handover.contract.place import Path
from handover.faults import Owner


def _metric_incomplete(subject: Subject) -> Iterator[Observation]:
    for index, metric in enumerate(subject.contract.metrics):
        path: Path = ("metrics", index)
        for key in ("dataset", "baseline", "owner"):
            if getattr(metric, key) is None:
                yield Observation("HC401", path, f"the metric {metric.id} has no {key}")
        if not _is_gate(metric):
            yield Observation(
                "HC401",
                path,
                f"the metric {metric.id} has neither a threshold nor a change over its baseline",
                expected="mustBeGreaterOrEqualTo, another mustBe…, or minRelativeChange",
            )
        yield from _baseline_unknown(metric, path)


def _is_gate(metric: Metric) -> bool:
    changes = metric.min_relative_change, metric.min_absolute_change
    return bool(metric.thresholds) or any(change is not None for change in changes)


def _baseline_unknown(metric: Metric, path: Path) -> Iterator[Observation]:
    baseline = metric.baseline
    if baseline is None or baseline.value is not None or baseline.rule is not None:
        return
    if baseline.name not in MEASURED_BASELINES:
        yield Observation(
            "HC401",
            (*path, "baseline"),
            f"the baseline {baseline.label} has no value and is none that can be measured",
            expected=f"one of {', '.join(MEASURED_BASELINES)}, {{name, value}} or {{rule: column}}",
            found=f"baseline={baseline.label}",
        )


def _metric_baseline(subject: Subject) -> Iterator[Observation]:
    for index, metric in enumerate(subject.contract.metrics):
        baseline = metric.baseline
        if baseline is None or baseline.value is None or not metric.thresholds:
            continue
        met = metric.met_by(baseline.value)
        is_release = baseline.name == "last-release"
        if met == is_release:
            continue
        if is_release:
            message = f"{metric.id}: the last release misses the threshold already"
        else:
            message = (
                f"{metric.id}: the baseline {baseline.label} meets the threshold already, "
                "so meeting it proves nothing"
            )
        word = next(iter(metric.thresholds))
        yield Observation(
            "HC402",
            ("metrics", index, word),
            message,
            expected=f"baseline {'within' if is_release else 'outside'} the threshold",
            found=f"{word}={metric.thresholds[word]}, baseline={baseline.value}",
        )


def _metric_no_outcome(subject: Subject) -> Iterator[Observation]:
    known = [outcome.id for outcome in subject.contract.business.outcomes]
    for index, metric in enumerate(subject.contract.metrics):
        if metric.outcome is None:
            yield Observation(
                "HC403",
                ("metrics", index),
                f"the metric {metric.id} names no business outcome that it stands for",
                expected=f"outcome: one of {', '.join(known)}" if known else "outcome: an id",
            )
        elif metric.outcome not in known:
            near = get_close_matches(metric.outcome, known, n=1)
            yield Observation(
                "HC403",
                ("metrics", index, "outcome"),
                f"{metric.outcome} is no id of business.outcomes",
                expected=f"one of {', '.join(known)}" if known else "an entry of business.outcomes",
                found=f"outcome={metric.outcome}",
                next=f"Did you mean {near[0]}?" if near else None,
            )


def _outcome_incomplete(subject: Subject) -> Iterator[Observation]:
    for index, outcome in enumerate(subject.contract.business.outcomes):
        path: Path = ("business", "outcomes", index)
        for key, what in (
            ("target", "number (target)"),
            ("baseline", "baseline"),
            ("owner", "owner"),
        ):
            if getattr(outcome, key) is None:
                yield Observation("HC404", path, f"the outcome {outcome.id} has no {what}")
        yield from _wrong_way(outcome, path)


def _wrong_way(outcome: Outcome, path: Path) -> Iterator[Observation]:
    if outcome.baseline is None or outcome.target is None:
        return
    gain = outcome.target - outcome.baseline
    # A target that equals the baseline is a guardrail: it must not get worse.
    if gain < 0 if outcome.goal == "increase" else gain > 0:
        yield Observation(
            "HC404",
            (*path, "target"),
            f"the target of {outcome.id} lies the wrong way from its baseline",
            expected=f"target {'>=' if outcome.goal == 'increase' else '<='} {outcome.baseline}",
            found=f"target={outcome.target}",
        )


METRIC_RULES = (
    Rule(
        id="HC401",
        name="metric-incomplete",
        severity=Severity.ERROR,
        summary="a metric without dataset, known baseline, owner or threshold",
        example=Example("metrics[0].baseline", "manual-ranking"),
        fix="Say what it is measured on, against what, when it is good enough, and who owns it.",
        owner=Owner.DATA_SCIENTIST,
        check=_metric_incomplete,
    ),
    Rule(
        id="HC402",
        name="metric-baseline",
        severity=Severity.ERROR,
        summary="a threshold that the last release misses, or that another baseline meets already",
        example=Example("metrics[0].baseline", "{name: manual-ranking, value: 0.99}"),
        fix="Set the threshold between the baseline and what the model reaches.",
        owner=Owner.DATA_SCIENTIST,
        check=_metric_baseline,
    ),
    Rule(
        id="HC403",
        name="metric-no-outcome",
        severity=Severity.ERROR,
        summary="an offline metric that stands for no business outcome",
        example=Example("metrics[0].outcome", "revenue"),
        fix="Add outcome: the id of the entry of business.outcomes that the metric stands for.",
        owner=Owner.DATA_SCIENTIST,
        check=_metric_no_outcome,
    ),
    Rule(
        id="HC404",
        name="outcome-incomplete",
        severity=Severity.ERROR,
        summary="a business outcome without number, baseline or owner, or going the wrong way",
        example=Example("business.outcomes[0].target", "0.001"),
        fix="Ask what the business means: from which number, to which, and who answers for it.",
        check=_outcome_incomplete,
    ),
)
