"""Vectors of large models: how long each stage takes, how many rows, how much is covered.

python -m benchmarks.vector_speed [--only small,wide,large]

`small`: 100 trees of depth 4 on 20 columns. `wide`: the same on 500 columns. `large`: 1,000 trees
of depth 8 on 20 columns. Seconds of one run each, and processor seconds, which other work on the
machine moves less.
"""

from __future__ import annotations

import argparse
import resource
import time
import warnings
from dataclasses import dataclass

import numpy as np
import pandas as pd
from sklearn.ensemble import GradientBoostingClassifier

import handover
from benchmarks.boosting import contract

ROWS = 4_000
SEED = 20


@dataclass(frozen=True)
class Size:
    """Trees, their depth, columns, and the share of rows that a tree is fitted on."""

    trees: int
    depth: int
    columns: int
    subsample: float


SIZES = {
    "small": Size(100, 4, 20, 1.0),
    "wide": Size(100, 4, 500, 1.0),
    "large": Size(1000, 8, 20, 0.7),
}


def fitted(size: Size) -> tuple[GradientBoostingClassifier, pd.DataFrame]:
    """Fit on the first half of random rows; the second half is the hold-out."""
    rng = np.random.default_rng(SEED)
    names = [f"c{number:03d}" for number in range(size.columns)]
    # What float32 holds exactly: rounding on the way is no matter here.
    numbers = rng.normal(size=(ROWS, size.columns)).astype(np.float32).astype(np.float64)
    wave = np.sin(numbers[:, 0] * 2) + numbers[:, 1] * numbers[:, 2]
    y = (wave + rng.normal(size=ROWS) > 0).astype(int)
    model = GradientBoostingClassifier(
        n_estimators=size.trees,
        max_depth=size.depth,
        subsample=size.subsample,
        max_features=min(size.columns, 20),
        learning_rate=0.05,
        random_state=0,
    )
    half = ROWS // 2
    model.fit(numbers[:half], y[:half])
    return model, pd.DataFrame(numbers[half:], columns=names)


def most_thresholds(model: GradientBoostingClassifier) -> int:
    """The most distinct thresholds of any one column: so many rows at least, one each."""
    columns: dict[int, set[float]] = {}
    for stage in model.estimators_.ravel():
        inner = stage.tree_.children_left >= 0
        pairs = zip(stage.tree_.feature[inner], stage.tree_.threshold[inner], strict=True)
        for column, threshold in pairs:
            columns.setdefault(int(column), set()).add(float(threshold))
    return max(map(len, columns.values()))


class Stopwatch:
    """Prints seconds and processor seconds since the last stage."""

    def __init__(self) -> None:
        self._at = (time.perf_counter(), time.process_time())

    def lap(self, stage: str, told: str) -> None:
        """Name the stage that ends here."""
        now = (time.perf_counter(), time.process_time())
        wall, cpu = (new - old for new, old in zip(now, self._at, strict=True))
        self._at = now
        print(f"  {stage:<34} {wall:7.1f} s {cpu:7.1f} s cpu   {told}", flush=True)


def measure(name: str) -> None:
    """Run one size through export, vectors and mutants."""
    size = SIZES[name]
    model, holdout = fitted(size)
    agreed = contract(list(holdout.columns))
    print(
        f"{name}: {size.trees} trees of depth {size.depth}, {size.columns} columns; most "
        f"thresholds of a column: {most_thresholds(model)}"
    )
    watch = Stopwatch()
    exported = handover.export(model, agreed, sample=holdout)
    watch.lap("export", f"{len(exported.onnx):,} bytes")
    vectors = handover.draw(agreed, model, exported, data=holdout, seed=SEED)
    splits = vectors.header["coverage"]["splits"]
    covered = f"splits {splits['covered']} of {splits['total']}"
    watch.lap("rows, three truths, coverage", f"{vectors.header['count']} vectors; {covered}")
    vectors = handover.strengthen(agreed, model, exported, vectors, data=holdout)
    strength = vectors.header["strength"]
    told = f"killed {strength['killed']}, survived {strength['survived']}"
    watch.lap("mutants, and rows that kill them", f"{vectors.header['count']} vectors; {told}")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"  peak of memory {peak:,.0f} MB", flush=True)


def main() -> None:
    """Run the sizes that are asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default=",".join(SIZES))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for name in parser.parse_args().only.split(","):
            measure(name)


if __name__ == "__main__":
    main()
