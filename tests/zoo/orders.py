"""Orders of a shop, and whether they came back: seeded, so always the same.

Columns are there because something is easily got wrong about them: numbers with nulls, ids that
float32 and float64 cannot tell apart, towns that differ by case, accent, dot or sharp s alone.
"""

import numpy as np
import pandas as pd

# float32 ends at 2^24, int32 at 2^31, float64 at 2^53: each pair is one number to one of them.
SELLERS = (7, 2**24, 2**24 + 1, 2**32 + 7, 2**53, 2**53 + 1)
TOWNS = (
    *("Castrop-Rauxel", "Café", "LINZ", "Linz", "straße", "strasse"),
    *("İstanbul", "istanbul", "ıspartA"),
)
CLASSES = ("exchanged", "kept", "returned")


def orders(rows, *, seed):
    """Return orders as a frame, and the class of each as an array of text."""
    rng = np.random.default_rng(seed)
    frame = pd.DataFrame(
        {
            "price_eur": np.round(rng.gamma(2, 40, rows), 2).astype("float32"),
            "margin": np.round(rng.normal(0, 1, rows), 2).astype("float32"),
            "days_since_return": rng.integers(0, 200, rows).astype("float32"),
            "since_visit_s": rng.integers(0, 500_000, rows),
            "weekday": rng.integers(1, 8, rows),
            "gift": rng.random(rows) < 0.3,
            "seller": rng.choice(SELLERS, rows),
            "town": rng.choice(TOWNS, rows),
        }
    )
    frame.loc[rng.random(rows) < 0.15, "price_eur"] = np.nan
    frame.loc[rng.random(rows) < 0.2, "days_since_return"] = np.nan
    # Neighbours in the lists pull to opposite sides, so that confusing them shows.
    by_seller = {seller: 1.2 * (-1) ** place for place, seller in enumerate(SELLERS)}
    by_town = {town: 1.5 * (-1) ** place for place, town in enumerate(TOWNS)}
    score = (
        frame["price_eur"].fillna(150) / 80
        + frame["margin"]
        + frame["gift"] * 0.8
        + frame["seller"].map(by_seller)
        + frame["town"].map(by_town)
        - frame["days_since_return"].fillna(365) / 200
        + (frame["weekday"] > 5) * 0.9
        - frame["since_visit_s"] / 400_000
        + rng.normal(0, 0.3, rows)
    )
    low, high = score.quantile(0.4), score.quantile(0.75)
    came_back = np.select([score > high, score > low], ["returned", "exchanged"], "kept")
    return frame, came_back
