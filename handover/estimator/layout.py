"""Feature layout of an estimator, derived from what it was fitted on.

In: a fitted estimator and the contract's input columns. Out: the layout that turns a frame with
the contract's columns into what `fit` saw. Refused by name: columns the estimator was never
shown, features the contract lacks, another width, an estimator that was never fitted (HX101-104).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any

import numpy as np

from handover.estimator.steps import first_steps, unwrap
from handover.faults import ExportRefused, Fault, Owner
from handover.values import Column, ElementType

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd


class Shape(Enum):
    """What `fit` was given."""

    FRAME = "a data frame with named columns"
    MATRIX = "a plain matrix"
    TEXTS = "a sequence of texts"


@dataclass(frozen=True)
class FeatureLayout:
    """The contract's columns in the order in which the estimator takes them.

    ``features`` are the names that the estimator was fitted with, one a matrix column (an array
    column of length k stands for ``NAME_0`` … ``NAME_{k-1}``).
    """

    shape: Shape
    columns: tuple[Column, ...]
    features: tuple[str, ...]

    @staticmethod
    def of(estimator: Any, columns: Sequence[Column]) -> FeatureLayout:
        """Derive the layout.

        Raises
        ------
        ExportRefused
            HX101 a feature the contract lacks, HX102 a column the estimator never saw, HX103
            another number of features, HX104 not fitted.
        """
        estimator = unwrap(estimator)
        _require_fitted(estimator)
        names = fitted_names(estimator, columns)
        if names is not None:
            return _named(names, tuple(columns))
        features = tuple(feature for column in columns for feature in feature_names(column))
        if _takes_texts(estimator):
            if len(columns) != 1 or columns[0].type is not ElementType.STRING:
                raise ExportRefused(_width(1, [column.name for column in columns]))
            return FeatureLayout(Shape.TEXTS, tuple(columns), features)
        width = getattr(estimator, "n_features_in_", None)
        if width is not None and width != len(features):
            raise ExportRefused(_width(int(width), list(features)))
        return FeatureLayout(Shape.MATRIX, tuple(columns), features)

    def input_of(self, frame: pd.DataFrame) -> Any:
        """Return what `predict` takes: a DataFrame, a ``[N, features]`` matrix, or texts."""
        import pandas as pd

        if self.shape is Shape.TEXTS:
            return frame[self.columns[0].name].to_numpy(dtype=object)
        if all(column.length is None for column in self.columns):
            chosen = frame[[column.name for column in self.columns]]
        else:
            cells = {
                feature: values
                for column in self.columns
                for feature, values in zip(
                    feature_names(column), _expanded(frame[column.name], column), strict=True
                )
            }
            chosen = pd.DataFrame(cells, index=frame.index)
        return chosen if self.shape is Shape.FRAME else chosen.to_numpy()


def fitted_names(estimator: Any, columns: Sequence[Column]) -> tuple[str, ...] | None:
    """Return the names of the features that `fit` saw, None for a plain matrix.

    LightGBM writes ``_`` for a blank and calls the features of a matrix ``Column_0``, …; CatBoost
    keeps the names under its own name and calls those of a matrix ``0``, ….
    """
    packages = {type(step).__module__.partition(".")[0] for step in first_steps(estimator)}
    bare = type(estimator).__module__.partition(".")[0]
    attribute = "feature_names_" if bare == "catboost" else "feature_names_in_"
    found = getattr(estimator, attribute, None)
    if found is None:
        return None
    names = tuple(str(name) for name in found)
    if bare == "catboost" and names == tuple(str(place) for place in range(len(names))):
        return None
    if "lightgbm" in packages:
        if names == tuple(f"Column_{place}" for place in range(len(names))):
            return None
        spelled = {
            feature.replace(" ", "_"): feature
            for column in columns
            for feature in feature_names(column)
        }
        return tuple(spelled.get(name, name) for name in names)
    return names


def feature_names(column: Column) -> tuple[str, ...]:
    """Return the matrix columns that a contract column stands for."""
    if column.length is None:
        return (column.name,)
    return tuple(f"{column.name}_{index}" for index in range(column.length))


def _expanded(cells: pd.Series, column: Column) -> list[Any]:
    if column.length is None:
        return [cells]
    matrix = np.array([list(cell) for cell in cells]).reshape(len(cells), column.length)
    return [matrix[:, index] for index in range(column.length)]


def _named(names: tuple[str, ...], columns: tuple[Column, ...]) -> FeatureLayout:
    owner = {feature: column for column in columns for feature in feature_names(column)}
    faults = [
        Fault(
            "HX101",
            f"the estimator was fitted with a column {name!r} that the contract lacks",
            Owner.CONTRACT_AUTHOR,
            where="$.inputs",
            expected=f"column={name}",
            found=f"columns={', '.join(column.name for column in columns)}",
            next=f"Add {name!r} to the inputs, or fit the estimator without it.",
        )
        for name in names
        if name not in owner
    ]
    used = {owner[name].name for name in names if name in owner}
    faults += [
        Fault(
            "HX102",
            f"the contract has a column {column.name!r} that the estimator never saw",
            Owner.CONTRACT_AUTHOR,
            where=f"$.inputs.{column.name}",
            expected=f"columns={', '.join(names)}",
            found=f"column={column.name}",
            next=f"Remove {column.name!r} from the inputs, or fit the estimator with it.",
        )
        for column in columns
        if column.name not in used
    ]
    if not faults:
        order = tuple(dict.fromkeys(owner[name] for name in names))
        flat = tuple(feature for column in order for feature in feature_names(column))
        if flat == names:
            return FeatureLayout(Shape.FRAME, order, names)
        faults.append(
            Fault(
                "HX103",
                "the elements of an array column are not side by side in the estimator's order",
                Owner.DATA_SCIENTIST,
                where="$.inputs",
                expected=f"features={', '.join(flat)}",
                found=f"features={', '.join(names)}",
                next="Fit the estimator with the elements of each array in a row.",
            )
        )
    raise ExportRefused(*faults)


def _width(expected: int, features: list[str]) -> Fault:
    shown = ", ".join(features[:12]) + (", …" if len(features) > 12 else "")
    return Fault(
        "HX103",
        "the estimator was fitted with another number of features than the contract has",
        Owner.CONTRACT_AUTHOR,
        where="$.inputs",
        expected=f"features={expected}",
        found=f"features={len(features)} ({shown})",
        next="Give the inputs exactly the columns the estimator was fitted with, in its order.",
    )


def _takes_texts(estimator: Any) -> bool:
    firsts = list(first_steps(estimator))
    return bool(firsts) and all(
        hasattr(step, "build_analyzer") and not hasattr(step, "n_features_in_") for step in firsts
    )


def _require_fitted(estimator: Any) -> None:
    from sklearn.exceptions import NotFittedError
    from sklearn.utils.validation import check_is_fitted

    try:
        check_is_fitted(estimator)
    except NotFittedError:
        raise ExportRefused(
            Fault(
                "HX104",
                f"the {type(estimator).__name__} is not fitted",
                Owner.DATA_SCIENTIST,
                next="Call fit before handing the estimator over.",
            )
        ) from None
    except TypeError:
        raise ExportRefused(
            Fault(
                "HU203",
                "this is no scikit-learn estimator",
                Owner.DATA_SCIENTIST,
                expected="an object with fit and predict, transform or kneighbors",
                found=f"type={type(estimator).__module__}.{type(estimator).__qualname__}",
                next="Hand over the fitted estimator itself.",
            )
        ) from None
