"""Draw the test vectors of a model: generate rows, ask the truths, state the coverage.

In: contract, fitted estimator, exported model, hold-out. Out: a `VectorSet`, the same bytes for
the same inputs. Refused: see `ground` (HT101-HT103, HT105), `truths` (HT301-HT403), and a set
without vectors (HT104) or below the coverage that the contract demands (HT201).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from handover.contract.model.parity import CLASS_FLAGS
from handover.drawing.answers import CODES, Truths, truths
from handover.drawing.candidate import Candidate, Claims, Covered, Refusable
from handover.drawing.coverage import Walked, reach_of
from handover.drawing.draw_context import Ground, ground
from handover.drawing.features.draw import FeatureVectors, draw_features
from handover.drawing.file_answers import file_truths
from handover.drawing.generators.bin_edges import bin_edges
from handover.drawing.generators.categories import categories
from handover.drawing.generators.decision_boundary import decision_boundary
from handover.drawing.generators.extremes import extremes
from handover.drawing.generators.hold_out import hold_out
from handover.drawing.generators.missing import missing
from handover.drawing.generators.rejects import rejects
from handover.drawing.generators.spellings import spellings
from handover.drawing.generators.ties import ties
from handover.drawing.generators.tokens import tokens
from handover.drawing.generators.tree_split import tree_split
from handover.drawing.generators.wide_integers import wide_integers
from handover.drawing.round_robin import in_turns
from handover.drawing.tolerance_proposal import tolerance_proposals
from handover.estimator import every_step, not_looked_into
from handover.faults import ExportRefused, Fault, Owner, UsageError
from handover.onnx_export import ExportedModel
from handover.oracle import FeatureFunction
from handover.progress import Counting, counted
from handover.testvectors import ESTIMATOR, FLAGS, Rejection, TestVector, VectorSet, vector_id

if TYPE_CHECKING:
    import pandas as pd

    from handover.contract import ModelContract

AnyRow = TypeVar("AnyRow", Candidate, Refusable)

_ACCEPTABLE = ("HT301", "HT302", "HT303", *CODES.values())


def draw(
    contract: ModelContract,
    estimator: Any,
    model: ExportedModel,
    *,
    data: pd.DataFrame,
    raw: Sequence[Mapping[str, Any]] | None = None,
    seed: int | None = None,
    max_rows: int | None = None,
    accept: Iterable[tuple[str, str]] = (),
    feature_function: FeatureFunction | None = None,
    progress: Counting | None = None,
) -> VectorSet:
    """Draw the rows that find mismatches, each with its three truths.

    Parameters
    ----------
    contract
        What both sides signed; its ``parity.vectors`` says how many hold-out rows and which
        classes of vectors are drawn.
    estimator
        The fitted estimator that was exported; None for a file that was adopted.
    model
        Its export.
    data
        Hold-out rows with the contract's input columns, as the data scientist has them.
    raw
        Raw rows as a service receives them, for a contract with a ``features`` block.
    seed
        Seed of every random choice; the contract's ``parity.vectors.seed`` when absent.
    max_rows
        At most so many vectors, a third of them for ``features``. What is left out is stated in
        the header's ``coverage``.
    accept
        (fault code, reason) for each known deviation that a person takes the blame for:
        HT301, HT302, HT303, HT401 or HT402.
    feature_function
        The feature function, where it cannot be imported as the contract names it.
    progress
        Called now and then with what is counted, how many are done, and how many there are.

    Raises
    ------
    ExportRefused
        Every reason why the model cannot be handed over as it is, all at once.
    UsageError
        HU302: a code that cannot be accepted, or ``max_rows`` below 1.
    """
    accepted = _accepted(accept, max_rows)
    seed = contract.parity.vectors.seed if seed is None else seed
    features = _features(contract, raw, seed, max_rows, accepted, feature_function, progress)
    max_rows = max_rows if max_rows is None else max(1, max_rows - len(features.vectors))
    base = ground(contract, estimator, data, seed=seed, model=model)
    flags = _flags(contract)
    drawn, refusables, claims, walked = _drawn(base, model, flags, progress)
    chosen, refused = _cut(_once(drawn), _once(refusables), max_rows)
    ask = file_truths if estimator is None else truths
    told = ask(base, model, chosen, accepted, counted(progress, "rows answered"))
    modelled = (*told.vectors, *(_rejected(base, each) for each in refused))
    if not modelled:
        raise ExportRefused(_nothing(contract))
    kept = {each.key for each in chosen} | {each.key for each in refused}
    kept -= set(told.left_out)
    why_not = "left out: a row needed for it was"
    why_not += f" beyond --max-rows {max_rows}" if max_rows is not None else " refused by a truth"
    coverage = {kind: each.covered(kept, why_not=why_not) for kind, each in claims.items()}
    coverage.update(reach_of(base, walked, [vector.input for vector in told.vectors], kept))
    coverage.update(_parts(estimator))
    coverage.update(features.coverage)
    _hold_to(contract, coverage)
    vectors = (*features.vectors, *modelled)
    header = _header(base, model, vectors, coverage, told, accepted)
    header["leftOut"] = len(_once(drawn)) + len(_once(refusables)) - len(modelled)
    if contract.features:
        header["raw"] = [field.to_json() for field in contract.raw_fields]
        header["features"] = features.header
    return VectorSet(vectors, header)


def _parts(estimator: Any) -> dict[str, Covered]:
    """Count the parts of an estimator where some stand in places that are not looked into."""
    unknown = () if estimator is None else not_looked_into(estimator)
    if not unknown:
        return {}
    known = len(list(every_step(estimator)))
    why = "a fitted estimator in a place that is not looked into: its splits and categories"
    return {
        "parts": Covered(
            known, known + len(unknown), tuple((path, f"{why} draw no rows") for path in unknown)
        )
    }


def _features(
    contract: ModelContract,
    raw: Sequence[Mapping[str, Any]] | None,
    seed: int,
    max_rows: int | None,
    accepted: Mapping[str, str],
    function: FeatureFunction | None,
    progress: Counting | None,
) -> FeatureVectors:
    if contract.features is not None:
        return draw_features(
            contract,
            raw,
            seed=seed,
            max_rows=max_rows and max(1, max_rows // 3),
            accepted=accepted,
            function=function,
            progress=progress,
        )
    if raw is not None:
        fault = _usage("raw rows, and the contract has no features block", "$.features")
        raise UsageError(fault)
    return FeatureVectors((), {}, {})


def _drawn(
    base: Ground, model: ExportedModel, flags: frozenset[str], progress: Counting | None
) -> tuple[list[Candidate], list[Refusable], dict[str, Claims], Walked]:
    """Run every generator whose flag the contract asks for."""
    drawn: list[Candidate] = []
    claims: dict[str, Claims] = {"splits": Claims(), "categories": Claims(), "missing": Claims()}
    walked = Walked()
    if "hold-out" in flags:
        drawn += hold_out(base, base.contract.parity.vectors.count)
    if "tree-split" in flags:
        rows, claims["splits"], walked = tree_split(base, model, counted(progress, "split sides"))
        drawn += rows
    if "bin-edge" in flags:
        rows, edges = bin_edges(base)
        drawn += rows
        claims |= {"edges": edges} if edges.things or edges.left else {}
    if "decision-boundary" in flags and not walked.placed:
        drawn += decision_boundary(base)
    if "category" in flags:
        rows, claims["categories"] = categories(base)
        drawn += rows
    if "spelling" in flags:
        drawn += spellings(base)
    if "token" in flags:
        rows, known = tokens(base)
        drawn += rows
        claims |= {"tokens": known} if known.things or known.left else {}
    if "wide-integer" in flags:
        drawn += wide_integers(base)
    if "missing" in flags:
        rows, claims["missing"] = missing(base)
        drawn += rows
    if "extreme" in flags:
        drawn += extremes(base)
    if "tie" in flags:
        drawn += ties(base)
    refusables, claims["rejects"] = rejects(base) if "reject-null" in flags else ([], Claims())
    return drawn, refusables, claims, walked


def _flags(contract: ModelContract) -> frozenset[str]:
    """Return the flags of the vector classes that the contract asks for; all when it names none."""
    classes = contract.parity.vectors.classes
    names = CLASS_FLAGS if classes is None else classes
    return frozenset(flag for name in names for flag in CLASS_FLAGS[name])


def _once(rows: Sequence[AnyRow]) -> list[AnyRow]:
    """Keep the first of rows that are the same for the same flag."""
    return list({each.key: each for each in reversed(rows)}.values())[::-1]


def _cut(
    candidates: Sequence[Candidate], refusables: Sequence[Refusable], most: int | None
) -> tuple[list[Candidate], list[Refusable]]:
    """Keep at most so many rows of both."""
    if most is None:
        return list(candidates), list(refusables)
    flags = [each.flag for each in candidates] + [each.flag for each in refusables]
    kept = in_turns(flags, most)
    return (
        [each for each, stays in zip(candidates, kept, strict=False) if stays],
        [each for each, stays in zip(refusables, kept[len(candidates) :], strict=True) if stays],
    )


def _rejected(base: Ground, each: Refusable) -> TestVector:
    return TestVector(
        id=vector_id(each.flag, each.why, each.row),
        flag=each.flag,
        why=each.why,
        input=each.row,
        expected=Rejection(each.code, each.column),
    )


def _header(
    base: Ground,
    model: ExportedModel,
    vectors: Sequence[TestVector],
    coverage: Mapping[str, Covered],
    told: Truths,
    accepted: Mapping[str, str],
) -> dict[str, object]:
    counts = Counter(vector.flag for vector in vectors)
    # Headers that name no oracles have both, which is what readers know since format 1.
    oracles = {} if ESTIMATOR in told.oracles else {"oracles": list(told.oracles)}
    return {
        **oracles,
        "format": 1,
        "count": len(vectors),
        "seed": base.seed,
        "inputs": [column.to_json() for column in base.columns],
        "outputs": [
            {**column.to_json(), "role": base.contract.role(column.name)}
            for column in base.contract.output_columns
        ],
        "flags": {
            flag: {"count": counts[flag], "catches": note.catches, "effect": note.effect}
            for flag, note in FLAGS.items()
            if counts[flag]
        },
        "coverage": {kind: each.to_json() for kind, each in sorted(coverage.items())},
        "truths": told.causes,
        "tolerance": tolerance_proposals(
            base.contract.output_columns,
            model.profile.get("classes", {}),  # type: ignore[arg-type]  # text by output
            model.roles,
            vectors,
        ),
        "holdOut": {"rows": base.given, "refusedByRules": base.refused},
        "accepted": [
            {"id": code, "reason": reason, "what": what}
            for code, reason in sorted(accepted.items())
            if (what := _what(code, told))
        ],
    }


def _what(code: str, told: Truths) -> str:
    """Say in one sentence what an acceptance covers; empty when it covers nothing."""
    for cause, its_code in CODES.items():
        count = told.causes.get(cause, {}).get("vectors", 0)
        if its_code == code and count:
            other = "estimator" if ESTIMATOR in told.oracles else "reference evaluator"
            return f"{count} vectors: ONNX Runtime differs from the {other}, cause {cause}"
    count = sum(1 for each in told.left_out.values() if each == code)
    return f"{count} rows left out: no answer for a row the contract lets pass" if count else ""


def _accepted(accept: Iterable[tuple[str, str]], max_rows: int | None) -> dict[str, str]:
    faults = []
    accepted = dict(accept)
    for code, reason in accepted.items():
        if code not in _ACCEPTABLE:
            faults.append(_usage(f"{code} cannot be accepted", f"id={', '.join(_ACCEPTABLE)}"))
        elif not reason.strip():
            faults.append(_usage(f"accepting {code} needs a reason", "a reason"))
    if max_rows is not None and max_rows < 1:
        faults.append(_usage("max_rows must be at least 1", "max_rows>=1"))
    if faults:
        raise UsageError(*faults)
    return accepted


def _usage(message: str, expected: str) -> Fault:
    return Fault("HU302", message, Owner.DATA_SCIENTIST, expected=expected, next="Mend the call.")


def _hold_to(contract: ModelContract, coverage: Mapping[str, Covered]) -> None:
    """Refuse what stays below the contract's ``parity.coverage``."""
    faults = []
    for kind, covered in sorted(coverage.items()):
        least = getattr(contract.parity.coverage, kind, None)
        if least is not None and covered.covered < least * covered.total:
            what, why = covered.left[0] if covered.left else ("", "")
            faults.append(
                Fault(
                    "HT201",
                    f"the vectors cover too little of the model's {kind}",
                    Owner.DATA_SCIENTIST,
                    where=f"$.parity.coverage.{kind}",
                    expected=f"share>={least}",
                    found=f"covered={covered.covered} of {covered.total}; left {what}: {why}",
                    next="Draw without --max-rows, mend the contract's ranges, or lower the share.",
                )
            )
    if faults:
        raise ExportRefused(*faults)


def _nothing(contract: ModelContract) -> Fault:
    return Fault(
        "HT104",
        "no vectors were drawn",
        Owner.CONTRACT_AUTHOR,
        where="$.parity.vectors",
        expected="vectors>=1",
        found=f"classes={contract.parity.vectors.classes}",
        next="Ask for the class typical, or leave parity.vectors.classes out.",
    )
