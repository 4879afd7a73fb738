"""Rows that are added kill what survived, carry their truths, and say why they are there."""

import re

import pytest

from handover.bundle import read, write
from handover.mutation import strengthen
from handover.mutation.bundle_strength import bundle_strength
from handover.testvectors.test_vector import Expected
from handover.testvectors.vector_set import VectorSet
from handover.values import canonical_json, parse_json
from tests.drawing.agreed import LABEL, PROBA, contract
from tests.drawing.shop import HOLDOUT, INPUTS, PROPENSITY
from tests.mutation.mutation_runs import exported


@pytest.fixture(scope="module")
def strong():
    estimator, model, drawn = exported("forest")
    return drawn, strengthen(PROPENSITY, estimator, model, drawn, data=HOLDOUT)


def test_nothing_survives_and_every_added_row_has_a_reason(strong):
    drawn, found = strong
    added = found.vectors[len(drawn.vectors) :]
    assert found.vectors[: len(drawn.vectors)] == drawn.vectors
    assert found.header["strength"]["survived"] == 0
    assert added
    for vector in added:
        assert vector.flag == "mutant"
        assert vector.why.startswith("kills tree ")
        assert isinstance(vector.expected, Expected)
    assert found.header["flags"]["mutant"]["count"] == len(added)
    assert found.header["strength"]["vectors"] == len(
        [each for each in found.vectors if isinstance(each.expected, Expected)]
    )


def test_the_reasons_of_added_rows_count_every_mutant_that_survived(strong, tmp_path):
    _, model, drawn = exported("forest")
    before = bundle_strength(read(write(tmp_path, PROPENSITY, model, drawn))).strength
    reasons = [vector.why for vector in strong[1].vectors[len(drawn.vectors) :]]
    others = [re.search(r"; and (\d+) more mutants?$", why) for why in reasons]
    survived = before.to_json(PROPENSITY.input_columns)["survived"]
    assert sum(1 + (int(each[1]) if each else 0) for each in others) == survived


def test_a_strengthened_set_is_spelled_and_read_again(strong):
    files = strong[1].to_files()
    assert VectorSet.from_files(files).to_files() == files
    assert "vectors/mutant.jsonl" in files


def test_the_same_call_gives_the_same_bytes(strong):
    estimator, model, drawn = exported("forest")
    again = strengthen(PROPENSITY, estimator, model, drawn, data=HOLDOUT)
    assert again.to_files() == strong[1].to_files()


@pytest.mark.parametrize("kind", ["forest", "tree"])
def test_the_figures_of_a_bundle_are_those_that_are_found_again(kind, tmp_path):
    estimator, model, drawn = exported(kind)
    found = strengthen(PROPENSITY, estimator, model, drawn, data=HOLDOUT)
    bundle = read(write(tmp_path, PROPENSITY, model, found))
    again = bundle_strength(bundle).strength.to_json(PROPENSITY.input_columns)
    assert parse_json(canonical_json(again), where="") == bundle.vectors.header["strength"]


def test_strengthening_twice_adds_nothing(strong):
    estimator, model, _ = exported("forest")
    again = strengthen(PROPENSITY, estimator, model, strong[1], data=HOLDOUT)
    assert again.vectors == strong[1].vectors
    assert again.header["strength"]["survived"] == 0


def test_what_does_not_fit_below_max_rows_survives_and_is_named():
    estimator, model, drawn = exported("forest")
    most = len(drawn.vectors) + 1
    found = strengthen(PROPENSITY, estimator, model, drawn, data=HOLDOUT, max_rows=most)
    assert len(found.vectors) == most
    assert found.header["strength"]["survived"] > 0
    named = found.header["strength"]["survivors"][0]
    assert set(named) == {"kind", "where", "row"}
    assert set(named["row"]) == {column.name for column in PROPENSITY.input_columns}


def test_whatever_classes_a_contract_asks_for_nothing_survives():
    estimator, model, drawn = exported("tree")
    agreed = contract(INPUTS, [PROBA, LABEL], parity={"vectors": {"classes": ["typical"]}})
    kept = VectorSet(tuple(v for v in drawn.vectors if v.flag == "hold-out"), drawn.header)
    found = strengthen(agreed, estimator, model, kept, data=HOLDOUT)
    assert {vector.flag for vector in found.vectors} == {"hold-out", "mutant"}
    assert found.header["strength"]["survived"] == 0
