"""The corpus: rows that failed once are there the next time, and nothing else is."""

import pytest

from handover.faults import UsageError
from handover.fuzzing.corpus import Corpus
from handover.fuzzing.counterexample import Counterexample, counterexample_id
from handover.fuzzing.differential_test import Failure

ROW = {"views 7d": 3, "basket-€": None, "device": "ios", "rate": -0.0}


def finding(shop, row):
    failure = Failure(0, "$.proba", "proba", "value", 0.5, 0.25, "exact")
    name = counterexample_id(shop.contract, row)
    return Counterexample(name, row, (), failure, (), alone=True, origin="fuzzed", after=7)


def test_rows_are_kept_once_and_come_back_bit_for_bit(shop, tmp_path):
    corpus = Corpus(tmp_path / "new", shop.contract)
    assert corpus.read().rows == ()
    found = [finding(shop, ROW), finding(shop, {**ROW, "rate": 0.10000000149011612})]
    assert corpus.keep(found, "scala") == 2
    assert corpus.keep(found[:1], "scala") == 0
    rows = corpus.read().rows
    assert [repr(row["rate"]) for row in rows] == ["-0.0", "0.10000000149011612"]
    assert rows[0] == ROW


def test_a_row_of_another_contract_is_left_out_and_counted(shop, tmp_path):
    corpus = Corpus(tmp_path, shop.contract)
    corpus.path.write_text('{"id": "a", "row": {"x": 1}}\n{"id": "b", "row": {}}\n')
    assert (corpus.read().rows, corpus.read().stale) == ((), 2)


def test_every_line_that_is_none_is_named(shop, tmp_path):
    corpus = Corpus(tmp_path, shop.contract)
    corpus.path.write_text('{"id": "a"}\n\n{\n')
    with pytest.raises(UsageError) as refused:
        corpus.read()
    assert [fault.code for fault in refused.value.faults] == ["HF301", "HF301"]
    assert [fault.where.rpartition(":")[2] for fault in refused.value.faults] == ["1", "3"]
