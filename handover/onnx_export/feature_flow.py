"""Flow of contract columns to each step, with what happened to them on the way.

A static look: nothing is run. For every step of an estimator it tells whether a missing value,
a double or a rescaled number can reach it, from which the findings of `refusals` follow.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from handover.estimator import (
    FeatureLayout,
    Sees,
    branches_of,
    is_chain,
    is_chooser,
    is_union,
    members_of,
    unwrap,
)
from handover.values import ElementType


@dataclass(frozen=True)
class Stream:
    """One or more matrix columns with the same history.

    ``columns`` are the contract columns it is made from, ``type`` its element type now,
    ``missing`` whether NaN can be in it, ``arithmetic`` the step that computed with it in float
    (None: values are still the row's own, or exact codes), ``coded`` that they are codes,
    ``sparse`` that they stand in a sparse matrix, whose zeros XGBoost calls missing.
    """

    columns: frozenset[str]
    type: ElementType
    missing: bool = False
    arithmetic: str | None = None
    coded: bool = False
    sparse: bool = False


@dataclass(frozen=True)
class Visit:
    """A step, its place such as ``pipeline.columntransformer.num.scaler``, and what reaches it."""

    path: str
    step: Any
    inputs: tuple[Stream, ...]

    @property
    def kind(self) -> str:
        """The step's class name."""
        return type(self.step).__name__


# Steps whose output is a code, a count or one of the values they were given: no rounding.
_EXACT = frozenset(
    {"Binarizer", "KBinsDiscretizer", "MissingIndicator", "OneHotEncoder", "OrdinalEncoder"}
    | {"SelectKBest", "SelectPercentile", "SelectFromModel", "VarianceThreshold", "RFE", "RFECV"}
    | {"LabelBinarizer", "CountVectorizer", "CastTransformer", "GenericUnivariateSelect"}
)
_CODES = frozenset(
    {"Binarizer", "KBinsDiscretizer", "MissingIndicator", "OneHotEncoder", "OrdinalEncoder"}
)
_KEEPS_SPARSE = frozenset(
    {"SimpleImputer", "StandardScaler", "MaxAbsScaler", "RobustScaler", "PolynomialFeatures"}
    | {"Normalizer", "Binarizer", "CastTransformer", "FunctionTransformer", "TfidfTransformer"}
    | {"SelectKBest", "SelectPercentile", "SelectFromModel", "VarianceThreshold", "RFE", "RFECV"}
    | {"GenericUnivariateSelect"}
)
_KEEPS_WIDTH = frozenset({"StandardScaler", "MinMaxScaler", "MaxAbsScaler", "RobustScaler"})


def flow(estimator: Any, layout: FeatureLayout) -> tuple[Visit, ...]:
    """Return a visit for every step inside the estimator, in the order in which rows meet them."""
    streams = tuple(
        Stream(frozenset({column.name}), column.type, missing=column.nullable)
        for column in layout.columns
        for _ in range(column.length or 1)
    )
    visits: list[Visit] = []
    _pass(unwrap(estimator), streams, type(unwrap(estimator)).__name__.lower(), visits)
    return tuple(visits)


def _pass(
    step: Any, streams: tuple[Stream, ...], path: str, visits: list[Visit]
) -> tuple[Stream, ...]:
    step = unwrap(step)
    if step is None or isinstance(step, str):
        return streams if step != "drop" else ()
    if is_chain(step):
        for member in members_of(step):
            streams = _pass(member.step, streams, f"{path}.{member.name}", visits)
        return streams
    if is_chooser(step):
        sparse = bool(getattr(step, "sparse_output_", False))
        found = tuple(_branches(step, streams, path, visits))
        return tuple(replace(item, sparse=sparse) for item in found)
    if is_union(step):
        results = [
            _pass(member.step, streams, f"{path}.{member.name}", visits)
            for member in members_of(step)
        ]
        joined = tuple(stream for result in results for stream in result)
        sparse = any(item.sparse for item in joined)
        return tuple(replace(item, sparse=sparse) for item in joined)
    visits.append(Visit(path, step, streams))
    for index, member in enumerate(members_of(step)):
        final = member.sees is Sees.ANSWERS
        given = (_merged(streams, "stacking"),) if final else streams
        _pass(member.step, given, f"{path}[{index}]", visits)
    sparse = _is_sparse_after(step, streams)
    return tuple(replace(item, sparse=sparse) for item in _after(step, streams))


def _is_sparse_after(step: Any, streams: tuple[Stream, ...]) -> bool:
    kind = type(step).__name__
    if kind in ("OneHotEncoder", "LabelBinarizer"):
        return bool(step.sparse_output)
    if kind == "KBinsDiscretizer":
        return bool(step.encode == "onehot")
    if kind in ("CountVectorizer", "TfidfVectorizer", "HashingVectorizer"):
        return True
    if kind == "DictVectorizer":
        return bool(step.sparse)
    return kind in _KEEPS_SPARSE and any(item.sparse for item in streams)


def _branches(
    step: Any, streams: tuple[Stream, ...], path: str, visits: list[Visit]
) -> Iterator[Stream]:
    for name, member, indices in branches_of(step):
        # Behind a step of unknown width every column may hold any of what went in.
        known = max(indices) < len(streams)
        chosen = tuple(streams[index] for index in indices) if known else streams
        yield from _pass(member, chosen, f"{path}.{name}", visits)


def _after(step: Any, streams: tuple[Stream, ...]) -> tuple[Stream, ...]:
    kind = type(step).__name__
    if kind == "FunctionTransformer" and step.func is None:
        return streams
    if kind == "SimpleImputer":
        return _imputed(step, streams)
    if kind in ("KNNImputer", "IterativeImputer"):
        return tuple(replace(item, missing=False, arithmetic=kind) for item in streams)
    if kind in _KEEPS_WIDTH:
        return tuple(
            replace(item, type=_float(item.type), arithmetic=kind, coded=False) for item in streams
        )
    if kind in _CODES:
        missing = kind == "OrdinalEncoder" and any(_nan_code(step, item) for item in streams)
        columns = frozenset().union(*(item.columns for item in streams)) if streams else frozenset()
        return (Stream(columns, ElementType.F32, missing=missing, coded=True),)
    if kind in _EXACT:
        return (_merged(streams, None),)
    return (_merged(streams, kind),)


def _imputed(step: Any, streams: tuple[Stream, ...]) -> tuple[Stream, ...]:
    marker = step.missing_values
    finds = marker is None or (isinstance(marker, float) and np.isnan(marker))
    kept = tuple(replace(item, missing=item.missing and not finds) for item in streams)
    return kept if not step.add_indicator else (_merged(kept, None),)


def _nan_code(step: Any, stream: Stream) -> bool:
    """Tell whether a missing value leaves an OrdinalEncoder as NaN."""
    coded = getattr(step, "encoded_missing_value", np.nan)
    return stream.missing and isinstance(coded, float) and bool(np.isnan(coded))


def _merged(streams: Sequence[Stream], arithmetic: str | None) -> Stream:
    columns: frozenset[str] = frozenset().union(*(item.columns for item in streams))
    earlier = next((item.arithmetic for item in streams if item.arithmetic), None)
    wide = any(item.type is ElementType.F64 for item in streams)
    return Stream(
        columns,
        ElementType.F64 if wide else ElementType.F32,
        missing=any(item.missing for item in streams),
        arithmetic=arithmetic or earlier,
    )


def _float(element: ElementType) -> ElementType:
    return element if element.is_float else ElementType.F32
