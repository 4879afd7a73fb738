"""HC501-HC504: who does, who answers, and where they are reached.

Whoever debugs the model in production writes its code (Burchell & Finkelshteyn, "Avoid Hiring Data
Ninja Rockstars"): that is what HC504 holds the responsibilities to.
"""

from __future__ import annotations

from collections.abc import Iterator

from handover.contract.lint.finding import Severity
from handover.contract.lint.rule import Example, Rule, Subject
from handover.contract.observation import Observation
from handover.contract.place import Path

_DEBUGGER = {
    "scala-native": "data-engineer",
    "onnxruntime-jvm": "data-engineer",
    "served": "data-scientist",
}
_BOUND_ACTIVITIES = ("implement", "incident-parity")


def _raci_shape(subject: Subject) -> Iterator[Observation]:
    seen: set[str] = set()
    for index, entry in enumerate(subject.contract.responsibilities):
        path: Path = ("responsibilities", index)
        name = entry.activity
        if len(entry.accountable) != 1:
            yield Observation(
                "HC501",
                path,
                f"{name} has {len(entry.accountable)} who are accountable",
                expected="exactly one role accountable",
                found=f"accountable={', '.join(entry.accountable) or 'nobody'}",
            )
        if not entry.responsible:
            yield Observation(
                "HC501", path, f"nobody is responsible for {name}", expected="at least one role"
            )
        if name in seen:
            yield Observation(
                "HC501",
                (*path, "activity"),
                f"{name} is declared twice, so two roles answer for it",
                found=f"activity={name}",
            )
        seen.add(name)


def _named_roles(subject: Subject) -> Iterator[tuple[Path, str]]:
    """Yield every place that names a role."""
    contract = subject.contract
    for index, entry in enumerate(contract.responsibilities):
        for key in ("responsible", "accountable", "consulted", "informed"):
            for place, role in enumerate(getattr(entry, key)):
                yield ("responsibilities", index, key, place), role
    for index, metric in enumerate(contract.metrics):
        if metric.owner:
            yield ("metrics", index, "owner"), metric.owner
    for index, outcome in enumerate(contract.business.outcomes):
        if outcome.owner:
            yield ("business", "outcomes", index, "owner"), outcome.owner
    for key in ("data", "model", "business"):
        group = getattr(contract.monitoring, key)
        if group is None:
            continue
        if group.owner:
            yield ("monitoring", key, "owner"), group.owner
        for index, signal in enumerate(group.signals):
            if signal.owner:
                yield ("monitoring", key, "signals", index, "owner"), signal.owner
    for index, item in enumerate(contract.definition_of_done):
        for place, role in enumerate(item.by):
            yield ("definitionOfDone", index, "by", place), role


def _role_empty(subject: Subject) -> Iterator[Observation]:
    members = subject.contract.team.members
    known = {member.role for member in members} | {member.username for member in members}
    for path, role in _named_roles(subject):
        if role not in known:
            yield Observation(
                "HC502",
                path,
                f"nobody in the team is {role}",
                expected=f"one of {', '.join(sorted({m.role for m in members})) or 'team.members'}",
                found=f"role={role}",
            )


def _channel_unknown(subject: Subject) -> Iterator[Observation]:
    contract = subject.contract
    known = {entry.channel for entry in contract.support}
    places: list[tuple[Path, str | None]] = [
        (("responsibilities", index, "channel"), entry.channel)
        for index, entry in enumerate(contract.responsibilities)
    ]
    for key in ("data", "model", "business"):
        group = getattr(contract.monitoring, key)
        if group is not None:
            places.append((("monitoring", key, "channel"), group.channel))
    for path, channel in places:
        if channel is not None and channel not in known:
            yield Observation(
                "HC503",
                path,
                f"the channel {channel} is not in support",
                expected=f"one of {', '.join(sorted(known)) or 'support'}",
                found=f"channel={channel}",
            )


def _runtime_owner(subject: Subject) -> Iterator[Observation]:
    chosen = subject.contract.model.runtime.chosen
    if chosen is None:
        return
    debugger = _DEBUGGER[chosen]
    entries = {
        entry.activity: (index, entry)
        for index, entry in enumerate(subject.contract.responsibilities)
    }
    for activity in _BOUND_ACTIVITIES:
        if activity not in entries:
            yield Observation(
                "HC504",
                ("responsibilities",),
                f"nobody is named for {activity}, with the runtime {chosen}",
                expected=f"activity: {activity}, responsible: {debugger}",
            )
            continue
        index, entry = entries[activity]
        if entry.responsible and entry.responsible != (debugger,):
            roles = ", ".join(entry.responsible)
            yield Observation(
                "HC504",
                ("responsibilities", index, "responsible"),
                f"{roles} would {_deed(activity)} what runs as {chosen}; "
                "whoever debugs it in production writes its code",
                expected=f"responsible={debugger}",
                found=f"responsible={roles}",
            )


def _deed(activity: str) -> str:
    return "implement" if activity == "implement" else "debug"


PEOPLE_RULES = (
    Rule(
        id="HC501",
        name="raci-shape",
        severity=Severity.ERROR,
        summary="an activity without exactly one accountable and at least one responsible role",
        example=Example("responsibilities[2].accountable", "[data-engineer, data-scientist]"),
        fix="Name one role that answers for it, and at least one that does it.",
        check=_raci_shape,
    ),
    Rule(
        id="HC502",
        name="role-empty",
        severity=Severity.ERROR,
        summary="a role that no member of the team has",
        example=Example("responsibilities[2].responsible", "ml-engineer"),
        fix="Add a member with that role, or name a role that is there.",
        check=_role_empty,
    ),
    Rule(
        id="HC503",
        name="channel-unknown",
        severity=Severity.ERROR,
        summary="an on-call channel that support does not list",
        example=Example("responsibilities[1].channel", "recs-pager"),
        fix="List the channel in support, or correct its name.",
        check=_channel_unknown,
    ),
    Rule(
        id="HC504",
        name="runtime-owner",
        severity=Severity.ERROR,
        summary="who implements does not fit where the model runs",
        example=Example("responsibilities[0].responsible", "data-scientist"),
        fix="Let the role that debugs the runtime implement it: data-engineer on the JVM, "
        "data-scientist when served.",
        check=_runtime_owner,
    ),
)
