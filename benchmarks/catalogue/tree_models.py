"""Pipelines that end in trees."""

from __future__ import annotations

from sklearn import (
    ensemble,
    linear_model,
    naive_bayes,
    tree,
)

from benchmarks.catalogue.pipeline import Pipeline as P
from benchmarks.catalogue.pipeline import scaled

TREES = [
    P("tree_classifier", lambda: tree.DecisionTreeClassifier(random_state=0)),
    P("tree_classifier_3", lambda: tree.DecisionTreeClassifier(random_state=0), target="three"),
    P("tree_words", lambda: tree.DecisionTreeClassifier(max_depth=4), target="words"),
    P(
        "tree_regressor",
        lambda: tree.DecisionTreeRegressor(random_state=0),
        target="regression",
    ),
    P("tree_outputs", lambda: tree.DecisionTreeRegressor(max_depth=5), target="outputs"),
    P("extra_tree", lambda: tree.ExtraTreeClassifier(random_state=0)),
    P("forest_classifier", lambda: ensemble.RandomForestClassifier(30, random_state=0)),
    P(
        "forest_classifier_3",
        lambda: ensemble.RandomForestClassifier(30, random_state=0),
        target="three",
    ),
    P(
        "forest_regressor",
        lambda: ensemble.RandomForestRegressor(30, random_state=0),
        target="regression",
    ),
    P("extra_trees", lambda: ensemble.ExtraTreesClassifier(30, random_state=0)),
    P(
        "extra_trees_regressor",
        lambda: ensemble.ExtraTreesRegressor(30, random_state=0),
        target="regression",
    ),
    P("boosting", lambda: ensemble.GradientBoostingClassifier(random_state=0)),
    P(
        "boosting_3",
        lambda: ensemble.GradientBoostingClassifier(n_estimators=30, random_state=0),
        target="three",
    ),
    P(
        "boosting_regressor",
        lambda: ensemble.GradientBoostingRegressor(random_state=0),
        target="regression",
    ),
    P("hist_boosting", lambda: ensemble.HistGradientBoostingClassifier(max_iter=40)),
    P(
        "hist_boosting_3",
        lambda: ensemble.HistGradientBoostingClassifier(max_iter=20),
        target="three",
    ),
    P(
        "hist_boosting_missing",
        lambda: ensemble.HistGradientBoostingClassifier(max_iter=40),
        "missing",
    ),
    P(
        "hist_boosting_regressor",
        lambda: ensemble.HistGradientBoostingRegressor(max_iter=40),
        "missing",
        "regression",
    ),
    P("ada_boost", lambda: ensemble.AdaBoostClassifier(n_estimators=10, random_state=0)),
    P(
        "ada_boost_regressor",
        lambda: ensemble.AdaBoostRegressor(n_estimators=10, random_state=0),
        target="regression",
    ),
    P("bagging", lambda: ensemble.BaggingClassifier(random_state=0)),
    P(
        "bagging_regressor",
        lambda: ensemble.BaggingRegressor(random_state=0),
        target="regression",
    ),
    P("isolation_forest", lambda: ensemble.IsolationForest(n_estimators=20, random_state=0)),
    P(
        "voting_soft",
        lambda: ensemble.VotingClassifier(
            [
                ("a", linear_model.LogisticRegression()),
                ("b", tree.DecisionTreeClassifier(max_depth=3)),
            ],
            voting="soft",
            flatten_transform=False,
        ),
    ),
    P(
        "voting_hard",
        lambda: ensemble.VotingClassifier(
            [
                ("a", linear_model.LogisticRegression()),
                ("b", tree.DecisionTreeClassifier(max_depth=3)),
                ("c", naive_bayes.GaussianNB()),
            ],
            flatten_transform=False,
        ),
    ),
    P(
        "voting_regressor",
        lambda: ensemble.VotingRegressor(
            [
                ("a", linear_model.LinearRegression()),
                ("b", tree.DecisionTreeRegressor(max_depth=3)),
            ]
        ),
        target="regression",
    ),
    P(
        "stacking",
        lambda: ensemble.StackingClassifier(
            [
                ("a", linear_model.LogisticRegression()),
                ("b", tree.DecisionTreeClassifier(max_depth=3)),
            ]
        ),
    ),
    P(
        "stacking_regressor",
        lambda: ensemble.StackingRegressor(
            [
                ("a", linear_model.LinearRegression()),
                ("b", tree.DecisionTreeRegressor(max_depth=3)),
            ]
        ),
        target="regression",
    ),
    P("scaled_forest", lambda: scaled(ensemble.RandomForestClassifier(10, random_state=0))),
    P("scaled_boosting", lambda: scaled(ensemble.GradientBoostingClassifier(n_estimators=20))),
]
