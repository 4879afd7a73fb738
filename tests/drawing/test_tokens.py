"""Texts for vectorizers: every token, and texts that another tokenizer cuts otherwise."""

import numpy as np
import pandas as pd
import pytest
from sklearn.compose import ColumnTransformer
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline

from handover import draw, export
from handover.drawing.draw_context import ground
from handover.drawing.generators import tokens as generator
from handover.drawing.generators.tokens import tokens
from handover.faults import ExportRefused
from tests.drawing.agreed import LABEL, PROBA, contract, field

WORDS = ["dress", "red", "blue", "summer", "linen", "café", "größe", "silk", "wool", "winter"]
RNG = np.random.default_rng(0)
FRAME = pd.DataFrame(
    {
        "title": [" ".join(RNG.choice(WORDS, RNG.integers(2, 6))) for _ in range(120)],
        "price": RNG.normal(size=120).astype("float32"),
    }
)
BOUGHT = FRAME["title"].str.contains("red").astype(int)


def agreed(**rules):
    inputs = [field("title", "string", **rules), field("price", "f32", minimum=-9, maximum=9)]
    return contract(inputs, [PROBA, LABEL])


def fitted(**options):
    columns = ColumnTransformer(
        [
            ("title", CountVectorizer(lowercase=False, **options), "title"),
            ("price", "passthrough", ["price"]),
        ]
    )
    return make_pipeline(columns, LogisticRegression(max_iter=300)).fit(FRAME, BOUGHT)


def test_every_known_token_stands_in_a_row():
    model = fitted(token_pattern=r"[^ ]+")
    drawn, claims = tokens(ground(agreed(), model, FRAME, seed=1))
    said = {word for each in drawn for word in str(each.row["title"]).split()}
    assert set(WORDS) <= said
    assert {what for what, _ in claims.things} == {f"title token {word!r}" for word in WORDS}
    whys = " ".join(each.why for each in drawn)
    for form in ("one-letter words", "reverse order", "decomposed (NFD)", "Turkish", "empty"):
        assert form in whys


@pytest.mark.parametrize("most", [len(WORDS) - 1, len(WORDS)])
def test_tokens_beyond_the_most_that_are_drawn_are_counted(monkeypatch, most):
    monkeypatch.setattr(generator, "MOST_TOKENS", most)
    monkeypatch.setattr(generator, "TOGETHER", 3)
    _, claims = tokens(ground(agreed(), fitted(token_pattern=r"[^ ]+"), FRAME, seed=1))
    assert len(claims.things) == most
    assert claims.left == (
        () if most == len(WORDS) else (("title: 1 more tokens", f"more than {most} tokens"),)
    )


def test_what_the_contract_refuses_is_not_drawn_and_named():
    model = fitted(token_pattern=r"[^ ]+")
    drawn, claims = tokens(ground(agreed(maxLength=30), model, FRAME, seed=1))
    assert all(len(str(each.row["title"])) <= 30 for each in drawn)
    assert {why for _, why in claims.left} == {"the contract's input rules refuse it"}
    assert len(claims.left) == len(WORDS)


def test_white_space_that_scikit_learn_alone_makes_one_space_is_found():
    model = fitted(analyzer="char")
    exported = export(model, agreed(), sample=FRAME)
    with pytest.raises(ExportRefused) as caught:
        draw(agreed(), model, exported, data=FRAME, seed=1)
    (fault,) = caught.value.faults
    assert fault.code == "HT401"
    assert "one space of a run of white space" in fault.message
    accepted = [("HT401", "the feature step sends single spaces")]
    vectors = draw(agreed(), model, exported, data=FRAME, seed=1, accept=accepted)
    assert vectors.header["coverage"]["tokens"]["left"] == []
    differing = [each for each in vectors.vectors if each.deviation is not None]
    assert differing
    assert all("  " in each.input["title"] for each in differing)
