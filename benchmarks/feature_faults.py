"""How many faults in feature code do given raw rows find, and how many the drawn vectors?

python -m benchmarks.feature_faults

The faults are those of `tests.features.visits`, each a real implementation with one slip. Sampled
rows are fresh ones from the same log, compared value by value, as a parity test written by hand
would do it.
"""

from __future__ import annotations

from handover.drawing.features.draw import draw_features
from handover.oracle import FeatureOracle
from handover.testvectors.test_vector import Features
from tests.features import visits

SIZES = (15, 100, 1_000)


def main() -> None:
    """Print the table."""
    contract = visits.contract()
    drawn = draw_features(contract, visits.raw_visits(), seed=20)
    vectors = [v for v in drawn.vectors if isinstance(v.expected, Features)]
    oracle = FeatureOracle(contract)
    fresh = visits.raw_visits(max(SIZES), seed=4711)
    print(f"{len(vectors)} vectors with features, {len(visits.FAULTS)} faults")
    print(f"{'fault':32} " + " ".join(f"{f'{size} rows':>10}" for size in SIZES) + "  caught by")
    found = dict.fromkeys(SIZES, 0)
    caught = 0
    for fault in visits.FAULTS:
        step = fault()
        failing = {v.flag for v in vectors if step.row(v.input) != v.expected.row}
        wrong = [step.row(row) != oracle.answer(row) for row in fresh]
        cells = []
        for size in SIZES:
            found[size] += any(wrong[:size])
            cells.append(f"{sum(wrong[:size]):>10}")
        caught += bool(failing)
        print(f"{fault.__name__:32} {' '.join(cells)}  {', '.join(sorted(failing)) or '-'}")
    told = " ".join(f"{found[size]:>10}" for size in SIZES)
    print(f"{'found':32} {told}  {caught} of {len(visits.FAULTS)}")


if __name__ == "__main__":
    main()
