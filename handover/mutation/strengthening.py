"""Add to a set of vectors the rows that kill what it lets live, and the strength it then has.

In: what `handover.draw` was given, and what it returned. Out: a `VectorSet` with vectors
of the flag ``mutant`` and ``strength`` in its header. Refused: what `truths` refuses of the new
rows (HT301-HT403).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from handover.drawing import CODES, Candidate, file_truths, ground, tolerance_proposals, truths
from handover.mutation.mutated_model import mutated_model_of_bundle, mutated_model_of_context
from handover.mutation.mutation_run import MutationResult, MutationRun, Progress
from handover.mutation.strength import strength_of
from handover.onnx_export import ExportedModel
from handover.testvectors import FLAGS, TestVector, VectorSet, causes_together

if TYPE_CHECKING:
    import pandas as pd

    from handover.contract import ModelContract

FLAG = "mutant"

# Hold-out rows that the search starts from; more add time and hardly any reach.
BASE_ROWS = 400
# Searches in all: every one starts from other rows, and is the last when it finds nothing.
MOST_TURNS = 4
# Minutes for a model of more mutants, of which the first search alone plays all.
MOST_EXAMINED_AGAIN = 100_000


def strengthen(
    contract: ModelContract,
    estimator: Any,
    model: ExportedModel,
    vectors: VectorSet,
    *,
    data: pd.DataFrame,
    seed: int | None = None,
    max_rows: int | None = None,
    accept: Iterable[tuple[str, str]] = (),
    progress: Progress | None = None,
) -> VectorSet:
    """Mutate the exported model, add the rows that the vectors lack, and say how strong they are.

    Which classes of vectors the contract asks for makes no difference: a bundle that is known to
    miss a mistake is not handed over.

    Parameters
    ----------
    contract, estimator, model, data, accept
        As `handover.draw` was given them.
    vectors
        What it returned.
    seed
        Seed of the search; the vectors' own when absent.
    max_rows
        At most so many vectors in all; mutants that would need more survive.
    progress
        Called with (mutants played, mutants).

    Raises
    ------
    ExportRefused
        What the truths of the added rows refuse, as `handover.draw` does.
    """
    chosen = int(vectors.header["seed"]) if seed is None else seed
    base = ground(contract, estimator, data, seed=chosen, model=model)
    accepted = dict(accept)
    ask = file_truths if estimator is None else truths
    examiner = MutationRun(
        mutated_model_of_context(base, model.onnx, most=BASE_ROWS), vectors.vectors
    )
    examined = examiner.examine(progress=progress)
    present, header = list(vectors.vectors), dict(vectors.header)
    for turn in range(MOST_TURNS):
        told = ask(base, model, _candidates(examined, len(present), max_rows), accepted)
        added = _fresh(told.vectors, present)
        present += added
        if added:
            header["truths"] = causes_together(header["truths"], told.causes)
        last = turn + 1 == MOST_TURNS or (turn > 0 and not added)
        if last or _mutants(examined) > MOST_EXAMINED_AGAIN:
            examined = _with(examiner, examined, added) if added else examined
            break
        # As `handover strength` will examine the bundle: what another search finds is added too.
        stored = VectorSet.from_files(VectorSet(tuple(present), header).to_files()).vectors
        subject = mutated_model_of_bundle(contract, model.onnx, stored, seed=chosen)
        # All mutants of a wide model take gigabytes: not those of two searches at once.
        del examiner, examined
        examiner = MutationRun(subject, stored)
        examined = examiner.examine(progress=progress)
        if not examined.kept or (max_rows is not None and len(present) >= max_rows):
            break
    header["strength"] = strength_of(examined).to_json(base.columns)
    if len(present) > len(vectors.vectors):
        header |= _counted(contract, model, present, header, accepted)
    return VectorSet(tuple(present), {**header, "count": len(present)})


def _counted(
    contract: ModelContract,
    model: ExportedModel,
    vectors: Sequence[TestVector],
    header: Mapping[str, Any],
    accepted: Mapping[str, str],
) -> dict[str, Any]:
    """Return what the header says anew once vectors were added."""
    note = FLAGS[FLAG]
    count = Counter(vector.flag for vector in vectors)[FLAG]
    flags = {"count": count, "catches": note.catches, "effect": note.effect}
    said = {
        "flags": {**header["flags"], FLAG: flags},
        "accepted": _accepted(header["accepted"], header["truths"], accepted),
    }
    if "tolerance" in header:
        said["tolerance"] = tolerance_proposals(
            contract.output_columns,
            model.profile.get("classes", {}),  # type: ignore[arg-type]  # text by output
            model.roles,
            vectors,
        )
    return said


def _mutants(examined: MutationResult) -> int:
    return sum(len(part.killer) for part in examined.parts)


def _candidates(examined: MutationResult, there: int, max_rows: int | None) -> list[Candidate]:
    """Return the rows to add, the one that kills most first."""
    room = None if max_rows is None else max(0, max_rows - there)
    return [
        Candidate(FLAG, _why(examined, pairs), examined.searched[row])
        for row, pairs in examined.kept[:room]
    ]


def _why(examined: MutationResult, pairs: Sequence[tuple[int, int]]) -> str:
    """Name the first mutant that only this row kills, and count the others."""
    owner, at = pairs[0]
    group = examined.parts[owner].group
    more = len(pairs) - 1
    rest = f"; and {more} more mutant{'' if more == 1 else 's'}" if more else ""
    return f"kills {group.where(at)}: {group.kinds[at]}{rest}"


def _fresh(vectors: Sequence[TestVector], present: Sequence[TestVector]) -> tuple[TestVector, ...]:
    """Leave out vectors whose id is there already."""
    known = {vector.id for vector in present}
    return tuple(vector for vector in vectors if vector.id not in known)


def _with(
    examiner: MutationRun, examined: MutationResult, added: Sequence[TestVector]
) -> MutationResult:
    """Hold the survivors against the added vectors, whose answers and margins are now known."""
    rows, played = examiner.maker.of_vectors(added)
    wanted = [np.flatnonzero(part.found >= 0) for part in examined.parts]
    killers = examiner.play(rows, wanted=wanted)
    stored = {repr(sorted(vector.input.items())) for vector in played}
    parts = []
    for part, killer in zip(examined.parts, killers, strict=True):
        found = part.found.copy()
        killed = killer >= 0
        found[killed] = -1
        for at in np.flatnonzero(found >= 0):
            row = examined.searched[found[at]]
            if repr(sorted(row.items())) in stored:
                # With the estimator's own margin the row does not tell them apart after all.
                found[at] = -1
        whole = np.where(killed, killer + len(examined.vectors), part.killer)
        parts.append(replace(part, killer=whole, found=found))
    return replace(examined, parts=tuple(parts), vectors=(*examined.vectors, *played))


def _accepted(
    before: Sequence[Mapping[str, str]],
    counted: Mapping[str, Mapping[str, Any]],
    accepted: Mapping[str, str],
) -> list[dict[str, str]]:
    """Restate what each acceptance of a deviation covers."""
    cause_of = {code: cause for cause, code in CODES.items()}
    kept = [dict(entry) for entry in before if entry["id"] not in cause_of]
    for code, reason in sorted(accepted.items()):
        count = counted[cause_of[code]]["vectors"] if code in cause_of else 0
        if count:
            what = f"ONNX Runtime differs from the estimator, cause {cause_of[code]}"
            kept.append({"id": code, "reason": reason, "what": f"{count} vectors: {what}"})
    return sorted(kept, key=lambda entry: entry["id"])
