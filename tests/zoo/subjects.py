"""The three models that the zoo's backends answer for: trees, a linear one, and scaled numbers.

Each is fitted, exported and drawn anew, so that today's generators are what must find the faults.
"""

from dataclasses import dataclass
from pathlib import Path

from sklearn.compose import ColumnTransformer
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

import handover
from handover.contract.model import Parity, ToleranceDeclaration
from handover.contract.model.parity import VectorPlan
from tests.onnx_export.small_contract import small_contract
from tests.zoo.orders import orders
from tests.zoo.weights import linear_weights, scaler_weights, tree_weights

NEVER_RETURNED_DAYS = 365.0

_RULES = {
    "price_eur": {"minimum": 0, "maximum": 100_000},
    "margin": {"minimum": -1000, "maximum": 1000},
    "days_since_return": {"minimum": 0, "maximum": 3650},
    "since_visit_s": {"minimum": 0, "maximum": 10_000_000},
    "weekday": {"enum": [1, 2, 3, 4, 5, 6, 7]},
    "town": {"max_length": 60},
}
_CLASSIFIED = {"proba": "f32[3] probability", "label": "string label"}
_LABEL = ToleranceDeclaration(exact=True, boundary="report")


@dataclass(frozen=True)
class Subject:
    """A model, what both sides agreed on, and the numbers that its re-implementations read."""

    name: str
    contract: object
    estimator: object
    sample: object
    weights: str

    def bundle(self, folder, *, rows=24, classes=None):
        """Draw and write the bundle with so many hold-out rows; return its path."""
        plan = VectorPlan(count=rows, classes=classes)
        parity = self.contract.parity.model_copy(update={"vectors": plan})
        contract = self.contract.model_copy(update={"parity": parity})
        # The model file names the contract that it was exported for.
        exported = handover.export(self.estimator, contract, sample=self.sample)
        holdout = orders(3000, seed=4)[0][[column.name for column in contract.input_columns]]
        if not contract.input_columns[0].nullable:
            holdout = holdout.dropna()
        vectors = handover.draw(contract, self.estimator, exported, data=holdout, seed=7)
        return handover.write(folder, contract, exported, vectors)

    def write_weights(self, folder):
        """Write the numbers where the Scala classes look for them; return the folder."""
        path = Path(folder) / "io/handover/zoo" / f"{self.name}.tsv"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(self.weights, encoding="utf-8")
        return Path(folder)


def return_risk(*, rows=1500, name="return_risk"):
    """Boosted trees over every column; a missing price goes its own way at each split."""
    inputs = {
        "price_eur": "f32?",
        "margin": "f32",
        "days_since_return": "f32?",
        "since_visit_s": "i64",
        "weekday": "i64",
        "gift": "bool",
        "seller": "i64",
        "town": "string",
    }
    never = SimpleImputer(strategy="constant", fill_value=NEVER_RETURNED_DAYS)
    columns = ColumnTransformer(
        [
            ("price", "passthrough", ["price_eur"]),
            ("never", never, ["days_since_return"]),
            ("plain", "passthrough", ["margin", "since_visit_s", "weekday", "gift"]),
            ("seller", _one_hot(), ["seller"]),
            ("town", _one_hot(), ["town"]),
        ]
    )
    # Large steps, so that eight rounds look at every column, seller and town.
    model = HistGradientBoostingClassifier(
        learning_rate=0.3, max_iter=8, max_leaf_nodes=8, random_state=3
    )
    frame, came_back = orders(rows, seed=3)
    estimator = Pipeline([("columns", columns), ("model", model)]).fit(frame, came_back)
    contract = _contract(inputs, _CLASSIFIED, name, ToleranceDeclaration(ulp=4))
    return _subject(name, estimator, contract, frame, tree_weights)


def linear_risk():
    """Imputed and scaled numbers and one-hot towns before a multinomial logistic regression."""
    inputs = {"price_eur": "f32?", "margin": "f32", "since_visit_s": "i64", "town": "string"}
    price = Pipeline([("fill", SimpleImputer(strategy="median")), ("scale", StandardScaler())])
    columns = ColumnTransformer(
        [
            ("price", price, ["price_eur"]),
            ("plain", StandardScaler(), ["margin", "since_visit_s"]),
            ("town", _one_hot(), ["town"]),
        ]
    )
    frame, came_back = orders(300, seed=3)
    frame = frame[list(inputs)]
    model = LogisticRegression(max_iter=3000)
    estimator = Pipeline([("columns", columns), ("model", model)]).fit(frame, came_back)
    near = ToleranceDeclaration(abs=1e-5, rel=1e-4)
    contract = _contract(inputs, _CLASSIFIED, "linear_risk", near)
    return _subject("linear_risk", estimator, contract, frame, linear_weights)


def order_profile():
    """Two numbers divided by their deviation: a vector that is stored and compared bit by bit."""
    inputs = {"price_eur": "f32", "margin": "f32"}
    frame = orders(60, seed=3)[0][list(inputs)].dropna()
    estimator = Pipeline([("scale", StandardScaler(with_mean=False))]).fit(frame)
    outputs = {"profile": "f32[2] transform"}
    contract = _contract(inputs, outputs, "order_profile", ToleranceDeclaration(bits=True))
    return _subject("order_profile", estimator, contract, frame, scaler_weights)


def _one_hot():
    return OneHotEncoder(handle_unknown="ignore", sparse_output=False)


def _contract(inputs, outputs, name, tolerance):
    rules = {column: _RULES[column] for column in inputs if column in _RULES}
    contract = small_contract(inputs, outputs, rules=rules)
    first = next(iter(outputs))
    tolerances = {first: tolerance} | ({"label": _LABEL} if "label" in outputs else {})
    update = {"id": name, "name": name.replace("_", "-"), "parity": Parity(tolerance=tolerances)}
    return contract.model_copy(update=update)


def _subject(name, estimator, contract, frame, weights):
    exported = handover.export(estimator, contract, sample=frame)
    return Subject(name, contract, estimator, frame, weights(exported.onnx, estimator, frame))
