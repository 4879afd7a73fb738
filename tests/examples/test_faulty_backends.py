"""One planted fault a backend: caught, on vectors drawn for its kind, and put down to the backend.

The classes lie in ``examples/trasos/backend/faulty``; the weights come from this run's model, in
front of the classpath.
"""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import joblib
import numpy as np
import pandas as pd
import pytest
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline
from sklearn.preprocessing import StandardScaler
from trasos.conversion import COLUMNS, preparation
from trasos.places import CLASSES, CONTRACTS, DIST, FAULTY_CLASSES
from trasos.scala_build import build_backend
from trasos.shop import Shop
from trasos.training import Trained

import handover
from handover.contract import ModelContract, load_text
from handover.drawing import draw
from handover.holdout import load_holdout, load_raw
from handover.jvm import Gateway
from handover.parity import Verdict
from handover.parity.jvm_verifier import play_through
from handover.values.raw_field import RawRow
from tests.patience import PATIENCE

pytestmark = pytest.mark.jvm


@dataclass(frozen=True)
class Served:
    """Bundles, where the classes and weights of their backends are, and the JVM that plays them."""

    gateway: Gateway
    conversion: Path
    items: Path
    linear: Path
    classpath: tuple[Path, ...]

    def verify(self, bundle: Path, name: str) -> Verdict:
        return play_through(
            self.gateway,
            bundle,
            f"jvm:com.trasos.{name}",
            classpath=[str(path) for path in self.classpath],
            timeout=PATIENCE,
        )


def bundle_of(
    contract: ModelContract,
    model: object,
    holdout: pd.DataFrame,
    out: Path,
    raw: list[RawRow] | None = None,
) -> Path:
    exported = handover.export(model, contract, sample=holdout)
    vectors = draw(contract, model, exported, data=holdout, raw=raw, seed=7)
    return handover.write(out, contract, exported, vectors)


def linear_contract() -> ModelContract:
    """Conversion propensity for a model whose decision boundary can be hit to the last bit."""
    text = (CONTRACTS / "conversion_propensity.yaml").read_text(encoding="utf-8")
    text = text.replace("proba: {ulp: 4}", "proba: {abs: 0.000001}")
    return load_text(text.replace("name: conversion-propensity", "name: conversion-linear"))


def fit_linear(shop: Shop) -> Pipeline:
    steps = [("features", preparation()), ("scale", StandardScaler())]
    pipeline = Pipeline([*steps, ("model", LogisticRegression(max_iter=2000))])
    return pipeline.fit(shop.visits[list(COLUMNS)], shop.visits["purchased"].to_numpy(np.int64))


@pytest.fixture(scope="module")
def served(
    shop: Shop, conversion: Trained, similar: Trained, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("served")
    DIST.mkdir(exist_ok=True)
    with (DIST / "build.lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)  # one build, however many workers
        log = folder / "sbt.log"
        assert build_backend(log=log) == 0, log.read_text(encoding="utf-8")[-4000:]
    weights = folder / "classes/com/trasos/conversion_propensity.tsv"
    weights.parent.mkdir(parents=True)
    weights.write_bytes((conversion.model.parent / "weights.tsv").read_bytes())
    trees, neighbours = (
        handover.load(CONTRACTS / f"{name}.yaml")
        for name in ("conversion_propensity", "similar_items")
    )
    visits = load_holdout(conversion.holdout, trees.input_columns)
    queries = load_holdout(similar.holdout, neighbours.input_columns)
    assert conversion.raw is not None
    raw = load_raw(conversion.raw)
    with Gateway() as gateway:
        yield Served(
            gateway,
            bundle_of(trees, joblib.load(conversion.model), visits, folder, raw),
            bundle_of(neighbours, joblib.load(similar.model), queries, folder),
            bundle_of(linear_contract(), fit_linear(shop), visits, folder, raw),
            (folder / "classes", CLASSES, FAULTY_CLASSES),
        )


def flags(verdict: Verdict) -> set[str]:
    return {mismatch.flag for mismatch in verdict.mismatches}


STAGES = {
    "ConversionPropensity": ("model",),
    "ConversionFeatures": ("features",),
    "ConversionService": ("features", "model"),
    "SimilarItems": ("model",),
}


@pytest.mark.parametrize("name", STAGES)
def test_the_right_backend_passes(served: Served, name: str) -> None:
    bundle = served.items if name == "SimilarItems" else served.conversion
    verdict = served.verify(bundle, name)
    assert (verdict.status, verdict.counts.failed, verdict.counts.errored) == ("passed", 0, 0)
    assert verdict.stages == STAGES[name]
    assert [skip.what for skip in verdict.skips] == [
        f"stage {stage}"
        for stage in ("features", "model")
        if bundle is served.conversion and stage not in STAGES[name]
    ]


WRONG_FEATURES = {
    "CountsTheWindowsEnd": ("visits_30d", "raw-switch"),
    "DropsTheLastEvent": ("item_views", "raw-row"),
    "DwellsInMilliseconds": ("dwell_s", "raw-row"),
    "LowerCasesReferrersInTurkish": ("referrer", "raw-text"),
    "SumsCentsInAnInt": ("basket_eur", "raw-number"),
    "TakesTheLastOfEquallyViewed": ("favourite_category", "raw-row"),
}


@pytest.mark.parametrize("name", WRONG_FEATURES)
def test_a_fault_in_scala_feature_code_is_caught_with_its_column(served: Served, name: str) -> None:
    column, flag = WRONG_FEATURES[name]
    verdict = served.verify(served.conversion, f"faulty.{name}")
    assert verdict.cause is not None
    assert (verdict.status, verdict.cause.name) == ("failed", "features")
    assert f": {column} (" in verdict.cause.sentence or f", {column} (" in verdict.cause.sentence
    assert flag in flags(verdict)
    assert {mismatch.stage for mismatch in verdict.mismatches} == {"features"}


CAUGHT = {
    "LessForLessOrEqual": "tree-split",
    "OneThresholdOneUlpOff": "tree-split",
    "SwapsColumns": "hold-out",
    "ReadsNullAsZero": "missing",
    "UnknownCategoryIsTheFirst": "category",
    "RoundsHalfUp": "hold-out",
    "LowerCasesInTurkish": "hold-out",
    "SumsInDouble": "hold-out",
}


@pytest.mark.parametrize(("name", "flag"), CAUGHT.items(), ids=CAUGHT)
def test_a_planted_fault_is_caught_and_its_vectors_are_named(
    served: Served, name: str, flag: str
) -> None:
    verdict = served.verify(served.conversion, f"faulty.{name}")
    assert verdict.status == "failed"
    assert flag in flags(verdict)
    assert all(mismatch.vector and mismatch.why for mismatch in verdict.mismatches)
    assert verdict.cause is not None
    assert (verdict.cause.name, verdict.cause.owner) == ("backend", "backend owner")


def test_a_threshold_one_ulp_off_fails_on_few_rows_and_all_of_them_were_made_for_it(
    served: Served,
) -> None:
    verdict = served.verify(served.conversion, "faulty.OneThresholdOneUlpOff")
    assert flags(verdict) == {"tree-split"}


def test_rows_of_a_batch_in_another_order_are_caught_by_the_shuffled_batch(served: Served) -> None:
    verdict = served.verify(served.conversion, "faulty.ReturnsRowsReversed")
    broken = {check.check for check in verdict.determinism if check.status == "failed"}
    assert (verdict.status, broken) == ("failed", {"shuffled", "batch"})


def test_neighbours_in_another_order_are_the_backends_fault_not_the_runtimes(
    served: Served,
) -> None:
    verdict = served.verify(served.items, "faulty.ReturnsFarthestFirst")
    assert verdict.status == "failed"
    assert {mismatch.cause for mismatch in verdict.mismatches} == {"backend"}


def test_ties_in_another_order_are_no_fault(served: Served) -> None:
    assert served.verify(served.items, "faulty.OrdersTiesBackwards").status == "passed"


def test_a_label_flipped_only_within_the_margin_is_no_fault_and_is_counted(
    served: Served,
) -> None:
    verdict = served.verify(served.linear, "faulty.FlipsLabelWithinMargin")
    assert verdict.status == "passed"
    label = next(output for output in verdict.outputs if output.name == "label")
    assert label.within_margin > 0
