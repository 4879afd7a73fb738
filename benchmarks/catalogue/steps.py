"""Preparation by itself and before a model, and models made of models."""

from __future__ import annotations

from sklearn import (
    calibration,
    decomposition,
    ensemble,
    feature_extraction,
    feature_selection,
    impute,
    linear_model,
    model_selection,
    multiclass,
    multioutput,
    naive_bayes,
    pipeline,
    preprocessing,
    random_projection,
    svm,
    tree,
)

from benchmarks.catalogue.pipeline import Pipeline as P
from benchmarks.catalogue.pipeline import mixed, scaled

STEPS = [
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
        lambda: pipeline.make_pipeline(preprocessing.PolynomialFeatures(2), linear_model.Ridge()),
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
        lambda: preprocessing.OrdinalEncoder(handle_unknown="use_encoded_value", unknown_value=-1),
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

META = [
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
