"""The one walk through an estimator: every fitted part once, by a path that leads to it."""

import ast
from pathlib import Path

import numpy as np
import pytest
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.calibration import CalibratedClassifierCV
from sklearn.compose import ColumnTransformer, TransformedTargetRegressor
from sklearn.ensemble import (
    BaggingClassifier,
    GradientBoostingClassifier,
    RandomForestClassifier,
    StackingClassifier,
    VotingClassifier,
)
from sklearn.feature_selection import SelectFromModel
from sklearn.linear_model import LinearRegression, LogisticRegression
from sklearn.model_selection import GridSearchCV
from sklearn.multiclass import OneVsRestClassifier
from sklearn.multioutput import MultiOutputClassifier
from sklearn.pipeline import FeatureUnion, Pipeline, make_pipeline
from sklearn.preprocessing import OrdinalEncoder, StandardScaler

from handover.estimator import Sees, ensembles, every_step, members_of, not_looked_into, walk

ROWS = np.random.default_rng(7).normal(size=(60, 3)).astype(np.float32)
CLASSES = (ROWS[:, 0] > 0).astype(int)


def scaled(last):
    return make_pipeline(StandardScaler(), last)


def voted():
    members = [("a", scaled(LogisticRegression())), ("b", RandomForestClassifier(3))]
    return VotingClassifier(members, voting="soft")


NESTED = {
    "a pipeline": lambda: scaled(LogisticRegression()),
    "a search around a calibration around a vote around pipelines": lambda: GridSearchCV(
        CalibratedClassifierCV(voted(), cv=2), {"method": ["sigmoid"]}, cv=2
    ),
    "a stack of pipelines with a pipeline behind": lambda: StackingClassifier(
        [("a", scaled(LogisticRegression())), ("b", GradientBoostingClassifier(n_estimators=2))],
        final_estimator=scaled(LogisticRegression()),
        cv=2,
    ),
    "bagged pipelines": lambda: BaggingClassifier(scaled(LogisticRegression()), 3),
    "pipelines one against the rest": lambda: OneVsRestClassifier(scaled(LogisticRegression())),
    "columns, a union and a selection": lambda: Pipeline(
        [
            (
                "columns",
                ColumnTransformer(
                    [
                        ("scaled", StandardScaler(), [0]),
                        ("kept", "passthrough", [1]),
                        ("gone", "drop", [2]),
                    ]
                ),
            ),
            ("union", FeatureUnion([("s", StandardScaler()), ("same", "passthrough")])),
            ("chosen", SelectFromModel(LogisticRegression())),
            ("last", LogisticRegression()),
        ]
    ),
}
LEAVES = {
    "a pipeline": 2,
    "a search around a calibration around a vote around pipelines": 6,
    "a stack of pipelines with a pipeline behind": 5,
    "bagged pipelines": 6,
    "pipelines one against the rest": 2,
    "columns, a union and a selection": 4,
}


@pytest.mark.parametrize("name", NESTED)
def test_every_part_is_met_once_by_a_path_that_leads_to_it(name):
    model = NESTED[name]().fit(ROWS, CLASSES)
    met = list(walk(model))
    assert len({id(step) for _, step in met}) == len(met)
    for path, step in met:
        assert eval(f"model{path}", {"model": model}) is step
    leaves = [step for _, step in met if not any(not m.is_word for m in members_of(step))]
    words = {"FunctionTransformer"}  # what scikit-learn puts in the place of passthrough
    assert len([leaf for leaf in leaves if type(leaf).__name__ not in words]) == LEAVES[name]
    assert not_looked_into(model) == ()


def test_regressors_behind_a_transformed_target_and_several_outputs_are_met():
    target = TransformedTargetRegressor(scaled(LinearRegression())).fit(ROWS, ROWS[:, 0])
    assert any(isinstance(step, LinearRegression) for step in every_step(target))
    several = MultiOutputClassifier(scaled(LogisticRegression())).fit(
        ROWS, np.column_stack([CLASSES, 1 - CLASSES])
    )
    assert sum(isinstance(step, LogisticRegression) for step in every_step(several)) == 2


def test_the_last_of_a_stack_sees_the_answers_of_the_others():
    stack = NESTED["a stack of pipelines with a pipeline behind"]().fit(ROWS, CLASSES)
    assert [member.sees for member in members_of(stack)] == [Sees.INPUT, Sees.INPUT, Sees.ANSWERS]
    assert len(ensembles(stack)) == 1


class KeepsItsModelsElsewhere(ClassifierMixin, BaseEstimator):
    """A class of somebody's own: nobody knows that `inner_` is a member."""

    def fit(self, rows, labels):
        self.inner_ = LogisticRegression().fit(rows, labels)
        self.classes_ = self.inner_.classes_
        return self

    def predict(self, rows):
        return self.inner_.predict(rows)


def test_what_is_not_looked_into_is_named():
    model = make_pipeline(StandardScaler(), KeepsItsModelsElsewhere()).fit(ROWS, CLASSES)
    assert not_looked_into(model) == (".steps[1][1].inner_",)


def test_encoders_of_every_fold_are_known():
    rows = np.array([[n % 4] for n in range(60)], dtype=np.float32)
    model = CalibratedClassifierCV(
        make_pipeline(
            OrdinalEncoder(handle_unknown="use_encoded_value", unknown_value=-1),
            LogisticRegression(),
        ),
        cv=2,
    ).fit(rows, CLASSES)
    encoders = [step for step in every_step(model) if isinstance(step, OrdinalEncoder)]
    assert len(encoders) == 2


INNER = {
    *("steps", "named_steps", "transformers_", "named_transformers_", "transformer_list"),
    *("estimators_", "named_estimators_", "calibrated_classifiers_", "best_estimator_"),
    *("final_estimator_", "regressor_", "estimator_"),
}
# Trees are read as arrays, and a target of a search has steps of its own.
ALLOWED = {
    ("estimator/members.py", None),
    ("estimator/trees.py", "estimators_"),
    ("drawing/generators/tree_split.py", "steps"),
}


def test_nothing_else_walks_through_an_estimator():
    package = Path(__file__).parents[2] / "handover"
    found = []
    for file in sorted(package.rglob("*.py")):
        name = str(file.relative_to(package))
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            reads = isinstance(node, ast.Attribute) and node.attr in INNER
            asks = isinstance(node, ast.Constant) and node.value in INNER
            attribute = node.attr if reads else node.value if asks else None
            if (reads or asks) and not {(name, None), (name, attribute)} & ALLOWED:
                found.append(f"{name}:{node.lineno} {attribute}")
    assert found == []
