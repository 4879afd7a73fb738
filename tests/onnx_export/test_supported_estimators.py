"""Every supported kind of estimator converts and answers like scikit-learn on the wire row."""

import pytest
from sklearn.calibration import CalibratedClassifierCV
from sklearn.cluster import KMeans
from sklearn.compose import ColumnTransformer
from sklearn.decomposition import PCA, TruncatedSVD
from sklearn.ensemble import (
    AdaBoostClassifier,
    BaggingClassifier,
    ExtraTreesClassifier,
    GradientBoostingClassifier,
    GradientBoostingRegressor,
    HistGradientBoostingClassifier,
    HistGradientBoostingRegressor,
    IsolationForest,
    RandomForestClassifier,
    RandomForestRegressor,
    StackingClassifier,
    VotingClassifier,
)
from sklearn.impute import SimpleImputer
from sklearn.linear_model import Lasso, LinearRegression, LogisticRegression, Ridge, SGDClassifier
from sklearn.model_selection import GridSearchCV
from sklearn.naive_bayes import BernoulliNB, GaussianNB
from sklearn.neighbors import KNeighborsClassifier, KNeighborsRegressor
from sklearn.neural_network import MLPClassifier, MLPRegressor
from sklearn.pipeline import FeatureUnion, make_pipeline
from sklearn.preprocessing import (
    KBinsDiscretizer,
    MaxAbsScaler,
    MinMaxScaler,
    OneHotEncoder,
    OrdinalEncoder,
    PolynomialFeatures,
    RobustScaler,
    StandardScaler,
    TargetEncoder,
)
from sklearn.svm import SVC, SVR, LinearSVC
from sklearn.tree import DecisionTreeClassifier, DecisionTreeRegressor

from tests.onnx_export.agreement import wrong_rows
from tests.onnx_export.shop_data import (
    BINARY,
    INPUTS,
    NULLABLE,
    NUMBER_INPUTS,
    NUMBERS,
    SCORED,
    THREE,
    VALUE,
    shop,
    shop_with_nulls,
)
from tests.onnx_export.small_contract import small_contract

pytestmark = pytest.mark.filterwarnings("ignore")
LOGISTIC = LogisticRegression(max_iter=500)


def scaled():
    return ColumnTransformer(
        [
            ("number", StandardScaler(), NUMBERS),
            ("word", OneHotEncoder(handle_unknown="ignore"), ["device", "weekend"]),
        ]
    )


def coded():
    unknown = OrdinalEncoder(handle_unknown="use_encoded_value", unknown_value=-1)
    return ColumnTransformer(
        [("word", unknown, ["device", "weekend"]), ("number", "passthrough", NUMBERS)]
    )


def imputed():
    words = make_pipeline(
        SimpleImputer(strategy="most_frequent"), OneHotEncoder(handle_unknown="ignore", dtype=int)
    )
    return ColumnTransformer(
        [
            ("word", words, ["device"]),
            ("number", make_pipeline(SimpleImputer(), StandardScaler()), NUMBERS),
            ("flag", "passthrough", ["weekend"]),
        ]
    )


WHOLE_ROW = {
    "scaled and one-hot, logistic": make_pipeline(scaled(), LOGISTIC),
    "codes, forest": make_pipeline(coded(), RandomForestClassifier(11, random_state=0)),
    "codes, histogram boosting": make_pipeline(
        coded(), HistGradientBoostingClassifier(max_iter=15)
    ),
    "codes, boosting": make_pipeline(coded(), GradientBoostingClassifier(n_estimators=15)),
    "grid search": GridSearchCV(
        make_pipeline(scaled(), LOGISTIC), {"logisticregression__C": [1, 2]}, cv=2
    ),
    "vote over pipelines": VotingClassifier(
        [
            ("a", make_pipeline(scaled(), LOGISTIC)),
            ("b", make_pipeline(coded(), DecisionTreeClassifier(max_depth=4))),
        ],
        voting="soft",
    ),
}

BINARY_MODELS = {
    "logistic": LOGISTIC,
    "gaussian naive Bayes": GaussianNB(),
    "Bernoulli naive Bayes": BernoulliNB(),
    "perceptron": MLPClassifier((5,), max_iter=200, random_state=0),
    "support vectors": make_pipeline(StandardScaler(), SVC(probability=True, random_state=0)),
    "tree": DecisionTreeClassifier(random_state=0),
    "extra trees": ExtraTreesClassifier(9, random_state=0),
    "boosting": GradientBoostingClassifier(n_estimators=10),
    "histogram boosting": HistGradientBoostingClassifier(max_iter=10),
    "neighbours": KNeighborsClassifier(),
    "calibrated": CalibratedClassifierCV(LinearSVC(), cv=3),
    "stochastic gradient": make_pipeline(StandardScaler(), SGDClassifier(loss="log_loss")),
    "bagging": BaggingClassifier(n_estimators=5, random_state=0),
    "boosted stumps": AdaBoostClassifier(n_estimators=5, random_state=0),
    "stack": StackingClassifier([("a", LOGISTIC), ("b", GaussianNB())], cv=2),
}

SCORED_MODELS = {
    "logistic": LOGISTIC,
    "linear support vectors": LinearSVC(),
    "pipeline that ends in LinearSVC": make_pipeline(StandardScaler(), LinearSVC()),
    "support vectors": make_pipeline(StandardScaler(), SVC()),
    "boosting": GradientBoostingClassifier(n_estimators=10),
    "histogram boosting": HistGradientBoostingClassifier(max_iter=10),
}

REGRESSORS = {
    "linear": LinearRegression(),
    "ridge": Ridge(),
    "lasso": Lasso(alpha=0.01),
    "polynomial": make_pipeline(PolynomialFeatures(2), Ridge()),
    "principal components": make_pipeline(StandardScaler(), PCA(2), Ridge()),
    "min-max": make_pipeline(MinMaxScaler(), Ridge()),
    "robust": make_pipeline(RobustScaler(), Ridge()),
    "max-abs": make_pipeline(MaxAbsScaler(), Ridge()),
    "support vectors": make_pipeline(StandardScaler(), SVR()),
    "tree": DecisionTreeRegressor(random_state=0),
    "forest": RandomForestRegressor(10, random_state=0),
    "boosting": GradientBoostingRegressor(n_estimators=15),
    "histogram boosting": HistGradientBoostingRegressor(max_iter=15),
    "neighbours": KNeighborsRegressor(),
    "perceptron": make_pipeline(
        StandardScaler(), MLPRegressor(hidden_layer_sizes=(4,), max_iter=200, random_state=0)
    ),
    "bins": make_pipeline(KBinsDiscretizer(6, quantile_method="averaged_inverted_cdf"), Ridge()),
    "union": make_pipeline(FeatureUnion([("p", PCA(2)), ("s", StandardScaler())]), Ridge()),
}


@pytest.mark.parametrize("name", WHOLE_ROW)
def test_pipelines_over_whole_rows_agree(name):
    frame, bought, _, _ = shop()
    estimator = WHOLE_ROW[name].fit(frame, bought)
    contract = small_contract(INPUTS, BINARY)
    assert wrong_rows(estimator, contract, frame) == []


@pytest.mark.parametrize("name", BINARY_MODELS)
def test_binary_classifiers_agree(name):
    frame, bought, _, _ = shop()
    estimator = BINARY_MODELS[name].fit(frame[NUMBERS], bought)
    contract = small_contract(NUMBER_INPUTS, BINARY)
    assert wrong_rows(estimator, contract, frame[NUMBERS]) == []


@pytest.mark.parametrize("name", [name for name in BINARY_MODELS if "stump" not in name])
def test_classifiers_of_three_classes_agree(name):
    frame, _, three, _ = shop()
    estimator = BINARY_MODELS[name].fit(frame[NUMBERS], three)
    contract = small_contract(NUMBER_INPUTS, THREE)
    assert wrong_rows(estimator, contract, frame[NUMBERS]) == []


@pytest.mark.parametrize("name", SCORED_MODELS)
@pytest.mark.parametrize("classes", [2, 3])
def test_decision_functions_agree(name, classes):
    frame, bought, three, _ = shop()
    estimator = SCORED_MODELS[name].fit(frame[NUMBERS], bought if classes == 2 else three)
    outputs = {**SCORED, "score": "f32 score" if classes == 2 else "f32[3] score"}
    contract = small_contract(NUMBER_INPUTS, outputs)
    assert wrong_rows(estimator, contract, frame[NUMBERS]) == []


@pytest.mark.parametrize("name", REGRESSORS)
def test_regressors_agree(name):
    frame, _, _, value = shop()
    estimator = REGRESSORS[name].fit(frame[NUMBERS], value)
    contract = small_contract(NUMBER_INPUTS, VALUE)
    assert wrong_rows(estimator, contract, frame[NUMBERS]) == []


def test_imputed_rows_with_nulls_agree():
    frame, bought, _, _ = shop_with_nulls()
    estimator = make_pipeline(imputed(), LOGISTIC).fit(frame, bought)
    assert wrong_rows(estimator, small_contract(NULLABLE, BINARY), frame) == []


def test_null_as_a_category_of_its_own_agrees():
    frame, bought, _, _ = shop_with_nulls()
    chosen = frame[["device", "views 7d"]]
    encoder = ColumnTransformer(
        [("word", OneHotEncoder(handle_unknown="ignore"), ["device"])], remainder="passthrough"
    )
    estimator = make_pipeline(encoder, LOGISTIC).fit(chosen, bought)
    contract = small_contract({"device": "string?", "views 7d": "i64"}, BINARY)
    assert wrong_rows(estimator, contract, chosen) == []


def test_null_coded_as_a_number_agrees():
    frame, bought, _, _ = shop_with_nulls()
    chosen = frame[["device", "views 7d"]]
    encoder = OrdinalEncoder(
        handle_unknown="use_encoded_value", unknown_value=-1, encoded_missing_value=-2
    )
    columns = ColumnTransformer([("word", encoder, ["device"])], remainder="passthrough")
    estimator = make_pipeline(columns, HistGradientBoostingClassifier(max_iter=5))
    contract = small_contract({"device": "string?", "views 7d": "i64"}, BINARY)
    assert wrong_rows(estimator.fit(chosen, bought), contract, chosen) == []


def test_nulls_in_histogram_boosting_agree():
    frame, bought, _, _ = shop_with_nulls()
    estimator = HistGradientBoostingClassifier(max_iter=15).fit(frame[NUMBERS], bought)
    contract = small_contract({name: NULLABLE[name] for name in NUMBERS}, BINARY)
    assert wrong_rows(estimator, contract, frame[NUMBERS]) == []


@pytest.mark.parametrize(
    "encoder",
    [
        OneHotEncoder(handle_unknown="ignore", dtype=int),
        OneHotEncoder(handle_unknown="ignore", drop="first"),
        OneHotEncoder(handle_unknown="infrequent_if_exist"),
        OrdinalEncoder(handle_unknown="use_encoded_value", unknown_value=99),
        TargetEncoder(random_state=0),
    ],
    ids=repr,
)
def test_unknown_words_and_integers_are_encoded_alike(encoder):
    frame, bought, _, _ = shop()
    chosen = frame[["device", "views 7d", "rate"]]
    columns = ColumnTransformer(
        [("code", encoder, ["device", "views 7d"]), ("plain", "passthrough", ["rate", "views 7d"])]
    )
    estimator = make_pipeline(columns, LOGISTIC).fit(chosen, bought)
    rows = chosen.copy()
    rows.loc[:20, "device"] = ["", "IOS", "ios "] * 7
    rows.loc[21:40, "views 7d"] = 1000
    contract = small_contract({name: INPUTS[name] for name in chosen}, BINARY)
    assert wrong_rows(estimator, contract, rows) == []


def test_isolation_forests_agree():
    frame, _, _, _ = shop()
    estimator = IsolationForest(n_estimators=15, random_state=0).fit(frame[NUMBERS])
    assert wrong_rows(estimator, small_contract(NUMBER_INPUTS, SCORED), frame[NUMBERS]) == []


def test_clusters_agree():
    frame, _, _, _ = shop()
    estimator = make_pipeline(StandardScaler(), KMeans(3, n_init=2, random_state=0))
    contract = small_contract(NUMBER_INPUTS, {"c": "i64 cluster", "d": "f32[3] distances"})
    assert wrong_rows(estimator.fit(frame[NUMBERS]), contract, frame[NUMBERS]) == []


@pytest.mark.parametrize("step", [PCA(2), TruncatedSVD(2)], ids=repr)
def test_decompositions_agree(step):
    frame, _, _, _ = shop()
    contract = small_contract(NUMBER_INPUTS, {"reduced": "f32[2] transform"})
    assert wrong_rows(step.fit(frame[NUMBERS]), contract, frame[NUMBERS]) == []
