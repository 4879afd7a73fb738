"""Findings made stored vectors: a bundle and findings in, a new bundle file out.

A row that the input rules refuse needs no model; any other needs the estimator, whose answers are
two of the three truths. Refused: HU303 the bundle's own folder, HF403 no estimator, and what the
truths refuse (HT301-HT402), unless the bundle accepted it at export.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from handover.bundle.rewriting import require_another_place, rewrite
from handover.contract import check_row
from handover.contract.place import parse_path
from handover.drawing import Candidate, Ground, file_truths, truths
from handover.faults import Fault, Owner, UsageError
from handover.fuzzing.counterexample import Counterexample
from handover.onnx_export.exported_model import exported_again
from handover.oracle import EstimatorOracle, FileOracle
from handover.testvectors import FLAGS, Rejection, TestVector, VectorSet, causes_together, vector_id

if TYPE_CHECKING:
    from handover.bundle import Bundle
    from handover.contract import ModelContract

FLAG = "fuzz"


@dataclass(frozen=True)
class Promoted:
    """The new bundle, and the id of each finding's vector in it."""

    path: Path
    ids: tuple[str, ...]


def promote(
    bundle: Bundle, findings: Sequence[Counterexample], out: Path, *, estimator: Any | None = None
) -> Promoted:
    """Write the bundle with the findings among its vectors into another folder.

    Parameters
    ----------
    estimator
        The fitted estimator the bundle was exported from; needed but for rows that must be
        rejected, and for a file that was handed over without one.

    Raises
    ------
    UsageError
        HU303, HF403.
    ExportRefused
        The estimator and the model file differ on a finding: then the export is at fault, not the
        backend.
    """
    require_another_place(bundle, out)
    contract = bundle.contract
    answered: list[Counterexample] = []
    made: list[TestVector] = []
    for finding in findings:
        rejection = _rejection(contract, finding)
        if rejection is None:
            answered.append(finding)
        else:
            made.append(rejection)
    causes: Mapping[str, Any] = {}
    if answered:
        vectors, causes = _answered(bundle, answered, estimator)
        made += vectors
    there = {vector.id for vector in bundle.vectors.vectors}
    fresh = [vector for vector in made if vector.id not in there]
    vectors_now = VectorSet(
        (*bundle.vectors.vectors, *fresh), _header(bundle.vectors.header, causes, len(fresh))
    )
    kept = [entry for entry in bundle.manifest["accepted"] if str(entry["id"]).startswith("HT")]
    path = rewrite(out, bundle, vectors_now, kept)
    return Promoted(path, tuple(vector.id for vector in made))


def _rejection(contract: ModelContract, finding: Counterexample) -> TestVector | None:
    faults = check_row(contract, finding.row)
    if not faults:
        return None
    column = str(parse_path(faults[0].where or "$")[0])
    spelled = finding.spelled_row(contract)
    return TestVector(
        id=vector_id(FLAG, finding.why, spelled),
        flag=FLAG,
        why=finding.why,
        input=dict(finding.row),
        expected=Rejection(faults[0].code, column),
    )


def _answered(
    bundle: Bundle, findings: Sequence[Counterexample], estimator: Any | None
) -> tuple[list[TestVector], Mapping[str, Any]]:
    if estimator is None and bundle.vectors.estimated:
        raise UsageError(
            Fault(
                "HF403",
                "a stored vector needs the answers of the estimator",
                Owner.DATA_SCIENTIST,
                where=findings[0].id,
                expected="--model",
                next="Give the fitted model that was exported: --model model.joblib.",
            )
        )
    contract = bundle.contract
    ground = Ground(
        contract=contract,
        estimator=estimator if bundle.vectors.estimated else None,
        oracle=(
            EstimatorOracle(estimator, contract)
            if bundle.vectors.estimated
            else FileOracle(bundle.model, contract)
        ),
        rows=(),
        sources=(),
        given=0,
        refused=0,
        seed=0,
    )
    model = exported_again(contract, bundle.model, bundle.manifest)
    accepted = {entry["id"]: entry["reason"] for entry in bundle.manifest["accepted"]}
    candidates = [Candidate(FLAG, finding.why, finding.row) for finding in findings]
    ask = truths if bundle.vectors.estimated else file_truths
    told = ask(ground, model, candidates, accepted)
    return list(told.vectors), told.causes


def _header(header: Mapping[str, Any], causes: Mapping[str, Any], added: int) -> dict[str, Any]:
    note = FLAGS[FLAG]
    flags = {**header.get("flags", {})}
    before = flags.get(FLAG, {}).get("count", 0)
    flags[FLAG] = {"count": before + added, "catches": note.catches, "effect": note.effect}
    counted = causes_together(header.get("truths", {}), causes)
    return {**header, "flags": flags, "truths": counted}
