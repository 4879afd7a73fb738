"""`handover strength`: the table, the exit codes, and rows promoted into the bundle."""

import joblib
import pytest

from handover.bundle import read, write
from handover.cli import main
from handover.mutation import strengthen
from handover.testvectors.vector_set import VectorSet
from handover.values import parse_json
from tests.drawing.shop import HOLDOUT, PROPENSITY
from tests.mutation.mutation_runs import exported


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder with the forest, its bundle, and a bundle of few vectors."""
    made = tmp_path_factory.mktemp("strength")
    estimator, model, drawn = exported("forest")
    joblib.dump(estimator, made / "forest.joblib")
    strong = strengthen(PROPENSITY, estimator, model, drawn, data=HOLDOUT)
    write(made / "strong", PROPENSITY, model, strong)
    few = VectorSet(tuple(v for v in drawn.vectors if v.flag == "hold-out"), drawn.header)
    write(made / "weak", PROPENSITY, model, few)
    return made


def test_a_strong_bundle_holds_and_says_what_samples_would_have_found(folder, capsys, tmp_path):
    figures = tmp_path / "figures.json"
    bundle = folder / "strong" / "model-1.0.0.handover"
    code = main(["strength", str(bundle), "--json", str(figures), "--sampled", "15,60"])
    out = capsys.readouterr().out
    assert code == 0, out
    assert "100 % of mutants killed" in out
    assert max(map(len, out.splitlines())) <= 80
    told = parse_json(figures.read_bytes(), where="figures.json")
    fifteen, sixty = told["sampled"]
    assert told["survived"] == 0
    assert 0 < fifteen["killed"] < sixty["killed"] < sixty["findable"] == told["killed"]


def test_a_weak_bundle_breaks_names_survivors_and_is_mended_by_promotion(folder, capsys, tmp_path):
    weak = folder / "weak" / "model-1.0.0.handover"
    assert main(["strength", str(weak)]) == 1
    out = capsys.readouterr().out
    assert "survived: tree " in out
    model = ["--model", str(folder / "forest.joblib"), "--out", str(tmp_path)]
    assert main(["strength", str(weak), "--promote", *model]) == 0
    promoted = read(tmp_path / weak.name)
    before = read(weak)
    assert promoted.contract.digest == before.contract.digest
    assert promoted.model == before.model
    assert {vector.flag for vector in promoted.vectors.vectors} == {"hold-out", "mutant"}
    assert promoted.vectors.header["strength"]["survived"] == 0
    capsys.readouterr()
    assert main(["strength", str(tmp_path / weak.name)]) == 0


def test_show_and_card_carry_the_strength(folder, capsys):
    bundle = folder / "strong" / "model-1.0.0.handover"
    main(["show", str(bundle)])
    assert "strength  100 % of mutants killed" in capsys.readouterr().out
    assert "- strength: " in read(bundle).file("CARD.md").decode()
    main(["show", str(folder / "weak" / "model-1.0.0.handover")])
    assert "strength  not measured" in capsys.readouterr().out


def test_promotion_without_the_estimator_is_refused_by_name(folder, capsys):
    bundle = str(folder / "weak" / "model-1.0.0.handover")
    assert main(["strength", bundle, "--promote"]) == 2
    told = capsys.readouterr().err
    assert "HU107" in told
    assert "missing=--model, --out" in told


@pytest.mark.parametrize("sizes", ["", "ten", "15,,3", "0", "-4", "1e9", "1000000"])
def test_sizes_that_are_none_are_refused(folder, capsys, sizes):
    bundle = str(folder / "weak" / "model-1.0.0.handover")
    assert main(["strength", bundle, "--sampled", sizes]) == 2
    assert "HU106" in capsys.readouterr().err


def test_promotion_into_the_bundles_own_folder_is_refused(folder, capsys):
    bundle = folder / "weak" / "model-1.0.0.handover"
    before = bundle.read_bytes()
    model = ["--model", str(folder / "forest.joblib"), "--out", str(bundle.parent)]
    assert main(["strength", str(bundle), "--promote", *model]) == 2
    assert "HU303 the new bundle would take the place of the old one" in capsys.readouterr().err
    assert bundle.read_bytes() == before
