"""The categories and tokens that an estimator's encoders learned, by contract column."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np

from handover.estimator.layout import FeatureLayout
from handover.estimator.members import Sees, is_chain, is_chooser, members_of
from handover.estimator.steps import unwrap
from handover.values import Column
from handover.values.row import Scalar

# Steps whose output columns are their input columns, one for one.
_KEEPS_COLUMNS = (
    "SimpleImputer",
    "StandardScaler",
    "MinMaxScaler",
    "MaxAbsScaler",
    "RobustScaler",
    "KNNImputer",
    "IterativeImputer",
)


def known_categories(estimator: Any, columns: Sequence[Column]) -> dict[str, tuple[Scalar, ...]]:
    """Walk pipelines, column transformers and unions to every step with ``categories_``.

    Returns
    -------
    dict
        Column name to its categories as Python values, without missing ones, in learned order;
        columns that no encoder sees are absent.
    """
    return _by_column(estimator, columns, _categories)


def known_tokens(estimator: Any, columns: Sequence[Column]) -> dict[str, tuple[str, ...]]:
    """Walk to every step with a ``vocabulary_`` instead: its tokens in the order of its columns."""
    found = _by_column(estimator, columns, _tokens)
    return {name: tuple(map(str, values)) for name, values in found.items()}


Known = Callable[[Any, list[str]], Iterator[tuple[str, Scalar]]]


def _by_column(
    estimator: Any, columns: Sequence[Column], learned: Known
) -> dict[str, tuple[Scalar, ...]]:
    layout = FeatureLayout.of(estimator, columns)
    found: dict[str, dict[Scalar, None]] = {}
    for name, value in _walk(estimator, list(layout.features), learned):
        found.setdefault(name, {})[value] = None
    scalar = {column.name for column in columns if column.length is None}
    return {name: tuple(values) for name, values in found.items() if name in scalar}


def _categories(step: Any, names: list[str]) -> Iterator[tuple[str, Scalar]]:
    if hasattr(step, "categories_") and len(step.categories_) == len(names):
        for name, categories in zip(names, step.categories_, strict=True):
            for category in categories:
                value = category.item() if isinstance(category, np.generic) else category
                if value is not None and value == value:
                    yield name, value


def _tokens(step: Any, names: list[str]) -> Iterator[tuple[str, Scalar]]:
    if hasattr(step, "vocabulary_") and len(names) == 1:
        for token in sorted(step.vocabulary_, key=step.vocabulary_.__getitem__):
            yield names[0], token


def _walk(step: Any, names: list[str], learned: Known) -> Iterator[tuple[str, Scalar]]:
    step = unwrap(step)
    inner = [member for member in members_of(step) if not member.is_word]
    if is_chain(step):
        for member in inner:
            yield from _walk(member.step, names, learned)
            if not _keeps(member.step, names):
                return
    elif is_chooser(step):
        for member in inner:
            yield from _walk(member.step, _chosen(member.columns, names), learned)
    elif inner:
        for member in inner:
            if member.sees is Sees.INPUT:
                yield from _walk(member.step, names, learned)
    else:
        yield from learned(step, names)


def _keeps(step: Any, names: list[str]) -> bool:
    if type(step).__name__ not in _KEEPS_COLUMNS:
        return False
    try:
        return len(step.get_feature_names_out(names)) == len(names)
    except (ValueError, AttributeError):
        return False


def _chosen(chosen: Any, names: list[str]) -> list[str]:
    if isinstance(chosen, str):
        return [chosen]
    if isinstance(chosen, slice):
        return names[chosen] if not isinstance(chosen.start, str) else []
    picked = list(chosen)
    if picked and all(isinstance(item, bool | np.bool_) for item in picked):
        return [name for name, wanted in zip(names, picked, strict=True) if wanted]
    return [item if isinstance(item, str) else names[int(item)] for item in picked]
