"""Faults of a frame that cannot be drafted from, all at once (HU401-HU405, HU407)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from handover.contract.model.scalar_types import is_column_name
from handover.faults import Fault, Owner, UsageError

if TYPE_CHECKING:
    import pandas as pd


def named_columns(frame: Any, target: str | None) -> dict[str, pd.Series]:
    """Return the frame's columns by the text of their names.

    Raises
    ------
    UsageError
        HU401 no data frame, or one without rows or with levels of names; HU402 a name twice;
        HU403 no such target; HU405 a name that no contract could hold.
    """
    import pandas as pd

    if not isinstance(frame, pd.DataFrame):
        raise UsageError(
            _fault("HU401", "not a data frame", f"type={type(frame).__name__}", "Give a DataFrame.")
        )
    if frame.columns.nlevels > 1:
        raise UsageError(
            _fault(
                "HU401",
                "the column names have several levels",
                f"levels={frame.columns.nlevels}",
                "Join the levels of each name into one text.",
            )
        )
    names = [str(name) for name in frame.columns]
    faults = [*_name_faults(names), *_target_faults(names, target)]
    if len(frame) == 0:
        step = "Give at least some hundred rows; ranges and categories are read from them."
        faults.insert(0, _fault("HU401", "the frame has no rows", "rows=0", step))
    if faults:
        raise UsageError(*faults)
    return {name: frame.iloc[:, index] for index, name in enumerate(names)}


def _name_faults(names: Sequence[str]) -> Iterator[Fault]:
    seen: set[str] = set()
    told: set[str] = set()
    for name in names:
        if name in seen and name not in told:
            told.add(name)
            times = names.count(name)
            yield _fault(
                "HU402",
                f"{times} columns are called {name!r}",
                f"columns={times}",
                "Rename or drop all but one; numbers count as their text.",
            )
        seen.add(name)
        if not is_column_name(name):
            yield _fault(
                "HU405",
                "a column name is empty, longer than 200 characters or not printable",
                f"name={name[:60]!r}",
                "Rename the column.",
            )


def _target_faults(names: Sequence[str], target: str | None) -> Iterator[Fault]:
    if target is None or target in names:
        return
    near = get_close_matches(target, names, n=1)
    yield _fault(
        "HU403",
        f"the frame has no column {target!r} to predict",
        f"columns={_listed(names)}",
        f"Did you mean {near[0]!r}?" if near else "Name a column of the data as the target.",
    )


def chosen_features(
    columns: Sequence[str],
    features: Sequence[str] | None,
    width: int | None,
    *,
    arrays: dict[str, int],
    target: str | None,
) -> tuple[str, ...]:
    """Return the columns that are the model's inputs, in the model's order.

    Parameters
    ----------
    columns
        Names of the frame.
    features
        What the estimator was fitted with, None for a plain matrix.
    width
        Number of features it was fitted with, None where it does not say.
    arrays
        Length of every array column; such a column stands for ``NAME_0`` to ``NAME_{k-1}``.
    target
        The column to predict.

    Raises
    ------
    UsageError
        HU404 a feature that the frame lacks, or another number of them; HU407 the target is one.
    """
    if features is None:
        chosen = tuple(name for name in columns if name != target)
        found = sum(arrays.get(name, 1) for name in chosen)
        if width is not None and found != width:
            raise UsageError(
                _fault(
                    "HU404",
                    "the model was fitted on another number of features than the frame has",
                    f"features={found} ({_listed(chosen)})",
                    "Give the frame with exactly the model's features, and name the target.",
                    expected=f"features={width}",
                )
            )
        return chosen
    owner = {f"{name}_{index}": name for name, k in arrays.items() for index in range(k)}
    owner |= {name: name for name in columns if name not in arrays}
    faults = [
        _fault(
            "HU404",
            f"the model was fitted with a column {name!r} that the frame lacks",
            f"columns={_listed(columns)}",
            _nearest(name, columns),
        )
        for name in features
        if name not in owner
    ]
    chosen = tuple(dict.fromkeys(owner[name] for name in features if name in owner))
    if target in chosen:
        faults.append(
            _fault(
                "HU407",
                f"the target {target!r} is one of the model's inputs",
                f"column={target}",
                "Fit the model without it: it would know the answer it is asked for.",
            )
        )
    if faults:
        raise UsageError(*faults)
    return chosen


def _nearest(name: str, columns: Sequence[str]) -> str:
    near = get_close_matches(name, columns, n=1)
    return f"Rename column {near[0]!r} to {name!r}." if near else "Add it to the data."


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names[:8]) + (", …" if len(names) > 8 else "")


def _fault(code: str, message: str, found: str, step: str, *, expected: str | None = None) -> Fault:
    return Fault(code, message, Owner.DATA_SCIENTIST, expected=expected, found=found, next=step)
