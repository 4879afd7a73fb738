"""The whole shop from one seed: catalogue, events and visit features, written as files.

Every file is derived; nothing of it is committed.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from trasos.catalogue import Item, make_catalogue
from trasos.events import ShopEvent, make_events
from trasos.visit_features import visit_features
from trasos.visitors import make_visitors

SEED = 20
VISITORS = 2_500


@dataclass(frozen=True)
class Shop:
    """What two months of trade left behind. ``visits`` has one row a visit, in order of time."""

    catalogue: tuple[Item, ...]
    events: tuple[ShopEvent, ...]
    visits: pd.DataFrame


def open_shop(*, seed: int = SEED, visitors: int = VISITORS) -> Shop:
    """Draw a shop; the same seed and size give the same shop."""
    # Independent streams: more visitors do not change the catalogue.
    for_catalogue, for_visitors, for_events = np.random.default_rng(seed).spawn(3)
    catalogue = make_catalogue(for_catalogue)
    events = make_events(for_events, catalogue, make_visitors(for_visitors, count=visitors))
    return Shop(catalogue, events, visit_features(events, catalogue))
