"""What a counterexample says of itself."""

import pytest

from handover.fuzzing.counterexample import ChangedCell, Counterexample
from handover.fuzzing.differential_test import Failure

FAILURE = Failure(0, "$.proba", "proba", "value", 0.5, 0.25, "ulp <= 4")


def why(cells):
    changed = tuple(ChangedCell(f"c{number}", 1, 2) for number in range(cells))
    row = {f"c{number}": 2 for number in range(9)}
    return Counterexample(
        "fuzz-1", row, changed, FAILURE, (), alone=True, origin="fuzzed", after=1
    ).why


@pytest.mark.parametrize(("cells", "beyond"), [(1, 0), (4, 0), (5, 1), (7, 3)])
def test_four_changed_cells_are_named_and_the_others_counted(cells, beyond):
    named = " and ".join(f"c{number} is 2 instead of 1" for number in range(cells - beyond))
    also = f" and {beyond} cells more differ" if beyond else ""
    assert why(cells) == f"fuzzing found it: an ordinary row in which {named}{also}"


def test_a_row_without_a_changed_cell_is_an_ordinary_one():
    assert why(0) == "fuzzing found that an ordinary row differs"
