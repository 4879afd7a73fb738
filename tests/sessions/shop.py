"""A small shop: a contract, a boosting model and its hold-out, exported through the CLI."""

import shutil
from dataclasses import dataclass
from pathlib import Path

import joblib
import numpy as np
import pandas as pd
from sklearn.compose import ColumnTransformer
from sklearn.ensemble import GradientBoostingClassifier
from sklearn.impute import SimpleImputer
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder

from handover.cli import main

CONTRACT = (Path(__file__).parent / "basket.contract.yaml").read_text(encoding="utf-8")


@dataclass(frozen=True)
class Shop:
    """Where everything is."""

    folder: Path

    @property
    def contract(self):
        return self.folder / "basket.contract.yaml"

    @property
    def model(self):
        return self.folder / "basket.joblib"

    @property
    def data(self):
        return self.folder / "holdout.csv"

    @property
    def bundle(self):
        return self.folder / "dist" / "basket-1.0.0.handover"

    @staticmethod
    def opened(folder):
        """Fit, write and export."""
        shop = Shop(folder)
        shop.contract.write_text(CONTRACT, encoding="utf-8")
        frame = visits(900)
        columns = ColumnTransformer(
            [
                ("views", "passthrough", ["views"]),
                ("basket", SimpleImputer(strategy="mean"), ["basket_eur"]),
                ("device", OneHotEncoder(handle_unknown="ignore"), ["device"]),
            ]
        )
        model = make_pipeline(columns, GradientBoostingClassifier(n_estimators=12, random_state=0))
        model.fit(frame[:500].drop(columns="bought"), frame["bought"][:500])
        joblib.dump(model, shop.model)
        frame[500:].to_csv(shop.data, index=False)
        assert main(shop.export_words("dist")) == 0
        return shop

    def export_words(self, out):
        """Return the words of the export command."""
        words = ["export", str(self.contract), "--model", str(self.model)]
        return [*words, "--data", str(self.data), "--out", str(self.folder / out)]

    def copied(self, folder):
        """Copy everything, for a session that changes something."""
        shutil.copytree(self.folder, folder / "shop")
        return Shop(folder / "shop")


def visits(rows):
    """Return seeded visits; a fifth of the baskets is missing."""
    rng = np.random.default_rng(20)
    frame = pd.DataFrame(
        {
            "views": rng.integers(0, 60, rows),
            "basket_eur": np.round(rng.gamma(2.0, 40.0, rows), 2),
            "device": rng.choice(["web", "ios", "android"], rows),
        }
    )
    push = frame["views"] / 30 + frame["basket_eur"] / 100 + (frame["device"] == "ios")
    frame["bought"] = (push + rng.normal(size=rows) > 2.2).astype(int)
    frame.loc[rng.random(rows) < 0.2, "basket_eur"] = np.nan
    return frame
