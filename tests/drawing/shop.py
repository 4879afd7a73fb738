"""A small shop whose columns are of every kind: counts, prices, texts, booleans, missing cells."""

from __future__ import annotations

from functools import cache

import numpy as np
import pandas as pd
from sklearn.compose import make_column_transformer
from sklearn.impute import SimpleImputer
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

from handover.drawing import draw
from handover.onnx_export import export
from tests.drawing.agreed import LABEL, PROBA, contract, field

DEVICES = ["android", "ios", "web"]
INPUTS = [
    field("visits", "i64", minimum=0, maximum=60),
    field("basket", "f32", minimum=0, maximum=400),
    field("rating", "f32", required=False, minimum=1, maximum=5),
    field("device", "string", enum=DEVICES),
    field("member", "boolean"),
]
PROPENSITY = contract(INPUTS, [PROBA, LABEL])


def visitors(rows=300, *, seed=5):
    """Draw visitors; about one in eight has no rating."""
    rng = np.random.default_rng(seed)
    frame = pd.DataFrame(
        {
            "visits": rng.integers(0, 40, rows),
            "basket": np.round(rng.gamma(2.0, 30.0, rows).clip(0, 400), 2),
            "rating": np.where(rng.random(rows) < 0.12, np.nan, rng.integers(2, 11, rows) / 2),
            "device": rng.choice(DEVICES, rows),
            "member": rng.random(rows) < 0.3,
        }
    )
    score = 0.08 * frame.visits + 0.02 * frame.basket + frame.member - frame.rating.fillna(3)
    return frame, (score + rng.normal(0, 0.7, rows) > 0).astype(int)


VISITORS, BOUGHT = visitors()
HOLDOUT, HELD = visitors(120, seed=6)


def prepared(model, *, scaled=False, imputed=True, unknown="ignore"):
    """Fit a pipeline of the usual preparation and a model."""
    steps = [SimpleImputer()] if imputed else []
    steps += [StandardScaler()] if scaled else []
    numbers = make_pipeline(*steps) if steps else "passthrough"
    preparation = make_column_transformer(
        (numbers, ["visits", "basket", "rating"]),
        (OneHotEncoder(handle_unknown=unknown, sparse_output=False), ["device"]),
        ("passthrough", ["member"]),
    )
    return make_pipeline(preparation, model).fit(VISITORS, BOUGHT)


def drawn(estimator, agreed=PROPENSITY, *, data=HOLDOUT, known=(), **words):
    """Export an estimator, accepting what is ``known`` of it, and draw its vectors."""
    model = export(estimator, agreed, sample=data, accept=[(code, "a test") for code in known])
    return draw(agreed, estimator, model, data=data, **words)


@cache
def drawn_once(kind):
    """Draw a family's vectors once for all tests."""
    estimator = FAMILIES[kind]()
    return estimator, drawn(estimator)


def _families():
    from sklearn.ensemble import (
        ExtraTreesClassifier,
        GradientBoostingClassifier,
        HistGradientBoostingClassifier,
        RandomForestClassifier,
    )
    from sklearn.linear_model import LogisticRegression
    from sklearn.tree import DecisionTreeClassifier

    return {
        "tree": lambda: prepared(DecisionTreeClassifier(max_depth=5, random_state=1)),
        "forest": lambda: prepared(RandomForestClassifier(9, max_depth=6, random_state=1)),
        "extra trees": lambda: prepared(ExtraTreesClassifier(5, max_depth=5, random_state=1)),
        "boosting": lambda: prepared(GradientBoostingClassifier(n_estimators=12, random_state=1)),
        "histogram boosting": lambda: prepared(
            HistGradientBoostingClassifier(max_iter=8, min_samples_leaf=5, random_state=1),
            imputed=False,
        ),
        "logistic": lambda: prepared(LogisticRegression(max_iter=500), scaled=True),
    }


FAMILIES = _families()
TREES = [kind for kind in FAMILIES if kind != "logistic"]
