"""Purchasing intention of real sessions: nine models, seven handed over and two refused.

The file has no header; its names are below. A refusal is a success here when it is the one that
is expected: `categories in histograms` and `sparse in xgboost` convert without a warning and
answer wrongly. XGBoost, LightGBM and CatBoost take part where they are installed.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import joblib
import numpy as np
import pandas as pd
from sklearn.base import BaseEstimator
from sklearn.compose import ColumnTransformer
from sklearn.ensemble import (
    GradientBoostingClassifier,
    HistGradientBoostingClassifier,
    RandomForestClassifier,
)
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import train_test_split
from sklearn.pipeline import Pipeline
from sklearn.preprocessing import OneHotEncoder, OrdinalEncoder, StandardScaler

from trasos.conversion import one_hot
from trasos.draft_answers import answer_draft
from trasos.places import DIST
from trasos.steps import first_failure, handover, headline, say

COUNTS = ("Administrative", "Informational", "ProductRelated")
AMOUNTS = (
    "Administrative_Duration",
    "Informational_Duration",
    "ProductRelated_Duration",
    "BounceRates",
    "ExitRates",
    "PageValues",
    "SpecialDay",
)
CODES = ("OperatingSystems", "Browser", "Region", "TrafficType")
WORDS = ("Month", "VisitorType")
TARGET = "Revenue"
NAMES = (
    *(name for pair in zip(COUNTS, AMOUNTS[:3], strict=True) for name in pair),
    *AMOUNTS[3:],
    "Month",
    *CODES,
    "VisitorType",
    "Weekend",
    TARGET,
)
_SEED = 20


@dataclass(frozen=True)
class Candidate:
    """A model to try; ``refused`` tells that its export has to be refused."""

    name: str
    pipeline: Pipeline
    refused: bool = False


def candidates() -> tuple[Candidate, ...]:
    """Return the models, unfitted."""
    forest = RandomForestClassifier(101, min_samples_leaf=20, random_state=_SEED, n_jobs=2)
    ordinal = OrdinalEncoder(handle_unknown="use_encoded_value", unknown_value=-1)
    in_histograms = HistGradientBoostingClassifier(
        categorical_features=list(range(6)), random_state=_SEED
    )
    return (
        Candidate(
            "shoppers-logistic-regression",
            _pipeline(LogisticRegression(max_iter=2000), numbers=StandardScaler()),
        ),
        Candidate("shoppers-random-forest", _pipeline(forest)),
        Candidate(
            "shoppers-gradient-boosting",
            _pipeline(GradientBoostingClassifier(random_state=_SEED)),
        ),
        Candidate(
            "shoppers-histogram-boosting",
            _pipeline(HistGradientBoostingClassifier(random_state=_SEED)),
        ),
        Candidate(
            "shoppers-categories-in-histograms",
            _pipeline(in_histograms, categories=ordinal),
            refused=True,
        ),
        *boosted(),
    )


def boosted() -> tuple[Candidate, ...]:
    """Return the models of the boosters that are installed."""
    found = []
    if find_spec("xgboost") is not None:
        from xgboost import XGBClassifier

        model = XGBClassifier(n_estimators=100, max_depth=4, learning_rate=0.1, n_jobs=2)
        found.append(Candidate("shoppers-xgboost", _pipeline(model)))
        sparse = OneHotEncoder(handle_unknown="ignore")
        found.append(
            Candidate("shoppers-sparse-xgboost", _pipeline(model, categories=sparse), refused=True)
        )
    if find_spec("lightgbm") is not None:
        from lightgbm import LGBMClassifier

        model = LGBMClassifier(n_estimators=60, num_leaves=15, n_jobs=2, verbose=-1)
        found.append(Candidate("shoppers-lightgbm", _pipeline(model)))
    if find_spec("catboost") is not None:
        from catboost import CatBoostClassifier

        model = CatBoostClassifier(
            iterations=100, depth=4, verbose=0, thread_count=2, allow_writing_files=False
        )
        found.append(Candidate("shoppers-catboost", _pipeline(model)))
    return tuple(found)


def _pipeline(
    model: BaseEstimator,
    *,
    numbers: BaseEstimator | str = "passthrough",
    categories: BaseEstimator | None = None,
) -> Pipeline:
    known = one_hot() if categories is None else categories
    features = ColumnTransformer(
        [
            ("categories", known, [*WORDS, *CODES]),
            ("numbers", numbers, [*COUNTS, *AMOUNTS]),
            ("weekend", "passthrough", ["Weekend"]),
        ],
    )
    return Pipeline([("features", features), ("model", model)])


def read_shoppers(path: Path) -> pd.DataFrame:
    """Read the sessions; amounts are rounded to float32, which is what the contract declares."""
    frame = pd.read_csv(path, header=None, names=list(NAMES))
    return frame.astype(dict.fromkeys(AMOUNTS, np.float32)).astype({TARGET: np.int64})


def hand_over_shoppers(path: Path) -> int:
    """Hand every candidate over; 0 only when each did what it has to."""
    sessions = read_shoppers(path)
    folder = DIST / "real"
    folder.mkdir(parents=True, exist_ok=True)
    training, holdout = train_test_split(
        sessions, test_size=0.3, random_state=_SEED, stratify=sessions[TARGET]
    )
    data = folder / "shoppers.parquet"
    holdout.reset_index(drop=True).to_parquet(data)
    headline("purchasing intention of real sessions")
    say(f"{len(training):,} sessions to train on, {len(holdout):,} held out.")
    return first_failure([_hand_over(c, training, holdout, data) for c in candidates()])


def _hand_over(
    candidate: Candidate, training: pd.DataFrame, holdout: pd.DataFrame, data: Path
) -> int:
    headline(candidate.name)
    inputs = [name for name in NAMES if name != TARGET]
    model = candidate.pipeline.fit(training[inputs], training[TARGET].to_numpy())
    area = roc_auc_score(holdout[TARGET], model.predict_proba(holdout[inputs])[:, 1])
    say(f"AUC {area:.3f}")
    folder = data.parent
    stored, contract = folder / f"{candidate.name}.joblib", folder / f"{candidate.name}.yaml"
    joblib.dump(model, stored)
    source = ("--model", stored, "--data", data)
    code = handover("init", *source, "--target", TARGET, "-o", contract, "--force")
    if code:
        return code
    answer_draft(contract, purpose="Whether a session ends in a purchase", good_enough=0.85)
    bundle = folder / f"{candidate.name}-0.1.0.handover"
    bundle.unlink(missing_ok=True)
    code = handover("check", contract) or handover("export", contract, *source, "--out", folder)
    if candidate.refused:
        refused = code == 1 and not bundle.exists()
        say("Refused, as it has to be." if refused else "This had to be refused.")
        return 0 if refused else 1
    return (
        code or handover("verify", bundle) or handover("verify", bundle, "--backend", "onnxruntime")
    )
