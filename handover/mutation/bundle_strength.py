"""The strength of a bundle as it lies there: contract, file and vectors in, no estimator."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from handover.mutation.mutated_model import mutated_model_of_bundle
from handover.mutation.mutation_run import MutationResult, MutationRun, Progress
from handover.mutation.strength import Strength, strength_of
from handover.testvectors import Expected

if TYPE_CHECKING:
    import pandas as pd

    from handover.bundle import Bundle


@dataclass(frozen=True)
class BundleStrength:
    """What came of the mutants of a bundle's model, and what made them."""

    examiner: MutationRun
    examined: MutationResult
    strength: Strength


def bundle_strength(
    bundle: Bundle, *, seed: int | None = None, progress: Progress | None = None
) -> BundleStrength:
    """Hold every mutant against the bundle's own vectors; search rows for those that live.

    Parameters
    ----------
    seed
        Seed of the search; the vectors' own when absent.
    """
    chosen = int(bundle.vectors.header.get("seed", 0)) if seed is None else seed
    vectors = bundle.vectors.vectors
    subject = mutated_model_of_bundle(bundle.contract, bundle.model, vectors, seed=chosen)
    examiner = MutationRun(subject, vectors)
    examined = examiner.examine(progress=progress)
    return BundleStrength(examiner, examined, strength_of(examined))


def hold_out_of(bundle: Bundle) -> pd.DataFrame:
    """Return the bundle's hold-out vectors as the data scientist had them, unrounded.

    All answered vectors where it has none of the flag ``hold-out``.
    """
    import pandas as pd

    answered = [
        each
        for each in bundle.vectors.vectors
        if isinstance(each.expected, Expected) and each.stage == "model"
    ]
    chosen = [each for each in answered if each.flag == "hold-out"] or answered
    rows: list[dict[str, Any]] = [{**each.input, **each.source} for each in chosen]
    return pd.DataFrame(rows, columns=[column.name for column in bundle.contract.input_columns])
