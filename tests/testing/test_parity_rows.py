"""The public strategy: valid rows near what the model switches on, shrinking to ordinary ones."""

from random import Random

from hypothesis import find, given, settings

from handover.contract import check_row
from handover.fuzzing.column_pool import ordinary_rows
from handover.testing import parity_rows
from tests.fuzzing.conftest import shop, shop_files  # noqa: F401 - fixtures
from tests.search_length import searched
from tests.strategies.test_rows import SHOP


@given(parity_rows(SHOP))
@settings(max_examples=searched(20))
def test_without_a_bundle_rows_are_valid(row):
    assert check_row(SHOP, row) == ()


def test_with_a_bundle_rows_are_valid_and_in_contract_order(shop):  # noqa: F811
    @given(parity_rows(shop.contract, shop))
    def holds(row):
        assert check_row(shop.contract, row) == ()
        assert list(row) == [column.name for column in shop.contract.input_columns]

    holds()


def test_a_failing_row_shrinks_to_an_ordinary_one_with_one_column_changed(shop):  # noqa: F811
    drawn = parity_rows(shop.contract, shop.path)
    quick = settings(database=None, max_examples=searched(2000))
    row = find(drawn, lambda row: row["rate"] > 50, settings=quick, random=Random(7))
    unlike = min(
        ([name for name in row if row[name] != other[name]] for other in ordinary_rows(shop)),
        key=len,
    )
    assert unlike == ["rate"]
