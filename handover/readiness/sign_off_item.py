"""Sign-offs: every named role, by a member of the team in that role, of this very agreement."""

from __future__ import annotations

import datetime

from handover.contract import ModelContract
from handover.contract.model.done_item import DoneItem, SignOff
from handover.readiness.state import ItemStanding, ItemState


def sign_off_item(item: DoneItem, contract: ModelContract, today: datetime.date) -> ItemState:
    """Judge one sign-off item; a signature under other content, or too old, does not count."""
    missing: list[str] = []
    waiting: list[str] = []
    ages: list[int] = []
    for role in item.by:
        signatures = [s for s in contract.sign_offs if s.item == item.id and s.role == role]
        faults = [_fault(s, contract, item, today) for s in signatures]
        valid = [s for s, fault in zip(signatures, faults, strict=True) if fault is None]
        if valid:
            ages.append(min((today - _day(s)).days for s in valid))
            continue
        waiting.append(role)
        reason = next((fault for fault in reversed(faults) if fault is not None), "has not signed")
        missing.append(f"{role} {reason}")
    if not item.by:
        missing = ["names no role"]
    if missing:
        return ItemState(
            item.id,
            item.check,
            ItemStanding.LACKING,
            "; ".join(missing),
            who=", ".join(waiting) or "contract author",
            next=f"Sign with contractDigest {contract.agreement_digest}.",
        )
    signed = f"signed by {', '.join(item.by)}"
    return ItemState(item.id, item.check, ItemStanding.HOLDS, signed, age_days=max(ages))


def _fault(
    signature: SignOff, contract: ModelContract, item: DoneItem, today: datetime.date
) -> str | None:
    members = {member.username for member in contract.team.members if member.role == signature.role}
    if signature.by not in members:
        return f"signed as {signature.by}, who has no such role in the team"
    if signature.contract_digest is None:
        return f"signed on {signature.date}, without the digest of what was signed"
    if signature.contract_digest != contract.agreement_digest:
        return f"signed another text of this contract on {signature.date}"
    age = (today - _day(signature)).days
    if age < 0:
        return f"signed on {signature.date}, in the future"
    if item.max_age_days is not None and age > item.max_age_days:
        return f"signed {age} days ago, at most {item.max_age_days} allowed"
    return None


def _day(signature: SignOff) -> datetime.date:
    return datetime.date.fromisoformat(str(signature.date))
