"""A small shop: numbers, a flag, a word, with and without nulls. Seeded, so always the same."""

import numpy as np
import pandas as pd

ROWS = 200


def shop():
    """Return complete rows, a binary target, three classes, and a number to regress."""
    rng = np.random.default_rng(7)
    frame = pd.DataFrame(
        {
            "views 7d": rng.integers(0, 50, ROWS),
            "basket-€": np.round(rng.gamma(2, 30, ROWS), 2),
            "weekend": rng.random(ROWS) < 0.3,
            "device": rng.choice(["ios", "android", "wéb"], ROWS),
            "rate": rng.normal(size=ROWS),
        }
    )
    bought = ((frame["basket-€"] > 40) | frame["weekend"]).astype(int).to_numpy()
    three = (frame["views 7d"] > 10).astype(int).to_numpy() + (frame["basket-€"] > 70).to_numpy()
    value = frame["basket-€"].to_numpy() * 0.02 + frame["views 7d"].to_numpy() * 0.1
    return frame, bought, three, value


def shop_with_nulls():
    """Return the shop with a tenth of the baskets and devices missing (NaN)."""
    frame, bought, three, value = shop()
    rng = np.random.default_rng(8)
    frame.loc[rng.random(ROWS) < 0.1, "basket-€"] = np.nan
    frame["device"] = frame["device"].astype(object)
    frame.loc[rng.random(ROWS) < 0.1, "device"] = np.nan
    return frame, bought, three, value


NUMBERS = ["views 7d", "basket-€", "rate"]
INPUTS = {
    "views 7d": "i64",
    "basket-€": "f32",
    "weekend": "bool",
    "device": "string",
    "rate": "f32",
}
NULLABLE = {**INPUTS, "basket-€": "f32?", "device": "string?"}
NUMBER_INPUTS = {name: INPUTS[name] for name in NUMBERS}
BINARY = {"label": "i64 label", "proba": "f32 probability[1]", "all": "f32[2] probability"}
THREE = {"label": "i64 label", "all": "f32[3] probability"}
SCORED = {"label": "i64 label", "score": "f32 score"}
VALUE = {"value": "f32 value"}
