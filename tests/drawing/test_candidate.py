"""What a header says of what the vectors do not exercise."""

import pytest

from handover.drawing.candidate import MOST_LISTED, Covered


@pytest.mark.parametrize("beyond", [-1, 0, 1, 3])
def test_the_list_of_what_is_left_is_cut_and_says_by_how_much(beyond):
    left = tuple((f"leaf {number}", "unreachable") for number in range(MOST_LISTED + beyond))
    told = Covered(2, 2 + len(left), left).to_json()
    assert (told["covered"], told["total"]) == (2, 2 + len(left))
    listed = told["left"]
    named = [{"what": what, "why": why} for what, why in left[:MOST_LISTED]]
    if beyond <= 0:
        assert listed == named
    else:
        assert listed[:-1] == named
        assert listed[-1]["what"] == f"{beyond} more"
