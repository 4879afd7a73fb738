"""A hundred common scikit-learn pipelines and the rows they are fitted on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from sklearn import (
    calibration,
    cluster,
    compose,
    decomposition,
    discriminant_analysis,
    ensemble,
    feature_extraction,
    feature_selection,
    gaussian_process,
    impute,
    linear_model,
    mixture,
    model_selection,
    multiclass,
    multioutput,
    naive_bayes,
    neighbors,
    neural_network,
    pipeline,
    preprocessing,
    random_projection,
    svm,
    tree,
)

COLUMNS = 6
FITTED_ROWS = 400
WORDS = [
    "dress",
    "shirt",
    "blue",
    "red",
    "cotton",
    "silk",
    "summer",
    "winter",
    "sale",
    "new",
    "long",
    "short",
    "v-neck",
]
CITIES = ("Milano", "Roma", "Torino", "Napoli")
SIZES = ("xs", "s", "m", "l", "xl")


@dataclass(frozen=True)
class Pipeline:
    """A named estimator and the data it is fitted on."""

    name: str
    make: Callable[[], Any]
    rows: str = "numeric"
    target: str = "binary"
    options: dict[str, Any] | None = None


def numeric(count: int, seed: int) -> np.ndarray:
    """Rows of float32 numbers, some of them on a coarse grid so that ties occur."""
    random = np.random.default_rng(seed)
    values = random.normal(size=(count, COLUMNS)).astype(np.float32)
    values[:, 1] = np.round(values[:, 1] * 4) / 4
    values[:, 2] = random.integers(0, 6, count)
    return values


def positive(count: int, seed: int) -> np.ndarray:
    """Counts, for models that refuse negative numbers."""
    return np.abs(np.round(numeric(count, seed) * 3)).astype(np.float32)


def missing(count: int, seed: int) -> np.ndarray:
    """Numbers of which a tenth is missing."""
    values = numeric(count, seed)
    values[np.random.default_rng(seed + 1).random(values.shape) < 0.1] = np.nan
    return values


def texts(count: int, seed: int) -> np.ndarray:
    """One short product text a row."""
    random = np.random.default_rng(seed)
    return np.array([[" ".join(random.choice(WORDS, random.integers(1, 8)))] for _ in range(count)])


def categories(count: int, seed: int) -> np.ndarray:
    """Two columns of strings."""
    random = np.random.default_rng(seed)
    return np.column_stack([random.choice(CITIES, count), random.choice(SIZES, count)]).astype(
        object
    )


ROWS = {
    "numeric": numeric,
    "positive": positive,
    "missing": missing,
    "text": texts,
    "categories": categories,
}


def targets(kind: str, count: int) -> np.ndarray:
    """What is to be predicted of `numeric(count, 1)`'s rows."""
    x = numeric(count, 1)
    score = x[:, 0] + 0.5 * x[:, 1] * x[:, 2] - x[:, 3]
    noise = np.random.default_rng(9).normal(size=count)
    if kind == "regression":
        return score + 0.1 * noise
    if kind == "counts":
        return np.round(np.abs(score))
    if kind == "outputs":
        return np.column_stack([score, x[:, 4] - x[:, 0]])
    if kind == "labels":
        return np.column_stack([score > 0, x[:, 4] > x[:, 0]]).astype(int)
    if kind == "three":
        return np.digitize(score + noise * 0.3, [-1.0, 1.0])
    if kind == "words":
        return np.array(["no", "perhaps", "yes"])[np.digitize(score, [-1.0, 1.0])]
    return (score + noise * 0.3 > 0).astype(int)


def scaled(model: Any) -> Any:
    """The model behind a standard scaler."""
    return pipeline.make_pipeline(preprocessing.StandardScaler(), model)


def mixed(model: Any) -> Any:
    """The model behind one-hot encoded strings and scaled numbers, imputed first."""
    return pipeline.make_pipeline(
        compose.ColumnTransformer(
            [
                ("words", preprocessing.OneHotEncoder(handle_unknown="ignore"), ["city", "size"]),
                (
                    "numbers",
                    pipeline.make_pipeline(impute.SimpleImputer(), preprocessing.StandardScaler()),
                    [f"x{i}" for i in range(COLUMNS)],
                ),
            ]
        ),
        model,
    )


def catalogue() -> list[Pipeline]:
    """Every pipeline, trees first."""
    P = Pipeline
    trees = [
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
    linear = [
        P("logistic", lambda: linear_model.LogisticRegression()),
        P("logistic_3", lambda: linear_model.LogisticRegression(), target="three"),
        P("logistic_words", lambda: linear_model.LogisticRegression(), target="words"),
        P("scaled_logistic", lambda: scaled(linear_model.LogisticRegression())),
        P("linear", lambda: linear_model.LinearRegression(), target="regression"),
        P("linear_outputs", lambda: linear_model.LinearRegression(), target="outputs"),
        P("ridge", lambda: linear_model.Ridge(), target="regression"),
        P("lasso", lambda: linear_model.Lasso(0.01), target="regression"),
        P("elastic_net", lambda: scaled(linear_model.ElasticNet(0.01)), target="regression"),
        P("bayesian_ridge", lambda: linear_model.BayesianRidge(), target="regression"),
        P("huber", lambda: scaled(linear_model.HuberRegressor()), target="regression"),
        P("theil_sen", lambda: linear_model.TheilSenRegressor(random_state=0), target="regression"),
        P("poisson", lambda: linear_model.PoissonRegressor(), target="counts"),
        P("tweedie", lambda: linear_model.TweedieRegressor(power=1.5), target="counts"),
        P("sgd_log", lambda: linear_model.SGDClassifier(loss="log_loss", random_state=0)),
        P("sgd_hinge", lambda: linear_model.SGDClassifier(random_state=0)),
        P(
            "sgd_3",
            lambda: linear_model.SGDClassifier(loss="log_loss", random_state=0),
            target="three",
        ),
        P(
            "sgd_regressor",
            lambda: scaled(linear_model.SGDRegressor(random_state=0)),
            target="regression",
        ),
        P("perceptron", lambda: linear_model.Perceptron()),
        P("ridge_classifier", lambda: linear_model.RidgeClassifier()),
        P("linear_svc", lambda: svm.LinearSVC()),
        P("linear_svr", lambda: svm.LinearSVR(), target="regression"),
        P("lda", lambda: discriminant_analysis.LinearDiscriminantAnalysis(), target="three"),
        P("qda", lambda: discriminant_analysis.QuadraticDiscriminantAnalysis(), target="three"),
    ]
    kernels = [
        P("svc", lambda: scaled(svm.SVC())),
        P("svc_probability", lambda: scaled(svm.SVC(probability=True, random_state=0))),
        P("svc_3", lambda: svm.SVC(probability=True, random_state=0), target="three"),
        P("svc_linear", lambda: svm.SVC(kernel="linear"), target="three"),
        P("svc_poly", lambda: svm.SVC(kernel="poly", probability=True, random_state=0)),
        P("nu_svc", lambda: svm.NuSVC(nu=0.3)),
        P("svr", lambda: scaled(svm.SVR()), target="regression"),
        P("nu_svr", lambda: svm.NuSVR(), target="regression"),
        P("one_class_svm", lambda: svm.OneClassSVM()),
        P(
            "gaussian_process",
            lambda: gaussian_process.GaussianProcessRegressor(alpha=0.1),
            target="regression",
        ),
    ]
    bayes = [
        P("gaussian_nb", lambda: naive_bayes.GaussianNB(), target="three"),
        P("bernoulli_nb", lambda: naive_bayes.BernoulliNB()),
        P("multinomial_nb", lambda: naive_bayes.MultinomialNB(), "positive"),
        P("complement_nb", lambda: naive_bayes.ComplementNB(), "positive"),
        P("gaussian_mixture", lambda: mixture.GaussianMixture(3, random_state=0)),
    ]
    neighbours = [
        P("knn", lambda: neighbors.KNeighborsClassifier()),
        P("knn_3", lambda: scaled(neighbors.KNeighborsClassifier(3)), target="three"),
        P("knn_distance", lambda: neighbors.KNeighborsClassifier(weights="distance")),
        P("knn_regressor", lambda: neighbors.KNeighborsRegressor(), target="regression"),
        P(
            "knn_manhattan",
            lambda: neighbors.KNeighborsRegressor(metric="manhattan"),
            target="regression",
        ),
        P("knn_transformer", lambda: neighbors.KNeighborsTransformer(n_neighbors=3)),
        P("kmeans", lambda: cluster.KMeans(4, random_state=0, n_init=2)),
        P(
            "mini_batch_kmeans",
            lambda: scaled(cluster.MiniBatchKMeans(4, random_state=0, n_init=2)),
        ),
    ]
    networks = [
        P("mlp", lambda: scaled(neural_network.MLPClassifier((16,), max_iter=50, random_state=0))),
        P(
            "mlp_3",
            lambda: scaled(neural_network.MLPClassifier((16, 8), max_iter=50, random_state=0)),
            target="three",
        ),
        P(
            "mlp_tanh",
            lambda: scaled(
                neural_network.MLPRegressor(
                    hidden_layer_sizes=(16,), activation="tanh", max_iter=50, random_state=0
                )
            ),
            target="regression",
        ),
        P(
            "mlp_logistic",
            lambda: scaled(
                neural_network.MLPRegressor(
                    hidden_layer_sizes=(16,), activation="logistic", max_iter=50, random_state=0
                )
            ),
            target="regression",
        ),
    ]
    steps = [
        P("pca", lambda: decomposition.PCA(3)),
        P(
            "pca_logistic",
            lambda: scaled(
                pipeline.make_pipeline(decomposition.PCA(3), linear_model.LogisticRegression())
            ),
        ),
        P("svd", lambda: decomposition.TruncatedSVD(3, random_state=0)),
        P("incremental_pca", lambda: decomposition.IncrementalPCA(3)),
        P("kernel_pca", lambda: decomposition.KernelPCA(3, kernel="rbf")),
        P(
            "random_projection",
            lambda: random_projection.GaussianRandomProjection(3, random_state=0),
        ),
        P("min_max", lambda: preprocessing.MinMaxScaler()),
        P("max_abs", lambda: preprocessing.MaxAbsScaler()),
        P("robust", lambda: preprocessing.RobustScaler()),
        P("normalizer_l2", lambda: preprocessing.Normalizer("l2")),
        P("normalizer_l1", lambda: preprocessing.Normalizer("l1")),
        P("normalizer_max", lambda: preprocessing.Normalizer("max")),
        P("binarizer", lambda: preprocessing.Binarizer(threshold=0.25)),
        P(
            "bins_onehot",
            lambda: preprocessing.KBinsDiscretizer(
                4, encode="onehot-dense", quantile_method="averaged_inverted_cdf"
            ),
        ),
        P(
            "bins_ordinal",
            lambda: preprocessing.KBinsDiscretizer(4, encode="ordinal", strategy="uniform"),
        ),
        P(
            "polynomial",
            lambda: pipeline.make_pipeline(
                preprocessing.PolynomialFeatures(2), linear_model.Ridge()
            ),
            target="regression",
        ),
        P("power", lambda: preprocessing.PowerTransformer()),
        P("quantile", lambda: preprocessing.QuantileTransformer(n_quantiles=20)),
        P(
            "imputed_logistic",
            lambda: pipeline.make_pipeline(
                impute.SimpleImputer(),
                preprocessing.StandardScaler(),
                linear_model.LogisticRegression(),
            ),
            "missing",
        ),
        P(
            "indicator_tree",
            lambda: pipeline.make_pipeline(
                impute.SimpleImputer(add_indicator=True), tree.DecisionTreeClassifier(max_depth=4)
            ),
            "missing",
        ),
        P("knn_imputer", lambda: impute.KNNImputer(n_neighbors=2), "missing"),
        P(
            "select_k",
            lambda: pipeline.make_pipeline(
                feature_selection.SelectKBest(k=3), linear_model.LogisticRegression()
            ),
        ),
        P("variance", lambda: feature_selection.VarianceThreshold(0.1)),
        P(
            "rfe",
            lambda: pipeline.make_pipeline(
                feature_selection.RFE(linear_model.LogisticRegression(), n_features_to_select=3),
                linear_model.LogisticRegression(),
            ),
        ),
        P(
            "one_hot",
            lambda: preprocessing.OneHotEncoder(handle_unknown="ignore", sparse_output=False),
            "categories",
        ),
        P(
            "ordinal",
            lambda: preprocessing.OrdinalEncoder(
                handle_unknown="use_encoded_value", unknown_value=-1
            ),
            "categories",
        ),
        P(
            "one_hot_logistic",
            lambda: pipeline.make_pipeline(
                preprocessing.OneHotEncoder(handle_unknown="ignore"),
                linear_model.LogisticRegression(),
            ),
            "categories",
        ),
        P(
            "ordinal_forest",
            lambda: pipeline.make_pipeline(
                preprocessing.OrdinalEncoder(), ensemble.RandomForestClassifier(10, random_state=0)
            ),
            "categories",
        ),
        P(
            "count_logistic",
            lambda: pipeline.make_pipeline(
                feature_extraction.text.CountVectorizer(), linear_model.LogisticRegression()
            ),
            "text",
        ),
        P(
            "tfidf_logistic",
            lambda: pipeline.make_pipeline(
                feature_extraction.text.TfidfVectorizer(), linear_model.LogisticRegression()
            ),
            "text",
        ),
        P(
            "tfidf_bayes",
            lambda: pipeline.make_pipeline(
                feature_extraction.text.TfidfVectorizer(ngram_range=(1, 2)),
                naive_bayes.MultinomialNB(),
            ),
            "text",
        ),
        P(
            "tfidf_chars",
            lambda: pipeline.make_pipeline(
                feature_extraction.text.TfidfVectorizer(analyzer="char", ngram_range=(1, 2)),
                linear_model.LogisticRegression(),
            ),
            "text",
        ),
    ]
    meta = [
        P(
            "one_vs_rest",
            lambda: multiclass.OneVsRestClassifier(linear_model.LogisticRegression()),
            target="three",
        ),
        P(
            "one_vs_one",
            lambda: multiclass.OneVsOneClassifier(linear_model.LogisticRegression()),
            target="three",
        ),
        P(
            "multi_output",
            lambda: multioutput.MultiOutputRegressor(linear_model.Ridge()),
            target="outputs",
        ),
        P(
            "multi_labels",
            lambda: multioutput.MultiOutputClassifier(linear_model.LogisticRegression()),
            target="labels",
        ),
        P("calibrated", lambda: calibration.CalibratedClassifierCV(svm.LinearSVC(), cv=2)),
        P(
            "calibrated_isotonic",
            lambda: calibration.CalibratedClassifierCV(
                tree.DecisionTreeClassifier(max_depth=4), method="isotonic", cv=2
            ),
        ),
        P(
            "grid_search",
            lambda: model_selection.GridSearchCV(
                linear_model.LogisticRegression(), {"C": [0.1, 1.0]}, cv=2
            ),
        ),
        P("mixed_logistic", lambda: mixed(linear_model.LogisticRegression()), "mixed"),
        P(
            "mixed_forest",
            lambda: mixed(ensemble.RandomForestClassifier(10, random_state=0)),
            "mixed",
        ),
        P(
            "mixed_boosting",
            lambda: mixed(ensemble.GradientBoostingClassifier(n_estimators=20)),
            "mixed",
        ),
    ]
    return trees + linear + kernels + bayes + neighbours + networks + steps + meta


def frame(count: int, seed: int) -> Any:
    """Strings and numbers by column name."""
    numbers = missing(count, seed)
    words = categories(count, seed)
    columns: dict[str, Any] = {"city": words[:, 0], "size": words[:, 1]}
    columns |= {f"x{i}": numbers[:, i] for i in range(COLUMNS)}
    return pd.DataFrame(columns)


def rows_of(kind: str, count: int, seed: int) -> Any:
    """`count` rows of a kind of data."""
    return frame(count, seed) if kind == "mixed" else ROWS[kind](count, seed)
