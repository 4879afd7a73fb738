"""The data scientist's afternoon: a shop in, everything that a hand-over needs out, as files.

Written to ``dist/``: two fitted models (joblib), their hold-outs (Parquet, which keeps float32
and arrays), and what the Scala backend reads. Deterministic for one seed.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import joblib
from sklearn.metrics import roc_auc_score

from trasos.backend_files import write_catalogue, write_conversion, write_features, write_shelf
from trasos.conversion import COLUMNS, fit_conversion, split_by_time
from trasos.events import write_events
from trasos.shop import Shop
from trasos.similar_items import (
    fit_similar_items,
    hit_rate,
    next_steps,
    popular_hit_rate,
    query_frame,
    split_events,
    stock_shelf,
    viewed,
)
from trasos.visit_features import TARGET, raw_visits

#: Raw visits that go into the hand-over, as a log of requests would have them.
_RAW_VISITS = 1_000

#: Visitors whose events and features go to the backend's own feature test.
_SHARED_VISITORS = 250


@dataclass(frozen=True)
class Trained:
    """Where a fitted model, its hold-out and raw rows lie, and one sentence on how good it is."""

    model: Path
    holdout: Path
    verdict: str
    raw: Path | None = None


def train_conversion(shop: Shop, folder: Path, *, weights: Path, seed: int) -> Trained:
    """Fit conversion propensity; write model, hold-out and the backend's weights."""
    split = split_by_time(shop.visits)
    pipeline = fit_conversion(split.training, seed=seed)
    truth = split.holdout[TARGET]
    probability = pipeline.predict_proba(split.holdout[list(COLUMNS)])[:, 1]
    ours = roc_auc_score(truth, probability)
    before = roc_auc_score(truth, split.holdout["basket_rule"])
    trained = Trained(
        folder / "conversion-propensity.joblib",
        folder / "conversion-propensity.parquet",
        f"AUC {ours:.3f} on {len(truth):,} visits to come; the basket rule {before:.3f}",
        folder / "conversion-propensity.jsonl",
    )
    folder.mkdir(parents=True, exist_ok=True)
    joblib.dump(pipeline, trained.model)
    split.holdout.drop(columns=["visit_id", "start_ms"]).to_parquet(trained.holdout)
    write_conversion(weights, pipeline)
    write_raw_visits(folder / "conversion-propensity.jsonl", shop)
    return trained


def write_raw_visits(path: Path, shop: Shop) -> None:
    """Write the latest raw visits, one JSON object a line: what a service is asked with."""
    visits = sorted(
        raw_visits(shop.events, shop.catalogue),
        key=lambda visit: (visit.raw["events"][0]["at_ms"], visit.visit_id),
    )
    lines = [json.dumps(visit.raw, ensure_ascii=False) for visit in visits[-_RAW_VISITS:]]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def train_similar_items(shop: Shop, folder: Path) -> Trained:
    """Fit similar items; write model, hold-out and the backend's item vectors."""
    before, after = split_events(shop.events)
    shelf = stock_shelf(before, shop.catalogue)
    model = fit_similar_items(shelf)
    steps = next_steps(viewed(before), viewed(after))
    trained = Trained(
        folder / "similar-items.joblib",
        folder / "similar-items.parquet",
        f"hit@10 {hit_rate(model, shelf, steps):.3f} on {len(steps.pairs):,} next views;"
        f" most popular {popular_hit_rate(steps):.3f}",
    )
    folder.mkdir(parents=True, exist_ok=True)
    joblib.dump(model, trained.model)
    query_frame(shelf, steps).to_parquet(trained.holdout)
    write_shelf(folder / "item_vectors.tsv", shelf)
    return trained


def write_feature_check(shop: Shop, folder: Path) -> None:
    """Write events and the features made of them, for the backend to make them again."""
    known = {event.visitor_id for event in shop.events}
    chosen = set(sorted(known)[:_SHARED_VISITORS])
    events = tuple(event for event in shop.events if event.visitor_id in chosen)
    visits = {event.visit_id for event in events}
    folder.mkdir(parents=True, exist_ok=True)
    write_catalogue(folder / "catalogue.tsv", shop.catalogue)
    write_events(folder / "events.tsv", events)
    write_features(folder / "visits.tsv", shop.visits[shop.visits["visit_id"].isin(visits)])
