"""The ways in which backends are known to misread a row, column by column.

In: the contract's input columns. Out: suspicions, each a sentence and what it makes of a row.
`tests/shared/suspicions.json` holds both languages to the same list.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import partial
from itertools import combinations, groupby

from handover.values import Column, ElementType, Row, Value, round_to, shortest

Change = Callable[[Value], Value]

_INT_MAX = 2**31 - 1


@dataclass(frozen=True)
class Suspicion:
    """A known fault, as what it makes of a row.

    ``hint`` is what to say when the answer is the model's own for the altered row; ``altered``
    gives that row, None where the fault changes nothing.
    """

    hint: str
    altered: Callable[[Row], Row | None]


def suspicions(columns: Sequence[Column]) -> list[Suspicion]:
    """Return every suspicion that the columns allow: one column each, all of a type, pairs."""
    scalars = [column for column in columns if column.length is None]
    found = [each for column in scalars for each in _misread([column], column.name)]
    ordered = sorted(scalars, key=lambda column: column.type.value)
    for element, group in groupby(ordered, key=lambda column: column.type):
        alike = list(group)
        if len(alike) > 1:
            every = _misread(alike, f"every {element.value} column")
            found += [each for each in every if "a null " not in each.hint]
    found += [_nulls(scalars, stand) for stand in (0, -1)]
    for left, right in combinations(columns, 2):
        if (left.type, left.length) == (right.type, right.length):
            found.append(_swapped(left.name, right.name))
    return found


def _misread(columns: Sequence[Column], name: str) -> list[Suspicion]:
    return [
        Suspicion(
            f"equals the answer when {how.replace('{}', name)}",
            partial(_changed, [column.name for column in columns], change),
        )
        for how, change in _ways(columns[0].type).items()
    ]


def _changed(names: Sequence[str], change: Change, row: Row) -> Row | None:
    altered = {**row, **{name: change(row[name]) for name in names}}
    return altered if repr(altered) != repr(row) else None


def _ways(element: ElementType) -> Mapping[str, Change]:
    if element.is_float:
        return _floats(element)
    if element is ElementType.I64:
        return _WHOLES
    if element is ElementType.I32:
        return {"{} is one too large": _int(lambda n: n + 1)}
    if element is ElementType.BOOL:
        return {"{} is read as false": lambda _: False, "{} is read as true": lambda _: True}
    return {how: _text(change) for how, change in _TEXTS.items()}


def _floats(element: ElementType) -> Mapping[str, Change]:
    def present(change: Callable[[float], float]) -> Change:
        return lambda cell: (
            round_to(change(cell), element) if isinstance(cell, float) and cell == cell else cell
        )

    def missing(stand: float) -> Change:
        return lambda cell: stand if cell is None else cell

    narrower = {"{} goes through float32": present(lambda x: round_to(x, ElementType.F32))}
    cents = {"{} is rounded to 2 decimals": present(lambda x: _cents(x, element))}
    return {
        "a null {} is read as 0": missing(0.0),
        "a null {} is read as -1": missing(-1.0),
        **(narrower if element is ElementType.F64 else {}),
        "{} is cut to a whole number": present(lambda x: float(int(x))),
        **(cents if element is ElementType.F32 else {}),
        "{} is a thousandth": present(lambda x: x / 1000),
        "{} is a thousandfold": present(lambda x: x * 1000),
        "{} loses its sign": present(abs),
    }


def _cents(value: float, element: ElementType) -> float:
    exact = Decimal(repr(shortest(value, element)))
    # A decimal column knows no minus zero.
    return float(exact.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)) + 0.0


def _int(change: Callable[[int], int]) -> Change:
    return lambda cell: (
        _long(change(cell)) if isinstance(cell, int) and not isinstance(cell, bool) else cell
    )


def _long(number: int) -> int:
    """Keep to 64 bits: sums wrap round, as on the JVM."""
    return (number + 2**63) % 2**64 - 2**63


def _through_float(number: int, element: ElementType) -> int:
    # The JVM's conversion stops at the largest long.
    return min(int(round_to(float(number), element)), 2**63 - 1)


_WHOLES: Mapping[str, Change] = {
    "{} goes through 32 bits": _int(lambda n: (n + 2**31) % 2**32 - 2**31),
    "{} goes through float32": _int(lambda n: _through_float(n, ElementType.F32)),
    "{} goes through float64": _int(lambda n: _through_float(n, ElementType.F64)),
    "{} is cut off at the largest int": _int(lambda n: min(n, _INT_MAX)),
    "{} is one too large": _int(lambda n: n + 1),
    "{} is one too small": _int(lambda n: n - 1),
    "{} counts weekdays from Sunday": _int(lambda n: n % 7 + 1 if 1 <= n <= 7 else n),
    # Towards zero, as integer division on the JVM.
    "{} is a thousandth": _int(lambda n: abs(n) // 1000 * (1 if n >= 0 else -1)),
}


def _text(change: Callable[[str], str]) -> Change:
    return lambda cell: change(cell) if isinstance(cell, str) else cell


_TEXTS: Mapping[str, Callable[[str], str]] = {
    "{} is lower-cased": str.lower,
    "{} is lower-cased by Turkish rules": lambda t: t.replace("I", "ı").replace("İ", "i").lower(),
    "{} is upper-cased": str.upper,
    "{} is stripped of space": lambda t: t.strip(),
    "{} is empty": lambda _: "",
    "{} is composed (NFC)": partial(unicodedata.normalize, "NFC"),
    "{} is decomposed (NFD)": partial(unicodedata.normalize, "NFD"),
    "{} is composed for compatibility (NFKC)": partial(unicodedata.normalize, "NFKC"),
    "{} is read as Latin-1": lambda t: t.encode().decode("latin-1"),
}


def _nulls(columns: Sequence[Column], stand: int) -> Suspicion:
    floating = [column.name for column in columns if column.type.is_float]

    def altered(row: Row) -> Row | None:
        gone = [name for name in floating if row[name] is None]
        return {**row, **dict.fromkeys(gone, float(stand))} if len(gone) > 1 else None

    return Suspicion(f"equals the answer when nulls are read as {stand}", altered)


def _swapped(left: str, right: str) -> Suspicion:
    def altered(row: Row) -> Row | None:
        same = repr(row[left]) == repr(row[right])
        return None if same else {**row, left: row[right], right: row[left]}

    return Suspicion(f"equals the answer when {left} and {right} are swapped", altered)
