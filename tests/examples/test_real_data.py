"""The public data sets: told apart, refused when they are something else, drafts answered.

The files themselves are no part of the repository; with TRASOS_DATA naming a folder that holds
them, the whole hand-over runs.
"""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from sklearn.ensemble import RandomForestClassifier
from trasos.clothing_clicks import hand_over_clicks
from trasos.draft_answers import answer_draft
from trasos.online_shoppers import (
    AMOUNTS,
    NAMES,
    TARGET,
    candidates,
    hand_over_shoppers,
    read_shoppers,
)
from trasos.real_data import hand_over_file, recognised

from handover.contract import Severity, check
from handover.contract_draft import draft

SHOPPERS = "0,0,0,0,1,0,0.2,0.2,0,0,Feb,1,1,1,1,Returning_Visitor,FALSE,FALSE\n"
CLICKS = (
    "year;month;day;order;country;session ID;page 1 (main category);page 2 (clothing model);"
    "colour;location;model photography;price;price 2;page\n2008;4;1;1;29;1;1;A13;1;5;1;28;2;1\n"
)
DATA = os.environ.get("TRASOS_DATA")


def test_a_file_is_told_by_its_first_line() -> None:
    assert recognised(SHOPPERS) is hand_over_shoppers
    assert recognised(CLICKS) is hand_over_clicks
    assert recognised("a,b,c") is None


@pytest.mark.parametrize("content", [b"", b"a,b\n1,2\n", b"\xff\xfe\x00"])
def test_another_file_is_refused_in_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes
) -> None:
    (tmp_path / "data.csv").write_bytes(content)
    assert hand_over_file(tmp_path / "data.csv") == 2
    assert "data.csv" in capsys.readouterr().out


def test_a_file_that_is_not_there_is_refused_in_words(tmp_path: Path) -> None:
    assert hand_over_file(tmp_path / "nowhere.csv.xz") == 2


def test_amounts_are_read_as_the_float32_that_the_contract_declares(tmp_path: Path) -> None:
    (tmp_path / "data.csv").write_text(SHOPPERS, encoding="utf-8")
    frame = read_shoppers(tmp_path / "data.csv")
    assert list(frame.columns) == list(NAMES)
    assert {str(frame[name].dtype) for name in AMOUNTS} == {"float32"}
    assert frame[TARGET].tolist() == [0]


def test_seven_kinds_of_model_are_tried_and_two_more_have_to_be_refused() -> None:
    refused = {candidate.name for candidate in candidates() if candidate.refused}
    assert refused == {"shoppers-categories-in-histograms", "shoppers-sparse-xgboost"}
    assert len(candidates()) == 9


def test_an_answered_draft_passes_the_lint(tmp_path: Path) -> None:
    rng = np.random.default_rng(0)
    frame = pd.DataFrame({"a": rng.random(80), "b": rng.random(80)})
    truth = (frame["a"] > frame["b"]).astype(int)
    model = RandomForestClassifier(5, random_state=0).fit(frame, truth)
    path = tmp_path / "drafted.yaml"
    path.write_text(draft(model, frame.assign(truth=truth), target="truth", name="drafted"))
    before = len([f for f in check(path) if f.severity is Severity.ERROR])
    answer_draft(path, purpose="To be answered", good_enough=0.8)
    (tmp_path / "contracts/evidence").mkdir(parents=True)
    (tmp_path / "contracts/evidence/rollback.md").write_text("Date: 2026-11-02\n")
    assert before > 0
    assert [f for f in check(path) if f.severity is Severity.ERROR] == []


@pytest.mark.jvm
@pytest.mark.slow
@pytest.mark.skipif(DATA is None, reason="TRASOS_DATA names no folder with the public data sets")
@pytest.mark.parametrize("name", ["online_shoppers_intention.csv.xz", "eshop_clothing_2008.csv.xz"])
def test_the_real_data_is_handed_over(name: str) -> None:
    assert hand_over_file(Path(str(DATA)) / name) == 0
