"""A small feature stage with a model behind it, and feature code with one planted fault each."""

import numpy as np
import pandas as pd
from sklearn.compose import ColumnTransformer
from sklearn.ensemble import GradientBoostingClassifier
from sklearn.impute import SimpleImputer
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder

import handover
from handover.backends import BackendInfo
from handover.contract.model import ModelContract
from tests.shared_work import once

WEEK_MS = 7 * 86_400_000
NOON_MS = 1_772_452_800_000  # Monday, 2026-03-02T12:00:00Z
FLAT = ("channel", "at_ms", "spent_cents")


def features_of(raw):
    """Return the features of one raw visit; what contracts below name as their oracle."""
    since = raw["at_ms"] - WEEK_MS
    views = [e for e in raw["events"] if e["kind"] == "view" and since <= e["at_ms"]]
    return {
        "views_7d": len(views),
        "spent_eur": None if raw["spent_cents"] is None else raw["spent_cents"] / 100,
        "hour": raw["at_ms"] // 3_600_000 % 24,
        "channel": raw["channel"].strip(" ").lower(),
    }


def whole(name, low, high, *, required=True, **more):
    options = {"format": "i64", "minimum": low, "maximum": high}
    return {
        "name": name,
        "logicalType": "integer",
        "required": required,
        "logicalTypeOptions": options,
        **more,
    }


def text(name, **options):
    return {
        "name": name,
        "logicalType": "string",
        "required": True,
        "logicalTypeOptions": {"maxLength": 12},
        **options,
    }


RAW = (
    text("channel"),
    whole("at_ms", 0, 4_102_444_800_000),
    whole("spent_cents", 0, 3_000_000_000, required=False),
    {
        "name": "events",
        "logicalType": "array",
        "required": True,
        "logicalTypeOptions": {"maxItems": 30},
        "items": {
            "logicalType": "object",
            "properties": [
                whole("at_ms", 0, 4_102_444_800_000),
                text("kind", enum=[{"value": "view"}, {"value": "basket"}]),
            ],
        },
    },
)
SPENT = {"name": "spent_eur", "logicalType": "number", "logicalTypeOptions": {"format": "f32"}}
INPUTS = (whole("views_7d", 0, 100), SPENT, whole("hour", 0, 23), text("channel"))
OUTPUTS = (
    {
        "name": "proba",
        "logicalType": "number",
        "required": True,
        "logicalTypeOptions": {"format": "f32"},
    },
    {
        "name": "label",
        "logicalType": "integer",
        "required": True,
        "logicalTypeOptions": {"format": "i64"},
    },
)


def contract_dict(**stage):
    """Return the contract as a file would hold it; ``stage`` changes its features block."""
    features = {
        "oracle": "tests.features.visits:features_of",
        "inputs": [{"name": "visit", "properties": list(RAW)}],
        "vectors": {"count": 40},
    }
    return {
        "apiVersion": "handover/v1",
        "kind": "ModelContract",
        "id": "shop.visits",
        "version": "1.0.0",
        "name": "visits",
        "status": "draft",
        "inputs": [{"name": "visit", "properties": list(INPUTS)}],
        "outputs": [{"name": "answer", "properties": list(OUTPUTS)}],
        "label": {"name": "bought"},
        "metrics": [{"id": "roc-auc", "mustBeGreaterOrEqualTo": 0.7}],
        "model": {"task": "binary-classification"},
        "features": features | stage,
    }


def contract(**stage):
    return ModelContract.model_validate(contract_dict(**stage))


def raw_visits(count=300, seed=20):
    """Draw raw visits as a tracker would log them."""
    rng = np.random.default_rng(seed)
    found = []
    for _ in range(count):
        at_ms = NOON_MS + int(rng.integers(-WEEK_MS, WEEK_MS))
        events = [
            {
                "at_ms": at_ms - int(rng.integers(0, 2 * WEEK_MS)),
                "kind": str(rng.choice(["view", "basket"])),
            }
            for _ in range(int(rng.integers(0, 9)))
        ]
        found.append(
            {
                "channel": str(rng.choice(["Direct", "EMAIL", " search", "Ärzteblatt"])),
                "at_ms": at_ms,
                "spent_cents": None if rng.random() < 0.2 else int(rng.integers(0, 50_000)),
                "events": events,
            }
        )
    return found


def frame_of(raw):
    frame = pd.DataFrame([features_of(visit) for visit in raw])
    return frame.astype({"spent_eur": "float32"})


def fitted(raw):
    frame = frame_of(raw)
    rng = np.random.default_rng(1)
    odds = frame["views_7d"] + (frame["spent_eur"].fillna(0) > 120) * 2 + (frame["hour"] > 14)
    bought = (odds + rng.normal(size=len(frame)) > 3).astype(int)
    columns = ColumnTransformer(
        [
            ("counts", "passthrough", ["views_7d", "hour"]),
            ("spent", SimpleImputer(strategy="median"), ["spent_eur"]),
            ("words", OneHotEncoder(handle_unknown="ignore", sparse_output=False), ["channel"]),
        ]
    )
    boosting = GradientBoostingClassifier(n_estimators=8, max_depth=3, random_state=3)
    return make_pipeline(columns, boosting).fit(frame, bought), frame.assign(bought=bought)


def write_visits(folder, **stage):
    """Write a bundle with both stages and return its path."""
    raw = raw_visits()
    estimator, frame = fitted(raw)
    agreed = contract(**stage)
    model = handover.export(estimator, agreed, sample=frame)
    vectors = handover.draw(agreed, estimator, model, data=frame, raw=raw, seed=20)
    return handover.write(folder, agreed, model, vectors)


def visits_bundle(tmp_path_factory):
    """Write the bundle, once a run, and return its path."""
    return once(tmp_path_factory, "visits", write_visits) / "visits-1.0.0.handover"


class Right:
    """Feature code without a fault."""

    info = BackendInfo("right", "1")

    def features(self, rows):
        return [self.row(row) for row in rows]

    def row(self, raw):
        told = features_of(raw)
        return told | {"spent_eur": narrowed(told["spent_eur"])}

    def close(self):
        """Hold nothing."""


def narrowed(value):
    return None if value is None else float(np.float32(value))


class ReadsNullAsZero(Right):
    def row(self, raw):
        told = super().row(raw)
        return told | {"spent_eur": told["spent_eur"] or 0.0}


class LeavesOutTheStartOfTheWindow(Right):
    def row(self, raw):
        since = raw["at_ms"] - WEEK_MS
        views = [e for e in raw["events"] if e["kind"] == "view" and since < e["at_ms"]]
        return super().row(raw) | {"views_7d": len(views)}


class CountsEveryEvent(Right):
    def row(self, raw):
        return super().row(raw) | {"views_7d": len(raw["events"])}


class KeepsCase(Right):
    def row(self, raw):
        return super().row(raw) | {"channel": raw["channel"].strip(" ")}


class StripsAllWhiteSpace(Right):
    def row(self, raw):
        return super().row(raw) | {"channel": raw["channel"].strip().lower()}


class TakesTheHourInBerlin(Right):
    def row(self, raw):
        return super().row(raw) | {"hour": (raw["at_ms"] // 3_600_000 + 1) % 24}


class CountsHoursSince1970(Right):
    def row(self, raw):
        return super().row(raw) | {"hour": raw["at_ms"] // 3_600_000}


class AnswersInCents(Right):
    def row(self, raw):
        cents = raw["spent_cents"]
        return super().row(raw) | {"spent_eur": narrowed(cents)}


class OverflowsInTheSum(Right):
    def row(self, raw):
        cents = raw["spent_cents"]
        wrapped = None if cents is None else (cents + 2**31) % 2**32 - 2**31
        return super().row(raw) | {
            "spent_eur": None if wrapped is None else narrowed(wrapped / 100)
        }


class DividesInFloat32(Right):
    def row(self, raw):
        cents = raw["spent_cents"]
        quotient = None if cents is None else float(np.float32(cents) * np.float32(0.01))
        return super().row(raw) | {"spent_eur": quotient}


class SwapsColumns(Right):
    def row(self, raw):
        told = super().row(raw)
        return told | {"hour": told["views_7d"], "views_7d": told["hour"]}


class ThrowsWithoutEvents(Right):
    def row(self, raw):
        assert raw["events"][0]
        return super().row(raw)


class KeepsTheLastChannel(Right):
    def __init__(self):
        self.last = "direct"

    def row(self, raw):
        told = super().row(raw)
        self.last, before = told["channel"], self.last
        return told | {"channel": before}


class ForgetsAColumn(Right):
    def row(self, raw):
        told = super().row(raw)
        del told["hour"]
        return told


class ReturnsNothing(Right):
    def features(self, rows):
        return None


FAULTS = (
    ReadsNullAsZero,
    LeavesOutTheStartOfTheWindow,
    CountsEveryEvent,
    KeepsCase,
    StripsAllWhiteSpace,
    TakesTheHourInBerlin,
    CountsHoursSince1970,
    AnswersInCents,
    OverflowsInTheSum,
    DividesInFloat32,
    SwapsColumns,
    KeepsTheLastChannel,
)
