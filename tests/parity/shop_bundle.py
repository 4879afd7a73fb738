"""A real bundle to play against: a small forest over the shop with nulls and words."""

import joblib
from sklearn.compose import ColumnTransformer
from sklearn.ensemble import RandomForestClassifier
from sklearn.impute import SimpleImputer
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder

import handover
from tests.onnx_export.shop_data import shop
from tests.onnx_export.small_contract import small_contract
from tests.shared_work import once

INPUTS = {"views 7d": "i64", "basket-€": "f32?", "device": "string", "rate": "f32"}
OUTPUTS = {"proba": "f32 probability[1]", "label": "i64 label"}
RULES = {
    "views 7d": {"minimum": 0, "maximum": 1000},
    "basket-€": {"minimum": 0.0},
    "device": {"enum": ["ios", "android", "wéb"]},
}


def fitted():
    """Return the pipeline, its contract and the frame."""
    frame, bought, _, _ = shop()
    frame = frame[list(INPUTS)].copy()
    frame.loc[::9, "basket-€"] = float("nan")
    # Trained on what the wire carries, so that source and wire agree but for the vectors made to
    # tell them apart.
    frame["basket-€"] = frame["basket-€"].astype("float32")
    frame["rate"] = frame["rate"].astype("float32")
    columns = ColumnTransformer(
        [
            ("numbers", SimpleImputer(strategy="median"), ["views 7d", "basket-€", "rate"]),
            ("words", OneHotEncoder(handle_unknown="ignore"), ["device"]),
        ]
    )
    forest = RandomForestClassifier(5, max_depth=4, random_state=3)
    contract = small_contract(INPUTS, OUTPUTS, rules=RULES)
    return make_pipeline(columns, forest).fit(frame, bought), contract, frame.assign(bought=bought)


def write_shop(tmp_path_factory):
    """Write the bundle and the estimator, once a run; return both paths."""
    folder = once(tmp_path_factory, "small-shop", _write)
    return folder / "small-1.0.0.handover", folder / "model.joblib"


def _write(folder):
    estimator, contract, frame = fitted()
    model = handover.export(estimator, contract, sample=frame)
    vectors = handover.draw(contract, estimator, model, data=frame, seed=20)
    joblib.dump(estimator, folder / "model.joblib")
    handover.write(folder, contract, model, vectors)
