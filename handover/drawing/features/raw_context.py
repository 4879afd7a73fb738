"""Context of raw-row generators: contract, feature function, rows that occurred."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from handover.contract import check_raw
from handover.contract.model.raw_fields import RawRule
from handover.contract.raw_check import raw_place
from handover.drawing.features.place import Place, places, value_in
from handover.faults import ExportRefused, Fault, Owner
from handover.oracle import FeatureFunction, FeatureOracle, Raised
from handover.progress import Progress
from handover.values import Row, plain_json
from handover.values.raw_field import RawRow, raw_from_json, raw_to_json
from handover.values.row import Scalar
from handover.values.strict_json import Number

if TYPE_CHECKING:
    from handover.contract import ModelContract

# Enough rows to choose from; a log may hold millions.
MOST_ROWS = 2_000
# While switches are looked for; a function that takes 2 ms is asked for 20 s at most.
MOST_CALLS = 10_000
_COUNTED = 100


@dataclass(frozen=True)
class RawGround:
    """Contract, function and the raw rows that the contract lets pass.

    ``given`` counts the rows given, ``refused`` those looked at that the rules refuse.
    """

    contract: ModelContract
    oracle: FeatureOracle
    rows: tuple[RawRow, ...]
    given: int
    refused: int
    seed: int
    progress: Progress | None = None
    _known: dict[bytes, Row | Raised] = field(default_factory=dict, repr=False)

    @property
    def rules(self) -> tuple[RawRule, ...]:
        """The rules of a raw row."""
        return self.contract.raw_rules

    def rng(self, purpose: str) -> np.random.Generator:
        """Return a generator of its own for each purpose, so that one cannot shift another."""
        return np.random.default_rng([self.seed, *purpose.encode()])

    def passes(self, row: RawRow) -> bool:
        """Say whether the contract lets a raw row pass."""
        return not check_raw(self.contract, row)

    def answer(self, row: RawRow) -> Row | Raised:
        """Return the features of a row; each row is asked once."""
        key = self.key(row)
        if key not in self._known:
            self._known[key] = self.oracle.answer(row)
            if self.progress is not None and len(self._known) % _COUNTED == 0:
                # How many there will be depends on what the function says.
                self.progress(len(self._known), max(MOST_CALLS, len(self._known) + 1))
        return self._known[key]

    def key(self, row: RawRow) -> bytes:
        """What makes two raw rows the same: how they are spelled."""
        return plain_json(raw_to_json(row, self.contract.raw_fields))

    @cached_property
    def seen(self) -> Mapping[str, tuple[Scalar, ...]]:
        """The scalars that occur, by kind of place, the commonest first."""
        counted: dict[str, Counter[Scalar]] = {}
        for row in self.rows:
            for place in places(self.rules, row):
                value = value_in(row, place.path)
                if isinstance(value, str | int | float):
                    counted.setdefault(place.kind, Counter())[value] += 1
        return {
            kind: tuple(value for value, _ in counter.most_common())
            for kind, counter in counted.items()
        }

    def bases(self, purpose: str, most: int) -> list[RawRow]:
        """Return rows to vary, none twice, another choice for each purpose."""
        order = self.rng(purpose).permutation(len(self.rows))
        return [self.rows[int(number)] for number in order[:most]]

    def by_kind(self, rows: Sequence[RawRow]) -> dict[str, list[tuple[RawRow, Place]]]:
        """Return, for every kind of place, where it stands in the rows: of a list, both ends."""
        found: dict[str, list[tuple[RawRow, Place]]] = {}
        for row in rows:
            mine: dict[str, list[Place]] = {}
            for place in places(self.rules, row):
                mine.setdefault(place.kind, []).append(place)
            for kind, at in mine.items():
                ends = [at[0], at[-1]] if len(at) > 1 else at
                found.setdefault(kind, []).extend((row, place) for place in ends)
        return found


def raw_ground(
    contract: ModelContract,
    raw: Sequence[Mapping[str, Any]] | None,
    *,
    seed: int,
    function: FeatureFunction | None = None,
) -> RawGround:
    """Type the raw rows and leave out what the contract refuses.

    Raises
    ------
    ExportRefused
        HT106 no raw rows were given, HT107 the contract lets none of them pass.
    UsageError
        HU201, HU203-HU205 where the function cannot be imported.
    """
    if not raw:
        raise ExportRefused(
            Fault(
                "HT106",
                "the contract declares features, and no raw rows were given",
                Owner.DATA_SCIENTIST,
                where="$.features",
                expected="rows>=1",
                found="rows=0",
                next="Give raw rows as a service receives them: --raw FILE.jsonl, one a line.",
            )
        )
    oracle = FeatureOracle(contract, function)
    chosen: Sequence[Mapping[str, Any]] = raw
    if len(raw) > MOST_ROWS:
        picked = np.random.default_rng([seed, 1]).choice(len(raw), MOST_ROWS, replace=False)
        chosen = [raw[int(number)] for number in np.sort(picked)]
    plain = [_plain(row) for row in chosen]
    broken = [check_raw(contract, row) for row in plain]
    kept = [
        raw_from_json(row, contract.raw_fields)
        for row, faults in zip(plain, broken, strict=True)
        if not faults
    ]
    if not kept:
        raise ExportRefused(_none_passes(broken))
    return RawGround(contract, oracle, tuple(kept), len(raw), len(plain) - len(kept), seed)


def _plain(value: Any) -> Any:
    """Return what JSON would carry: numpy numbers as Python's, NaN as null, floats as text."""
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, float):
        return Number(repr(value)) if math.isfinite(value) else _endless(value)
    return value


def _endless(value: float) -> str | None:
    return None if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"


def _none_passes(broken: Sequence[tuple[Fault, ...]]) -> Fault:
    (place, code, message), count = _commonest(broken)
    return Fault(
        "HT107",
        "the contract's rules refuse every raw row",
        Owner.CONTRACT_AUTHOR,
        where=place,
        expected="raw rows that pass the rules of features.inputs",
        found=f"{code} {message} in {count} of {len(broken)} rows",
        next="Mend the rule in the contract, or the raw rows.",
    )


def _commonest(broken: Sequence[tuple[Fault, ...]]) -> tuple[tuple[str, str, str], int]:
    counted = Counter(key for faults in broken for key in set(_keys(faults)))
    return max(counted.items(), key=lambda item: (item[1], item[0]))


def _keys(faults: Sequence[Fault]) -> Iterator[tuple[str, str, str]]:
    for fault in faults:
        yield raw_place(fault), fault.code, fault.message
