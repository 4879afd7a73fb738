"""``category``: every value an encoder or an enum knows, and values that none knows."""

from __future__ import annotations

from handover.drawing.candidate import Candidate, Claims
from handover.drawing.contrast_rows import Telling
from handover.drawing.draw_context import Ground
from handover.row_space.unknown_value import stranger
from handover.values import ElementType
from handover.values.row import Scalar


def categories(ground: Ground) -> tuple[list[Candidate], Claims]:
    """Put each known category and the usual misspellings into a hold-out row.

    The row is one on which the model tells the value from an unknown one, or from its neighbour
    in an enum, where the hold-out has such a row: elsewhere, confusing the two would not show.
    Misspellings that the contract's rules refuse are not drawn here: ``reject-enum`` has them.

    Returns
    -------
    (candidates, claims)
        One claim a known category; those that the contract refuses are left.
    """
    drawn: list[Candidate] = []
    left: list[tuple[str, str]] = []
    things: list[tuple[str, tuple[str, ...]]] = []
    for column in ground.columns:
        if column.length is not None or column.type.is_float:
            continue
        enum = ground.contract.rules(column.name).enum or ()
        values: list[Scalar] = list(dict.fromkeys([*ground.known.get(column.name, ()), *enum]))
        if column.type is ElementType.BOOL:
            values = [False, True]
        if column.type.is_integer:
            values = [whole for value in values if (whole := _whole(value)) is not None]
        strangers = [
            (what, value)
            for what, value in (_strangers(values, column.type) if values else [])
            if ground.accepts({**ground.rows[0], column.name: value})
        ]
        telling = Telling(ground, column, [*values, *(value for _, value in strangers)])
        for place, value in enumerate(values):
            other = strangers[0][1] if strangers else values[place - 1]
            row, _ = telling.row(value, other)
            if ground.accepts(row):
                drawn.append(Candidate("category", f"{column.name} is {value!r}", row))
                things.append((f"{column.name} {value!r}", (drawn[-1].key,)))
            else:
                left.append((f"{column.name} {value!r}", "the contract's input rules refuse it"))
        for what, value in strangers:
            row, _ = telling.row(value, _first(values))
            drawn.append(Candidate("category", f"{column.name} is {what}: {value!r}", row))
    return drawn, Claims(tuple(things), tuple(left))


def _first(values: list[Scalar]) -> Scalar:
    """Return what the misspellings are made from: the first value that is not empty."""
    return next((value for value in values if value != ""), values[0])


def _whole(value: Scalar) -> int | None:
    if isinstance(value, int | float) and not isinstance(value, bool) and value == int(value):
        return int(value)
    return None


def _strangers(values: list[Scalar], element: ElementType) -> list[tuple[str, Scalar]]:
    if element.is_integer:
        largest = max(int(value) for value in values if isinstance(value, int | float))
        return [("a number no encoder knows", largest + 1)]
    texts = [value for value in values if isinstance(value, str)]
    if not texts:
        return []
    first = next((text for text in texts if text), "x")
    swapped = first.upper() if first != first.upper() else first.lower()
    found: list[tuple[str, Scalar]] = [("unknown", stranger(texts))]
    for what, text in (
        ("empty", ""),
        ("in another case", swapped),
        ("followed by a space", first + " "),
    ):
        if text not in texts:
            found.append((what, text))
    return found
