"""A fitted model and its data in; the YAML of a contract that only has to be corrected out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from handover.contract_draft import sections
from handover.contract_draft.column_profile import ColumnProfile, profile
from handover.contract_draft.estimator_profile import (
    EstimatorProfile,
    OutputProfile,
    estimator_profile,
)
from handover.contract_draft.frame_faults import chosen_features, named_columns

if TYPE_CHECKING:
    import pandas as pd


def draft(model: Any, frame: pd.DataFrame, *, target: str | None = None, name: str) -> str:
    """Draft a contract.

    Parameters
    ----------
    model
        A fitted scikit-learn estimator, pipeline or search.
    frame
        ``[N, columns]`` rows like those the model was fitted on, as the data scientist has them.
    target
        The column that the model predicts; left out of the inputs.
    name
        Name of the contract; what no file name can hold becomes ``-``.

    Returns
    -------
    str
        YAML. Columns, types, ranges, categories, outputs and tolerances are inferred; every value
        that starts with ``TODO`` is a person's to say, and `handover.contract.check` refuses the
        file until it is said.

    Raises
    ------
    UsageError
        HU401-HU405 and HU407 for the frame, HU406 for the model; all that is known at once.
    """
    estimator = estimator_profile(model)
    columns = named_columns(frame, target)
    profiles = {key: _with_missing(profile(key, cells), cells) for key, cells in columns.items()}
    arrays = {key: seen.length for key, seen in profiles.items() if seen.length is not None}
    chosen = chosen_features(
        list(columns), estimator.features, estimator.width, arrays=arrays, target=target
    )
    named = replace(estimator, outputs=_apart(estimator.outputs, chosen))
    return "\n".join([*_lines(named, [profiles[key] for key in chosen], target, _slug(name)), ""])


def _with_missing(seen: ColumnProfile, cells: pd.Series) -> ColumnProfile:
    share = float(cells.isna().mean())
    if seen.required or seen.logical_type is None:
        return seen
    return replace(seen, seen=f"{seen.seen}, {share:.2g} of the rows missing".removeprefix(", "))


def _lines(
    estimator: EstimatorProfile, columns: Sequence[ColumnProfile], target: str | None, name: str
) -> list[str]:
    return [
        *sections.head(name, estimator.kind),
        *sections.inputs(columns),
        *sections.outputs(estimator.outputs),
        *sections.label(target),
        *sections.model(estimator),
        *sections.metrics(estimator, target),
        *sections.agreement(),
    ]


def _apart(answers: tuple[OutputProfile, ...], taken: Sequence[str]) -> tuple[OutputProfile, ...]:
    """Rename outputs that an input is called like: one ONNX graph holds the names of both."""
    used = set(taken)
    return tuple(replace(answer, name=_free(answer.name, used)) for answer in answers)


def _free(name: str, used: set[str]) -> str:
    while name in used:
        name = f"{name}_out"
    return name


def _slug(name: str) -> str:
    slug = re.sub(r"[^A-Za-z0-9_-]+|\.", "-", name, flags=re.ASCII).strip("-._").lower()
    return slug[:100].rstrip("-_") or "TODO-name"
