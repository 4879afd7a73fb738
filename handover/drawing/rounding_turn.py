"""Test for rows on which rounding decides the branch.

Behind a sum of products (a projection, a distance) the last bit depends on the order of the
additions, which differs by processor and by library. A row solved to stand right on a threshold
behind such a sum is answered either way by implementations that are all right; that a third
evaluator happens to agree with the estimator there says nothing about the runtime.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from handover.row_space.cells import NULL, WireSpace
from handover.values import Row

# Wire steps to look away from the row. A sum of a few terms is off by an ulp or two, and a cell
# can weigh less than the sum's own ulp.
STEPS = (-8, -4, -2, -1, 1, 2, 4, 8)


def rounding_turns(
    space: WireSpace,
    row: Row,
    wanted: Row,
    ask: Callable[[Sequence[Row]], Sequence[Row]],
    agrees: Callable[[Row, Row], bool],
) -> bool:
    """Say whether a few float steps in a single column bring the wanted answer about.

    Parameters
    ----------
    wanted
        The estimator's answer on the row itself.
    ask
        The runtime whose answer on the row differs from that.
    agrees
        Tells whether two answers are the same answer.
    """
    here = space.encode([row])[0]
    moved = []
    for number, cell in enumerate(space.cells):
        if cell.table is not None or not cell.column.type.is_float or here[number] == NULL:
            continue
        for step in STEPS:
            if cell.low <= here[number] + step <= cell.high:
                beside = here.copy()
                beside[number] += step
                moved.append(beside)
    if not moved:
        return False
    return any(agrees(wanted, answer) for answer in ask(space.rows(np.array(moved))))
