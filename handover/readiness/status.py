"""Say of every item of the definition of done where it stands."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from handover.bundle import Bundle, read
from handover.contract import ModelContract, check, load
from handover.contract.model.done_item import DoneItem
from handover.faults import HandoverError
from handover.readiness.evidence_item import evidence_item
from handover.readiness.metrics_item import metrics_shortfall
from handover.readiness.parity_item import (
    determinism_shortfall,
    played_stages,
    served_records,
    shortfall,
    stages_of,
)
from handover.readiness.records import Record, read_record, read_records
from handover.readiness.sign_off_item import sign_off_item
from handover.readiness.state import DoneState, ItemStanding, ItemState


@dataclass(frozen=True)
class _Evidence:
    """Everything an item may be judged by."""

    contract_path: Path
    contract: ModelContract
    bundle: Bundle | None
    bundle_path: Path | None
    bundle_fault: str | None
    records: tuple[Record, ...]
    today: datetime.date


def status(
    contract_path: str | Path,
    bundle_path: str | Path | None = None,
    *,
    verdicts: Sequence[str | Path] = (),
    today: datetime.date | None = None,
) -> DoneState:
    """Judge the definition of done of a contract.

    Parameters
    ----------
    contract_path
        The contract as it stands now.
    bundle_path
        Its bundle; without one, whatever is computed from a bundle is lacking.
    verdicts
        Verdict files besides those that `handover verify` kept beside the bundle.
    today
        The day against which ages are measured; default: today in UTC.

    Raises
    ------
    ContractInvalid, BundleInvalid
        The contract cannot be read, or a verdict file is none.
    """
    contract_path = Path(contract_path)
    contract = load(contract_path)
    bundle, fault = None, None
    if bundle_path is not None:
        bundle_path = Path(bundle_path)
        try:
            bundle = read(bundle_path)
        except HandoverError as error:
            fault = str(error.faults[0])
    kept = read_records(bundle_path) if bundle_path is not None else ()
    evidence = _Evidence(
        contract_path=contract_path,
        contract=contract,
        bundle=bundle,
        bundle_path=bundle_path,
        bundle_fault=fault,
        records=(*kept, *(read_record(Path(path)) for path in verdicts)),
        today=today or datetime.datetime.now(datetime.timezone.utc).date(),
    )
    items = tuple(_judge(item, evidence) for item in contract.definition_of_done)
    return DoneState(contract.name, contract.version, str(contract.status), items)


def _judge(item: DoneItem, evidence: _Evidence) -> ItemState:
    judge = _JUDGES.get(item.check)
    if judge is None:
        return ItemState(
            item.id,
            item.check,
            ItemStanding.NOT_CHECKED,
            "handover does not measure this",
            who="contract author",
            next="Give evidence for it instead: check: evidence.",
        )
    return judge(item, evidence)


def _parity(item: DoneItem, evidence: _Evidence) -> ItemState:
    return _recorded(item, evidence, shortfall, "all {n} vectors pass on {backends}")


def _deterministic(item: DoneItem, evidence: _Evidence) -> ItemState:
    return _recorded(item, evidence, determinism_shortfall, "{backends} agrees with itself")


def _recorded(
    item: DoneItem,
    evidence: _Evidence,
    judge: Callable[[Record, Bundle], str | None],
    words: str,
) -> ItemState:
    """Every record of the JVM side must hold, and each stage of the bundle must have one."""
    bundle = evidence.bundle
    if bundle is None:
        return _without_bundle(item, evidence)
    step = f"Run: handover verify {evidence.bundle_path}"
    records = served_records(evidence.records)
    if not records:
        return _lacking(item, "no verdict of a JVM backend", who="data-engineer", step=step)
    for record in records:
        fault = judge(record, bundle)
        if fault is not None:
            return _lacking(item, f"{record.backend}: {fault}", who="data-engineer", step=step)
    played = {stage for record in records for stage in played_stages(record, bundle)}
    for stage in stages_of(bundle):
        if stage not in played:
            what = f"no backend was verified at stage {stage}"
            return _lacking(item, what, who="data-engineer", step=step)
    backends = ", ".join(dict.fromkeys(record.backend for record in records))
    detail = words.format(n=len(bundle.vectors.vectors), backends=backends)
    return ItemState(item.id, item.check, ItemStanding.HOLDS, detail)


def _metrics(item: DoneItem, evidence: _Evidence) -> ItemState:
    if evidence.bundle is None:
        return _without_bundle(item, evidence)
    faults = metrics_shortfall(evidence.contract, evidence.bundle.metrics)
    if faults:
        return _lacking(
            item,
            "; ".join(faults),
            who="data-scientist",
            step="Improve the model, or agree on another threshold.",
        )
    count = len(evidence.contract.metrics)
    return ItemState(item.id, item.check, ItemStanding.HOLDS, f"{count} metric(s) hold")


def _coverage(item: DoneItem, evidence: _Evidence) -> ItemState:
    if evidence.bundle is None:
        return _without_bundle(item, evidence)
    wanted = evidence.contract.parity.coverage.model_dump(by_alias=False, exclude_none=True)
    reached = evidence.bundle.vectors.header.get("coverage", {})
    faults = []
    for what, least in wanted.items():
        found = reached.get(what, {})
        covered, total = int(found.get("covered", 0)), int(found.get("total", 0))
        if total and covered < float(least) * total:
            faults.append(f"{what} {covered} of {total}, asked for {float(least):.0%}")
    if not wanted:
        faults = ["parity.coverage asks for nothing"]
    if faults:
        return _lacking(
            item,
            "; ".join(faults),
            who="data-scientist",
            step="Export again without --max-rows, or state what is out of reach.",
        )
    return ItemState(item.id, item.check, ItemStanding.HOLDS, ", ".join(sorted(wanted)))


def _intact(item: DoneItem, evidence: _Evidence) -> ItemState:
    if evidence.bundle is None:
        return _without_bundle(item, evidence)
    if evidence.bundle.contract.agreement_digest != evidence.contract.agreement_digest:
        return _lacking(
            item,
            "the bundle was exported from another text of this contract",
            who="data-scientist",
            step="Export the bundle again from the contract as it stands.",
        )
    detail = f"sha256 {evidence.bundle.sha256[:12]}"
    return ItemState(item.id, item.check, ItemStanding.HOLDS, detail)


def _no_errors(item: DoneItem, evidence: _Evidence) -> ItemState:
    errors = [f for f in check(evidence.contract_path) if f.severity == "error"]
    if errors:
        return _lacking(
            item,
            f"{len(errors)} error(s)",
            who="contract author",
            step=f"Run: handover check {evidence.contract_path}",
        )
    return ItemState(item.id, item.check, ItemStanding.HOLDS, "no finding of severity error")


def _evidence(item: DoneItem, evidence: _Evidence) -> ItemState:
    return evidence_item(item, evidence.contract_path.resolve().parent, evidence.today)


def _sign_off(item: DoneItem, evidence: _Evidence) -> ItemState:
    return sign_off_item(item, evidence.contract, evidence.today)


_JUDGES: Mapping[str, Callable[[DoneItem, _Evidence], ItemState]] = {
    "parity.all-vectors-pass": _parity,
    "parity.deterministic": _deterministic,
    "parity.coverage": _coverage,
    "metrics.meet-thresholds": _metrics,
    "contract.no-errors": _no_errors,
    "bundle.intact": _intact,
    "evidence": _evidence,
    "sign-off": _sign_off,
}


def _without_bundle(item: DoneItem, evidence: _Evidence) -> ItemState:
    return _lacking(
        item,
        evidence.bundle_fault or "no bundle given",
        who="data-scientist",
        step="Export the bundle and give it with --bundle.",
    )


def _lacking(item: DoneItem, detail: str, *, who: str, step: str) -> ItemState:
    return ItemState(item.id, item.check, ItemStanding.LACKING, detail, who=who, next=step)
