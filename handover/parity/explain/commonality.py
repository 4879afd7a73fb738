"""What all failing rows have in common and most others do not: a null, a value, a kind of text.

`tests/shared/commonality.json` holds both languages to the same sentences.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from handover.values import Column, Row, Value

_FEWEST = 3


def commonality(
    columns: Sequence[Column], failing: Sequence[Row], passing: Sequence[Row]
) -> str | None:
    """Return one sentence when at least three rows fail and one property of theirs stands out."""
    if len(failing) < _FEWEST:
        return None
    everything = len(failing) + len(passing)
    found: list[tuple[int, str]] = []
    for column in columns:
        if column.length is not None:
            continue
        for what, holds in _properties(column.name, failing[0][column.name]):
            if not all(holds(row[column.name]) for row in failing):
                continue
            having = len(failing) + sum(holds(row[column.name]) for row in passing)
            # At least half of those that have it fail, and twice as many as of all vectors.
            if len(failing) * 2 >= having and having * 2 <= everything:
                found.append((having, what))
    if not found:
        return None
    having, what = min(found, key=lambda each: each[0])
    return (
        f"All {len(failing)} failing vectors have {what}; "
        f"{len(failing)} of the {having} vectors that have it fail."
    )


def _properties(name: str, first: Value) -> Iterator[tuple[str, Callable[[Value], bool]]]:
    """Properties of a column that the first failing row may share with all: no other can."""
    if first is None:
        yield f"null in {name}", lambda value: value is None
    elif isinstance(first, bool):
        yield f"{name} {str(first).lower()}", lambda value: value is first
    elif isinstance(first, str):
        yield f"the same {name}", lambda value: value == first
        yield (
            f"a {name} with space at its ends",
            lambda value: isinstance(value, str) and value.strip() != value,
        )
        yield (
            f"a {name} that is not ASCII",
            lambda value: isinstance(value, str) and not value.isascii(),
        )
    elif isinstance(first, int):
        yield f"the same {name}", lambda value: value == first
        for bits in (53, 31, 24):
            yield f"a {name} beyond 2^{bits}", _beyond(2**bits)
    elif isinstance(first, float):
        yield f"a {name} below zero", lambda value: isinstance(value, float) and value < 0


def _beyond(limit: int) -> Callable[[Value], bool]:
    return lambda value: isinstance(value, int) and abs(value) > limit
