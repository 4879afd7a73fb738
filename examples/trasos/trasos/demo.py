"""The whole hand-over, as commands that any of the three roles would type.

From a seed: a shop, two models, two bundles in ``dist/``, both verified against the Scala
backend, and the definition of done item by item. With ``--data PATH`` the same steps on one of
two public data sets. Ends with 0 only when everything held.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from trasos.places import BACKEND, CLASSES, CONTRACTS, DIST, ROOT, WEIGHTS
from trasos.scala_build import build_backend, run_backend_tests
from trasos.shop import SEED, open_shop
from trasos.steps import first_failure, handover, headline, say
from trasos.training import Trained, train_conversion, train_similar_items, write_feature_check


@dataclass(frozen=True)
class HandOver:
    """One model on its way: contract, trained files, bundle, and the class that serves it."""

    contract: Path
    trained: Trained
    bundle: Path
    backend: str


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the demo; returns an exit code."""
    parser = argparse.ArgumentParser(prog="python -m examples.trasos.demo", description=__doc__)
    parser.add_argument(
        "--data",
        action="append",
        type=Path,
        metavar="PATH",
        help="online_shoppers_intention or eshop_clothing_2008 as CSV, packed or not; repeatable",
    )
    chosen = parser.parse_args(arguments)
    if chosen.data:
        from trasos.real_data import hand_over_file

        return first_failure([hand_over_file(path.resolve()) for path in chosen.data])
    return _shop()


def _shop() -> int:
    headline("1 the data scientist trains")
    shop = open_shop(seed=SEED)
    say(
        f"A shop from seed {SEED}: {len(shop.catalogue)} articles, {len(shop.events):,} events,"
        f" {len(shop.visits):,} visits."
    )
    conversion = train_conversion(shop, DIST, weights=WEIGHTS, seed=SEED)
    similar = train_similar_items(shop, DIST)
    write_feature_check(shop, DIST / "features")
    say(f"conversion propensity: {conversion.verdict}.")
    say(f"similar items: {similar.verdict}.")
    models = (
        HandOver(
            CONTRACTS / "conversion_propensity.yaml",
            conversion,
            DIST / "conversion-propensity-1.0.0.handover",
            "jvm:com.trasos.ConversionService",
        ),
        HandOver(
            CONTRACTS / "similar_items.yaml",
            similar,
            DIST / "similar-items-1.0.0.handover",
            "jvm:com.trasos.SimilarItems",
        ),
    )
    codes = [*_agree(models), *_export(models), *_serve(), *_verify(models)]
    headline("6 is it done?")
    codes += [handover("status", m.contract, "--bundle", m.bundle) for m in models]
    headline("end")
    failure = first_failure(codes)
    say("Both models are handed over." if failure == 0 else "Something does not hold; see above.")
    return failure


def _agree(models: Sequence[HandOver]) -> list[int]:
    headline("2 all three roles agree")
    draft = DIST / "draft.yaml"
    first = models[0].trained
    say("A contract begins as a draft from the model and its data:")
    target = ("--target", "purchased", "-o", draft, "--force")
    code = handover("init", "--model", first.model, "--data", first.holdout, *target)
    say("Corrected, completed and signed by data scientist, data engineer and BI analyst:")
    return [code, handover("check", *(model.contract for model in models))]


def _export(models: Sequence[HandOver]) -> list[int]:
    headline("3 the data scientist exports")
    codes = []
    for model in models:
        trained = ["--model", model.trained.model, "--data", model.trained.holdout]
        trained += ["--raw", model.trained.raw] if model.trained.raw else []
        codes.append(handover("export", model.contract, *trained, "--out", DIST))
    return codes


def _serve() -> list[int]:
    headline("4 the data engineer builds and tests, without Python")
    log = DIST / "sbt.log"
    say(f"$ cd {BACKEND.relative_to(ROOT)} && sbt testWithoutNatives     (about a minute)")
    code = build_backend(log=log) or run_backend_tests(log=log)
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
    # All of it on failure, the outcome otherwise.
    shown = lines[-60:] if code else [line for line in lines if "Passed: Total" in line]
    print("\n".join(shown), flush=True)
    return [code]


def _verify(models: Sequence[HandOver]) -> list[int]:
    headline("5 both sides are compared")
    where = ("--classpath", CLASSES)
    return [handover("verify", m.bundle, "--backend", m.backend, *where) for m in models]
