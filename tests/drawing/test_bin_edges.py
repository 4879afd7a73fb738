"""Edges of bins, binarisers, clips and quantiles are found without knowing the step."""

import numpy as np
import pandas as pd
import pytest
from sklearn.compose import make_column_transformer
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GridSearchCV
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import (
    Binarizer,
    FunctionTransformer,
    KBinsDiscretizer,
    MinMaxScaler,
    QuantileTransformer,
    StandardScaler,
)

from handover.drawing.draw_context import ground
from handover.drawing.generators import bin_edges as generator
from handover.drawing.generators.bin_edges import bin_edges
from tests.drawing.agreed import LABEL, PROBA, contract, field

RNG = np.random.default_rng(9)
ROWS = 400
AGE = np.round(RNG.uniform(18, 80, ROWS)).astype(np.float32).astype(float)
BASKET = RNG.gamma(2, 40, ROWS).astype(np.float32).astype(float)
FRAME = pd.DataFrame({"age": AGE, "basket": BASKET})
BOUGHT = (BASKET + AGE + RNG.normal(0, 20, ROWS) > 120).astype(int)
AGREED = contract(
    [
        field("age", "f32", minimum=0, maximum=120),
        field("basket", "f32", minimum=0, maximum=10_000),
    ],
    [PROBA, LABEL],
)


def base_of(*steps):
    columns = make_column_transformer(*steps)
    return ground(
        AGREED,
        make_pipeline(columns, LogisticRegression()).fit(FRAME, BOUGHT),
        FRAME,
        seed=3,
    )


def turns(base, column):
    """The pairs of values beside each edge of a column."""
    drawn, _ = bin_edges(base)
    mine = [each for each in drawn if each.why.startswith(f"{column} at")]
    values = [each.row[column] for each in mine]
    return sorted(zip(values[::2], values[1::2], strict=True))


@pytest.mark.parametrize("encode", ["ordinal", "onehot-dense"])
@pytest.mark.parametrize("strategy", ["quantile", "uniform"])
def test_every_inner_edge_of_a_discretizer_has_both_its_neighbours(encode, strategy):
    bins = KBinsDiscretizer(9, encode=encode, strategy=strategy, subsample=None)
    base = base_of((make_pipeline(SimpleImputer(), bins), ["basket"]), ("passthrough", ["age"]))
    edges = base.estimator[0].transformers_[0][1][-1].bin_edges_[0][1:-1]
    found = turns(base, "basket")
    assert len(found) == len(edges)
    for (before, after), edge in zip(found, edges, strict=True):
        assert before < edge <= after
        assert np.nextafter(np.float32(before), np.float32(np.inf)) == np.float32(after)
    assert turns(base, "age") == []


@pytest.mark.parametrize("most", [7, 8])
def test_edges_beyond_the_most_that_are_drawn_are_counted(monkeypatch, most):
    monkeypatch.setattr(generator, "MOST_EDGES", most)
    bins = KBinsDiscretizer(9, encode="ordinal", strategy="uniform", subsample=None)
    base = base_of((make_pipeline(SimpleImputer(), bins), ["basket"]), ("passthrough", ["age"]))
    assert len(turns(base, "basket")) == most
    _, claims = bin_edges(base)
    assert claims.left == (() if most == 8 else (("basket: 1 more edges", "more than 7 edges"),))


def test_edges_behind_a_search_within_a_pipeline_are_found():
    bins = make_pipeline(
        KBinsDiscretizer(5, encode="ordinal", strategy="uniform", subsample=None),
        LogisticRegression(),
    )
    search = GridSearchCV(bins, {"logisticregression__C": [1.0]}, cv=2)
    fitted = make_pipeline(SimpleImputer(), search).fit(FRAME, BOUGHT)
    base = ground(AGREED, fitted, FRAME, seed=3)
    assert (len(turns(base, "age")), len(turns(base, "basket"))) == (4, 4)


def test_two_edges_between_neighbours_of_the_grid_are_both_found():
    close = FunctionTransformer(lambda x: np.digitize(x, [50, 50.0001, 50.0002]).astype(float))
    found = turns(base_of((close, ["basket"]), ("passthrough", ["age"])), "basket")
    assert len(found) == 3


def test_a_binariser_turns_after_its_threshold():
    base = base_of((Binarizer(threshold=64.5), ["basket"]), (StandardScaler(), ["age"]))
    assert turns(base, "basket") == [(64.5, float(np.nextafter(np.float32(64.5), np.float32(65))))]


def test_where_a_clip_and_a_quantile_begin_and_end_to_count():
    clip = MinMaxScaler(clip=True).fit(FRAME[["age"]].to_numpy()[:5])
    low, high = clip.data_min_[0], clip.data_max_[0]
    quantile = QuantileTransformer(n_quantiles=20)
    kept = FunctionTransformer(clip.transform)
    base = base_of((kept, ["age"]), (quantile, ["basket"]))
    (begins, _), (ends, _) = turns(base, "age")
    assert (begins, ends) == pytest.approx((low, high), rel=1e-6)
    fitted = base.estimator[0].transformers_[1][1].quantiles_[:, 0]
    (begins, _), (ends, _) = turns(base, "basket")
    assert (begins, ends) == pytest.approx((fitted[0], fitted[-1]), rel=1e-6)


def test_a_column_that_only_scales_has_no_edge():
    drawn, claims = bin_edges(base_of((StandardScaler(), ["age", "basket"])))
    assert (drawn, claims.things, claims.left) == ([], (), ())
