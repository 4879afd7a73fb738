"""The ground of all generators: which rows may pass."""

import pytest
from sklearn.linear_model import LogisticRegression

from handover.drawing.draw_context import ground
from handover.row_space.cells import NULL
from tests.drawing.shop import HOLDOUT, PROPENSITY, prepared


@pytest.fixture(scope="module")
def shop():
    return ground(PROPENSITY, prepared(LogisticRegression(max_iter=500)), HOLDOUT, seed=3)


def test_rows_of_the_hold_out_pass_together(shop):
    assert shop.accepted(shop.codes).all()
    assert len(shop.accepted(shop.codes[:0])) == 0


def test_rows_pass_together_as_each_does_alone(shop):
    bounded = 0
    for number, cell in enumerate(shop.space.cells):
        beyond = [NULL] if cell.table is not None else [NULL, cell.low - 1, cell.high + 1]
        for code in (cell.low, cell.high, *beyond):
            codes = shop.codes[:9].copy()
            codes[4, number] = code
            alone = [shop.accepts(row) for row in shop.space.rows(codes)]
            assert list(shop.accepted(codes)) == alone
            bounded += not all(alone)
    assert bounded > 4
