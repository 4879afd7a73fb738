"""HC601-HC604: the definition of done, alerts, and what is declared but cannot be checked."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from difflib import get_close_matches

from handover.contract.lint.finding import Severity
from handover.contract.lint.rule import Example, Rule, Subject
from handover.contract.model import CHECKS, NOT_CHECKED, DoneItem
from handover.contract.observation import Observation
from handover.contract.place import Path


def _done_check_unknown(subject: Subject) -> Iterator[Observation]:
    for index, item in enumerate(subject.contract.definition_of_done):
        path: Path = ("definitionOfDone", index)
        if item.check not in CHECKS:
            near = get_close_matches(item.check, CHECKS, n=1)
            yield Observation(
                "HC601",
                (*path, "check"),
                f"{item.check} is no check",
                expected=f"one of {', '.join(CHECKS)}",
                found=f"check={item.check}",
                next=f"Did you mean {near[0]}?" if near else None,
            )
        elif item.check == "sign-off" and not item.by:
            yield Observation(
                "HC601", path, f"{item.id} names no role that signs", expected="by: [role, …]"
            )
        elif item.check == "evidence" and item.evidence is None:
            yield Observation(
                "HC601", path, f"{item.id} names no document", expected="evidence: a path"
            )
    yield from _sign_offs_astray(subject)


def _sign_offs_astray(subject: Subject) -> Iterator[Observation]:
    contract = subject.contract
    items = {item.id: item for item in contract.definition_of_done if item.check == "sign-off"}
    roles = {(member.username, member.role) for member in contract.team.members}
    for index, signature in enumerate(contract.sign_offs):
        path: Path = ("signOffs", index)
        item = items.get(signature.item)
        if item is None or signature.role not in item.by:
            asked = "no sign-off item" if item is None else "not asked of that role"
            yield Observation(
                "HC601",
                (*path, "item" if item is None else "role"),
                f"the signature of {signature.by} is {asked}",
                expected="an item of definitionOfDone with check: sign-off, and one of its roles",
                found=f"item={signature.item}, role={signature.role}",
            )
        elif (signature.by, signature.role) not in roles:
            yield Observation(
                "HC601",
                (*path, "by"),
                f"{signature.by} is not {signature.role} in the team",
                expected="a username of team.members with that role",
                found=f"by={signature.by}, role={signature.role}",
            )


def _evidence_expired(subject: Subject) -> Iterator[Observation]:
    for index, item in enumerate(subject.contract.definition_of_done):
        if item.check != "evidence":
            continue
        yield from _age(item, ("definitionOfDone", index), subject.today)


def _age(item: DoneItem, path: Path, today: datetime.date) -> Iterator[Observation]:
    if item.date is None:
        return  # the document may date itself, which `handover status` reads
    age = (today - item.date).days
    if age < 0:
        yield Observation(
            "HC602",
            (*path, "date"),
            f"the evidence of {item.id} is dated in the future",
            expected=f"date <= {today}",
            found=f"date={item.date}",
        )
    elif item.max_age_days is not None and age > item.max_age_days:
        yield Observation(
            "HC602",
            (*path, "date"),
            f"the evidence of {item.id} is {age} days old",
            expected=f"at most {item.max_age_days} days",
            found=f"date={item.date}",
        )


def _alert_ownerless(subject: Subject) -> Iterator[Observation]:
    for key in ("data", "model", "business"):
        group = getattr(subject.contract.monitoring, key)
        if group is None or group.owner is not None:
            continue
        if not group.signals:
            yield Observation("HC603", ("monitoring", key), f"monitoring.{key} has no owner")
        for index, signal in enumerate(group.signals):
            if signal.owner is None:
                yield Observation(
                    "HC603",
                    ("monitoring", key, "signals", index),
                    f"nobody owns the signal {signal.label}",
                )


def _not_checkable(subject: Subject) -> Iterator[Observation]:
    """What this release reads and shows but measures nowhere."""
    contract = subject.contract
    for path, what in _declared_only(subject):
        yield Observation("HC604", path, f"declared, not checked: {what}")
    for index, item in enumerate(contract.definition_of_done):
        if item.check in NOT_CHECKED:
            path = ("definitionOfDone", index, "check")
            yield Observation("HC604", path, f"declared, not checked: {item.check}")


def _declared_only(subject: Subject) -> Iterator[tuple[Path, str]]:
    contract = subject.contract
    for path, field in subject.fields():
        options = field.logical_type_options
        for key, value in (
            ("pattern", options.pattern),
            ("multipleOf", options.multiple_of),
            ("uniqueItems", options.unique_items or None),
        ):
            if value is not None:
                yield (*path, "logicalTypeOptions", key), f"{field.name} {key} {value}"
        for index, rule in enumerate(field.quality):
            name = rule.id or rule.metric or rule.name or "rule"
            yield (*path, "quality", index), f"data quality {name} of {field.name}"
    for index, promise in enumerate(contract.sla_properties):
        unit = f" {promise.unit}" if promise.unit else ""
        what = f"{promise.property} {promise.value}{unit}"
        yield ("slaProperties", index), what
    for key in ("data", "model", "business"):
        group = getattr(contract.monitoring, key)
        for index, signal in enumerate(group.signals if group else ()):
            yield ("monitoring", key, "signals", index), f"signal {signal.label}"
    experiment = contract.business.experiment
    if experiment is not None:
        yield ("business", "experiment"), f"experiment by {experiment.unit}"


DONE_RULES = (
    Rule(
        id="HC601",
        name="done-check-unknown",
        severity=Severity.ERROR,
        summary="an unknown check, one without what it needs, or a signature that nobody asked for",
        example=Example("definitionOfDone[0].check", "parity.all-vectors-passed"),
        fix="Name a known check, with by: for sign-off and evidence: for evidence.",
        check=_done_check_unknown,
    ),
    Rule(
        id="HC602",
        name="evidence-expired",
        severity=Severity.ERROR,
        summary="evidence older than maxAgeDays, or dated in the future",
        example=Example(
            "definitionOfDone[1]",
            "{id: rollback, check: evidence, evidence: a.md, date: 2001-01-01, maxAgeDays: 90}",
        ),
        fix="Look at the evidence again, and write the day on which you did.",
        check=_evidence_expired,
    ),
    Rule(
        id="HC603",
        name="alert-ownerless",
        severity=Severity.ERROR,
        summary="a signal that nobody owns",
        example=Example("monitoring", "{data: {}}"),
        fix="Name the role that can judge the signal as its owner.",
        check=_alert_ownerless,
    ),
    Rule(
        id="HC604",
        name="not-checkable",
        severity=Severity.INFO,
        summary="something declared that this release cannot check; shown, never green",
        example=Example("slaProperties", "[{property: responseTimeP99, value: 25, unit: ms}]"),
        fix="Nothing to do; know that nobody but you looks at it.",
        check=_not_checkable,
    ),
)
