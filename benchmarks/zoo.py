"""How many of the zoo's faults sampled hold-out rows would find, beside the vectors of a bundle.

Every faulty Scala backend answers 1,000 hold-out rows, compared by the contract's tolerances. From
how many of them it gets wrong follows the exact chance that a sample of 15 or 100 of them shows
the fault (without replacement); 1,000 rows are all of them. Run:
``python -m benchmarks.zoo``.
"""

from __future__ import annotations

import sys
import tempfile
from math import comb
from pathlib import Path

from handover.jvm import Gateway
from handover.parity.jvm_verifier import play_through
from tests.zoo.planted import SCALA
from tests.zoo.subjects import linear_risk, order_profile, return_risk

ROWS = 1000
SAMPLES = (15, 100, ROWS)
JAR = Path(__file__).parents[1] / "jvm-bridge/faulty/target/handover-faulty.jar"


def main() -> int:
    """Print a line a fault and the sums."""
    with tempfile.TemporaryDirectory() as name, Gateway() as gateway:
        folder = Path(name)
        old = return_risk(rows=400, name="return_risk_old")
        subjects = {each.name: each for each in (return_risk(), linear_risk(), order_profile())}
        for subject in (old, *subjects.values()):
            subject.write_weights(folder)
        sampled = {
            key: subject.bundle(folder, rows=ROWS, classes=("typical",))
            for key, subject in subjects.items()
        }
        sums = [0.0] * len(SAMPLES)
        for planted in SCALA:
            verdict = play_through(
                gateway,
                sampled[planted.subject],
                f"jvm:io.handover.zoo.faults.{planted.name}",
                classpath=[str(folder), str(JAR)],
                timeout=120,
            )
            wrong, total = verdict.counts.failed, verdict.counts.total
            chances = [_chance(wrong, total, rows) for rows in SAMPLES]
            sums = [so_far + chance for so_far, chance in zip(sums, chances, strict=True)]
            shown = "  ".join(f"{chance:6.1%}" for chance in chances)
            print(f"{planted.name:<32} {wrong:5} of {total:5} rows  {shown}", flush=True)
        shown = "  ".join(f"{count:6.1f}" for count in sums)
        print(f"{'found of ' + str(len(SCALA)) + ' on average':<52} {shown}")
    return 0


def _chance(wrong: int, total: int, rows: int) -> float:
    """Return the chance that at least one wrong row is among so many drawn from the total."""
    rows = min(rows, total)
    return 1.0 - comb(total - wrong, rows) / comb(total, rows)


if __name__ == "__main__":
    sys.exit(main())
