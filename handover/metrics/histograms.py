"""Reference histograms of inputs and outputs: what monitoring compares production with.

``baseline.json``: numbers are counted in bins cut at the hold-out's own deciles (so that each
reference bin holds about as many rows, as population stability asks), values of text, bool and
listed columns one by one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from handover.values import Column, Row, shortest
from handover.values.row import Scalar

if TYPE_CHECKING:
    from handover.contract import ModelContract

BINS = 10
# Free text has as many values as rows; the rarest share one count.
MOST_VALUES = 200


def reference_histograms(
    contract: ModelContract, inputs: Sequence[Row], outputs: Sequence[Row]
) -> dict[str, Any]:
    """Count inputs and outputs of the hold-out.

    Parameters
    ----------
    inputs
        Wire rows of the hold-out.
    outputs
        The estimator's answers for them.

    Returns
    -------
    dict
        The object of ``baseline.json``: for each column ``rows``, ``missing`` and either
        ``edges`` (ascending; bin i holds edges[i] < x <= edges[i + 1], the first also its lower
        edge) with ``counts``, or ``values`` with their counts and ``other``. Array columns are
        counted over all their elements.
    """
    return {
        "format": 1,
        "rows": len(inputs),
        "inputs": {
            column.name: _histogram(column, _listed(contract, column), inputs)
            for column in contract.input_columns
        },
        "outputs": {
            column.name: _histogram(column, _discrete(contract, column), outputs)
            for column in contract.output_columns
        },
    }


def _listed(contract: ModelContract, column: Column) -> bool:
    return not _numeric(column) or contract.rules(column.name).enum is not None


def _discrete(contract: ModelContract, column: Column) -> bool:
    role = contract.role(column.name)
    return not _numeric(column) or role in ("label", "cluster", "neighbours.ids")


def _numeric(column: Column) -> bool:
    return column.type.is_float or column.type.is_integer


def _histogram(column: Column, by_value: object, rows: Sequence[Row]) -> dict[str, Any]:
    cells: list[Scalar] = []
    for row in rows:
        value = row[column.name]
        cells.extend(value if isinstance(value, list) else [value])
    present = [cell for cell in cells if cell is not None and cell == cell]
    head = {"rows": len(cells), "missing": len(cells) - len(present)}
    return {**head, **(_values(present) if by_value else _bins(column, present))}


def _values(present: Sequence[Scalar]) -> dict[str, Any]:
    counted = sorted(Counter(map(str, present)).items(), key=lambda item: (-item[1], item[0]))
    kept, rest = counted[:MOST_VALUES], counted[MOST_VALUES:]
    return {"values": dict(kept), "other": sum(count for _, count in rest)}


def _bins(column: Column, present: Sequence[Scalar]) -> dict[str, Any]:
    numbers = np.array(list(present), dtype=np.float64)
    numbers = numbers[np.isfinite(numbers)]
    if not len(numbers):
        return {"edges": [], "counts": []}
    # "inverted_cdf" takes edges from the data, so that an edge is a value of the column.
    shares = np.linspace(0, 1, BINS + 1)
    edges = np.unique(np.quantile(numbers, shares, method="inverted_cdf"))
    if len(edges) == 1:
        edges = np.repeat(edges, 2)
    place = np.clip(np.searchsorted(edges, numbers, side="left") - 1, 0, len(edges) - 2)
    counts = np.bincount(place, minlength=len(edges) - 1)
    spelled = [
        shortest(edge, column.type) if column.type.is_float else int(edge)
        for edge in edges.tolist()
    ]
    return {"edges": spelled, "counts": [int(count) for count in counts]}
