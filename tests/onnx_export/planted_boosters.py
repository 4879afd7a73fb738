"""Models of XGBoost, LightGBM and CatBoost that must be refused, each with its mended twin.

Every function takes whether to plant, and returns estimator and contract (and sample).
"""

import lightgbm as lgb
import numpy as np
import xgboost as xgb
from sklearn.compose import ColumnTransformer
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder

from tests.onnx_export.shop_data import BINARY, NUMBERS, THREE, VALUE, shop
from tests.onnx_export.small_contract import small_contract

SMALL = {"n_estimators": 4, "max_depth": 3, "n_jobs": 1}
LIGHT = {"n_estimators": 4, "num_leaves": 6, "n_jobs": 1, "verbose": -1}
CALM = {"iterations": 4, "depth": 2, "verbose": 0, "thread_count": 1, "allow_writing_files": False}
FLOATS = dict.fromkeys(NUMBERS, "f32")
TWO_VALUES = {"value": "f32[2] value"}


def targets():
    """Return the numbers as float32, with the three targets."""
    frame, bought, three, value = shop()
    return frame[NUMBERS].astype("float32"), bought, three, value


def binary(model):
    frame, bought, _, _ = targets()
    return model.fit(frame, bought), small_contract(FLOATS, BINARY)


def three_classes(model):
    frame, _, three, _ = targets()
    return model.fit(frame, three), small_contract(FLOATS, THREE)


def value(model):
    frame, _, _, value = targets()
    return model.fit(frame, value), small_contract(FLOATS, VALUE)


def xgboost_objective(planted):
    frame, bought, _, _ = targets()
    objective = "reg:logistic" if planted else "reg:absoluteerror"
    model = xgb.XGBRegressor(objective=objective, **SMALL).fit(frame, bought)
    return model, small_contract(FLOATS, VALUE)


def xgboost_booster(planted):
    return binary(xgb.XGBClassifier(booster="dart" if planted else "gbtree", **SMALL))


def xgboost_categories(planted):
    frame, _, _, _ = targets()
    kinds = ["c" if planted else "q", "q", "q"]
    model = xgb.XGBClassifier(enable_categorical=planted, feature_types=kinds, **SMALL)
    odd = frame["views 7d"].to_numpy() % 3 == 1
    return model.fit(frame.to_numpy(), odd), small_contract(FLOATS, BINARY)


def xgboost_targets(planted):
    if not planted:
        return value(xgb.XGBRegressor(**SMALL))
    frame, _, _, target = targets()
    model = xgb.XGBRegressor(**SMALL).fit(frame, np.c_[target, -target])
    return model, small_contract(FLOATS, TWO_VALUES)


def xgboost_forest_of_classes(planted):
    return three_classes(xgb.XGBClassifier(num_parallel_tree=2 if planted else 1, **SMALL))


def sparse_to_xgboost(planted):
    frame, bought, _, _ = shop()
    encoder = OneHotEncoder(handle_unknown="ignore", sparse_output=planted)
    columns = ColumnTransformer([("word", encoder, ["views 7d", "device"])])
    chosen = frame[["views 7d", "device"]]
    model = make_pipeline(columns, xgb.XGBClassifier(**SMALL)).fit(chosen, bought)
    return model, small_contract({"views 7d": "i64", "device": "string"}, BINARY)


def xgboost_missing(planted):
    return binary(xgb.XGBClassifier(missing=-1.0 if planted else np.nan, **SMALL))


def xgboost_empty_first_tree(planted):
    frame, _, _, _ = targets()
    bought = np.arange(len(frame)) % 2  # as many of each: the first leaf is exactly 0
    model = xgb.XGBClassifier(gamma=1e9 if planted else 0, base_score=0.5, **SMALL)
    return model.fit(frame, bought), small_contract(FLOATS, BINARY)


def lightgbm_objective(planted):
    return three_classes(
        lgb.LGBMClassifier(objective="multiclassova" if planted else "multiclass", **LIGHT)
    )


def lightgbm_forest(planted):
    bagged = {"bagging_freq": 1, "bagging_fraction": 0.6}
    kind = "rf" if planted else "dart"
    return value(lgb.LGBMRegressor(boosting_type=kind, **bagged, **LIGHT))


def lightgbm_linear_tree(planted):
    return value(lgb.LGBMRegressor(linear_tree=planted, **LIGHT))


def lightgbm_zero_as_missing(planted):
    return value(lgb.LGBMRegressor(zero_as_missing=planted, **LIGHT))


def lightgbm_categories(planted):
    frame, _, _, _ = targets()
    lenient = {"min_data_per_group": 1, "cat_smooth": 1, "min_child_samples": 2}
    odd = (frame["views 7d"] % 3 == 1).astype(int)
    model = lgb.LGBMClassifier(**LIGHT, **lenient).fit(frame, odd, categorical_feature=[0])
    inputs = {**FLOATS, "views 7d": "f32" if planted else "i64"}
    return model, small_contract(inputs, BINARY)


def catboost(kind, **settings):
    import catboost

    return getattr(catboost, kind)(**{**CALM, **settings})


def catboost_loss(planted):
    loss = "Poisson" if planted else "Huber:delta=1"
    return value(catboost("CatBoostRegressor", loss_function=loss))


def catboost_targets(planted):
    if not planted:
        return value(catboost("CatBoostRegressor"))
    frame, _, _, target = targets()
    model = catboost("CatBoostRegressor", loss_function="MultiRMSE")
    return model.fit(frame, np.c_[target, -target]), small_contract(FLOATS, TWO_VALUES)


def catboost_features(planted):
    frame, bought, _, _ = shop()
    if planted:
        model = catboost("CatBoostClassifier", cat_features=["device"])
    else:
        encoder = OneHotEncoder(handle_unknown="ignore", sparse_output=False)
        columns = ColumnTransformer([("word", encoder, ["device"])], remainder="passthrough")
        model = make_pipeline(columns, catboost("CatBoostClassifier"))
    inputs = {"rate": "f32", "device": "string"}
    return model.fit(frame[list(inputs)], bought), small_contract(inputs, BINARY)


def catboost_trees(planted):
    policy = "Depthwise" if planted else "SymmetricTree"
    return value(catboost("CatBoostRegressor", grow_policy=policy))


def catboost_boolean_labels(planted):
    frame, bought, _, _ = targets()
    model = catboost("CatBoostClassifier").fit(frame, bought.astype(bool) if planted else bought)
    return model, small_contract(FLOATS, {"all": "f32[2] probability"})


PLANTED_BOOSTERS = {
    "HX251": xgboost_objective,
    "HX252": xgboost_booster,
    "HX253": xgboost_categories,
    "HX254": xgboost_targets,
    "HX255": xgboost_forest_of_classes,
    "HX256": sparse_to_xgboost,
    "HX257": xgboost_missing,
    "HX258": xgboost_empty_first_tree,
    "HX261": lightgbm_objective,
    "HX262": lightgbm_forest,
    "HX263": lightgbm_linear_tree,
    "HX264": lightgbm_zero_as_missing,
    "HX265": lightgbm_categories,
    "HX271": catboost_loss,
    "HX272": catboost_targets,
    "HX273": catboost_features,
    "HX274": catboost_trees,
    "HX275": catboost_boolean_labels,
}
