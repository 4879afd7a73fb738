"""Members of an estimator: the fitted estimators directly inside it, and what each of them sees.

This is the only module that knows where scikit-learn and its kin keep inner estimators; everything
else walks through `members_of`. A holder whose attributes are not known here has no members, and
`not_looked_into` names it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

import numpy as np

from handover.estimator.booster_library import is_tree

WORDS = ("passthrough", "drop")
"""What stands in place of a step that does nothing, or that takes its columns away."""


class Sees(Enum):
    """Rows that a member is given, as its holder hands them on."""

    INPUT = "the input of its holder"
    PREVIOUS = "what the member before it makes of them"
    COLUMNS = "some columns of the input of its holder"
    ANSWERS = "the answers of the other members"


@dataclass(frozen=True)
class Member:
    """A fitted estimator, or a word of `WORDS`, inside another.

    Parameters
    ----------
    path
        An expression that, put behind its holder, gives the member: ``.steps[0][1]``.
    name
        What its holder calls it, or its number.
    step
        The member itself.
    sees
        The rows that it is given.
    columns
        For `Sees.COLUMNS`: the selection, as the holder has it.
    """

    path: str
    name: str
    step: Any
    sees: Sees = Sees.INPUT
    columns: Any = None

    @property
    def is_word(self) -> bool:
        """Whether a word, or nothing, stands in place of a step."""
        return self.step is None or isinstance(self.step, str)


def is_chain(step: Any) -> bool:
    """Tell whether the members run one after the other, as in a Pipeline."""
    return hasattr(step, "steps") and hasattr(step, "named_steps")


def is_chooser(step: Any) -> bool:
    """Tell whether each member is given its own columns, as in a ColumnTransformer."""
    return hasattr(step, "transformers_")


def is_union(step: Any) -> bool:
    """Tell whether the members' outputs stand side by side, as in a FeatureUnion."""
    return hasattr(step, "transformer_list")


def is_search(step: Any) -> bool:
    """Tell whether the step answers as the best estimator that it found."""
    return hasattr(step, "best_estimator_")


def is_committee(step: Any) -> bool:
    """Tell whether named members of several kinds are asked, as in voting and stacking."""
    return hasattr(step, "named_estimators_")


def is_calibration(step: Any) -> bool:
    """Tell whether each member is a fold of a calibrated classifier."""
    return hasattr(step, "calibrated_classifiers_")


def members_of(step: Any) -> tuple[Member, ...]:
    """Return the fitted estimators directly inside a step, in the order in which rows meet them."""
    return tuple(_members(step))


def _members(step: Any) -> Iterator[Member]:
    if is_search(step):
        yield Member(".best_estimator_", "best", step.best_estimator_)
    elif is_chooser(step):
        for number, (name, member, columns) in enumerate(step.transformers_):
            path = f".transformers_[{number}][1]"
            yield Member(path, name, member, Sees.COLUMNS, columns)
    elif is_chain(step):
        for number, (name, member) in enumerate(step.steps):
            sees = Sees.PREVIOUS if number else Sees.INPUT
            yield Member(f".steps[{number}][1]", name, member, sees)
    elif is_union(step):
        for number, (name, member) in enumerate(step.transformer_list):
            yield Member(f".transformer_list[{number}][1]", name, member)
    elif is_calibration(step):
        for number, fold in enumerate(step.calibrated_classifiers_):
            path = f".calibrated_classifiers_[{number}].estimator"
            yield Member(path, str(number), fold.estimator)
    elif is_tree(step):
        return  # its trees are arrays to us: handover.estimator.trees reads them
    elif hasattr(step, "estimators_"):
        yield from _estimators(step)
    elif hasattr(step, "regressor_"):
        yield Member(".regressor_", "regressor", step.regressor_)
    elif hasattr(step, "estimator_"):
        yield Member(".estimator_", "estimator", step.estimator_)


def _estimators(step: Any) -> Iterator[Member]:
    for index, found in _numbered(step.estimators_):
        yield Member(f".estimators_{index}", index.strip("[]").replace("][", "."), found)
    final = getattr(step, "final_estimator_", None)
    if final is not None:
        yield Member(".final_estimator_", "final", final, Sees.ANSWERS)


def _numbered(found: Any) -> Iterator[tuple[str, Any]]:
    # Not by numpy: to it a pipeline is a sequence of its steps.
    for number, each in enumerate(found):
        if isinstance(each, list | tuple | np.ndarray):
            for index, inner in _numbered(each):
                yield f"[{number}]{index}", inner
        else:
            yield f"[{number}]", each


def replace_members(step: Any, new: Callable[[Any], Any]) -> None:
    """Put ``new(member)`` in the place of every member of a chooser or a chain."""
    if is_chooser(step):
        step.transformers_ = [
            (name, new(member), columns) for name, member, columns in step.transformers_
        ]
    else:
        step.steps = [(name, new(member)) for name, member in step.steps]


def set_branches(chooser: Any, branches: Sequence[tuple[str, Any, Any]]) -> None:
    """Give a chooser other branches: name, member, and the columns that it is given."""
    chooser.transformers_ = list(branches)


def branches_of(chooser: Any) -> list[tuple[str, Any, list[int]]]:
    """Return the branches of a chooser that take part, each with the numbers of its features."""
    indices = chooser._transformer_to_input_indices
    return [
        (name, member, [int(index) for index in indices[name]])
        for name, member, _ in chooser.transformers_
        if not (isinstance(member, str) and member == "drop") and len(indices.get(name, ()))
    ]


def walk(estimator: Any) -> Iterator[tuple[str, Any]]:
    """Yield the estimator and every fitted estimator inside it with its path, outermost first.

    Each is yielded once, however many holders share it. The path of the estimator itself is empty.
    """
    seen: set[int] = set()
    waiting: list[tuple[str, Any]] = [("", estimator)]
    while waiting:
        path, step = waiting.pop(0)
        if id(step) in seen:
            continue
        seen.add(id(step))
        yield path, step
        waiting += [
            (path + member.path, member.step) for member in members_of(step) if not member.is_word
        ]


def every_step(estimator: Any) -> Iterator[Any]:
    """Yield the estimator and every fitted estimator inside it, outermost first, each once."""
    return (step for _, step in walk(estimator))


def not_looked_into(estimator: Any) -> tuple[str, ...]:
    """Return the paths of fitted estimators that stand where no member is known to be.

    Such as ``.steps[1][1].models_[0]``. Encoders of the labels see no row, and are not named.
    """
    known: set[int] = set()
    held: list[tuple[str, Any]] = []
    for path, step in walk(estimator):
        known.add(id(step))
        for name, value in () if is_tree(step) else _learned(step):
            if name not in _OF_LABELS:
                held += [(f"{path}.{name}{index}", each) for index, each in _estimators_in(value)]
    unknown = (path for path, each in held if id(each) not in known and _is_fitted(each))
    return tuple(dict.fromkeys(unknown))


_OF_LABELS = ("label_binarizer_", "le_")


def _learned(step: Any) -> list[tuple[str, Any]]:
    """Return what a step learned in fit, by scikit-learn's rule: names that end in _."""
    found = getattr(step, "__dict__", {})
    return [
        (name, found[name])
        for name in sorted(found)
        if name.endswith("_") and not name.startswith("_")
    ]


def _is_fitted(step: Any) -> bool:
    inner = (member.step for member in members_of(step) if not member.is_word)
    return bool(_learned(step)) or any(map(_is_fitted, inner))


def _estimators_in(value: Any) -> Iterator[tuple[str, Any]]:
    entries: list[tuple[str, Any]] = [("", value)]
    if isinstance(value, dict):
        entries = [(f"[{key!r}]", each) for key, each in value.items()]
    elif isinstance(value, list | tuple):
        entries = [(f"[{number}]", each) for number, each in enumerate(value)]
    for index, each in entries:
        if hasattr(each, "get_params") and hasattr(each, "fit") and not isinstance(each, type):
            yield index, each
