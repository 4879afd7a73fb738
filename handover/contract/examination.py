"""Everything that can be said about one document, even where it cannot become a contract."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

from pydantic import ValidationError

from handover.contract.lint.document_rules import todo_left
from handover.contract.lint.registry import judge
from handover.contract.model import ModelContract
from handover.contract.model.shape import observe
from handover.contract.observation import Observation
from handover.contract.place import Path
from handover.contract.reading import Document


def examine(
    document: Document, *, today: datetime.date | None = None
) -> tuple[ModelContract | None, tuple[Observation, ...]]:
    """Type and judge a document.

    Where a value is wrong, the optional key that holds it is left out and the rest is judged all
    the same, so that one typing mistake does not hide the others. Findings of the mapping that
    lost a key are dropped: they might speak of the loss.

    Returns
    -------
    contract
        None unless the whole document is well typed.
    observations
        Those of the reader, the types and the rules, each place said once.
    """
    headless = _headless(document)
    try:
        contract = ModelContract.from_document(document, document.value)
    except ValidationError as broken:
        wrong = observe(broken, document)
    else:
        seen = (*document.noted, *headless, *judge(contract, today=today))
        return (None if headless else contract), seen
    said = [*document.noted, *headless, *todo_left(document.value)]
    places = {seen.path for seen in said}
    said += [seen for seen in wrong if seen.path not in places]
    return None, (*said, *_judge_the_rest(document, wrong, said, today))


def _headless(document: Document) -> tuple[Observation, ...]:
    """Python code may leave out which format it writes; a file says so, for readers to come."""
    return tuple(
        Observation(
            "HC106", (key,), f"the key {key} is missing at the top level", expected=expected
        )
        for key, expected in (
            ("apiVersion", "apiVersion: handover/v1"),
            ("kind", "kind: ModelContract"),
        )
        if key not in document.value
    )


def _judge_the_rest(
    document: Document,
    wrong: Iterable[Observation],
    said: Iterable[Observation],
    today: datetime.date | None,
) -> tuple[Observation, ...]:
    lost = [seen.path for seen in wrong if seen.path]
    rest = document.value
    for path in lost:
        rest = _without(rest, path)
    try:
        contract = ModelContract.from_document(document, rest)
    except ValidationError:
        return ()
    parents = [path[:-1] for path in lost]
    spoken = {(seen.rule, seen.path) for seen in said}
    return tuple(
        seen
        for seen in judge(contract, today=today)
        if (seen.rule, seen.path) not in spoken
        and not any(_touches(seen.path, parent) for parent in parents)
    )


def _touches(path: Path, parent: Path) -> bool:
    # A key lost at the top level speaks for itself; below, the whole mapping is in doubt.
    return bool(parent) and path[: len(parent)] == parent


def _without(value: Any, path: Path) -> Any:
    """Return the value without the key at the path; list entries stay, indices must not move."""
    step, rest = path[0], path[1:]
    if isinstance(value, dict) and isinstance(step, str) and step in value:
        if rest:
            return {**value, step: _without(value[step], rest)}
        return {key: item for key, item in value.items() if key != step}
    if isinstance(value, list) and isinstance(step, int) and step < len(value) and rest:
        return [*value[:step], _without(value[step], rest), *value[step + 1 :]]
    return value
