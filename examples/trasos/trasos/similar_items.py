"""Similar items: a unit vector an article in, its nearest articles and their similarities out.

The answer for an article begins with the article itself, and with its other colours, which tie;
the page leaves out the article it stands on. `hit_rate` judges as the page does.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

import numpy as np
import pandas as pd
from sklearn.neighbors import NearestNeighbors

from trasos.catalogue import Item
from trasos.events import ShopEvent
from trasos.item_vectors import item_vectors, newcomers

DIMENSIONS = 16
NEIGHBOURS = 12
VECTOR = "item_vector"
#: Days of events that vectors are made of; what follows is held out.
_TRAINED_SHARE = 0.7


@dataclass(frozen=True)
class Shelf:
    """Articles and their vectors: row i of ``vectors`` belongs to ``item_ids[i]``."""

    item_ids: tuple[int, ...]
    vectors: np.ndarray


@dataclass(frozen=True)
class Steps:
    """Which article was looked at next: pairs of item ids, and all that were seen before."""

    pairs: tuple[tuple[int, int], ...]
    popularity: tuple[int, ...]


def stock_shelf(events: Sequence[ShopEvent], catalogue: Sequence[Item]) -> Shelf:
    """Make every article's vector; colours of a design share one, newcomers their category's."""
    design_of = {item.item_id: item.design for item in catalogue}
    sessions = [{design_of[item] for item in seen} for seen in viewed(events)]
    designs = sorted({item.design for item in catalogue})
    category = {item.design: item.category for item in catalogue}
    vectors = newcomers(
        item_vectors(sessions, designs, dimensions=DIMENSIONS), [category[d] for d in designs]
    )
    row = {design: index for index, design in enumerate(designs)}
    return Shelf(
        tuple(item.item_id for item in catalogue),
        vectors[[row[item.design] for item in catalogue]],
    )


def fit_similar_items(shelf: Shelf, *, neighbours: int = NEIGHBOURS) -> NearestNeighbors:
    """Fit the model that is handed over; ``item_ids_`` turns its row numbers into item ids."""
    # Brute force: a tree would visit equal distances in another order. A radius does not export.
    model = NearestNeighbors(n_neighbors=neighbours, algorithm="brute", radius=None)
    model.fit(shelf.vectors)
    model.item_ids_ = np.array(shelf.item_ids, dtype=np.int64)
    return model


def viewed(events: Iterable[ShopEvent]) -> list[list[int]]:
    """Return the item ids each visit looked at, in order of time."""
    views = sorted(
        (event for event in events if event.kind == "view"),
        key=lambda event: (event.visit_id, event.at_ms),
    )
    return [[e.item_id for e in own] for _, own in groupby(views, key=lambda e: e.visit_id)]


def split_events(events: Sequence[ShopEvent]) -> tuple[list[ShopEvent], list[ShopEvent]]:
    """Split events in order of time into those to count and those to judge by."""
    cut = int(len(events) * _TRAINED_SHARE)
    return list(events[:cut]), list(events[cut:])


def next_steps(trained: Sequence[Sequence[int]], held_out: Sequence[Sequence[int]]) -> Steps:
    """Pair every item of a held-out session with the next other item looked at."""
    pairs = [
        pair for session in held_out for pair in pairwise(item for item, _ in groupby(session))
    ]
    counts = Counter(item for session in trained for item in session)
    ranked = sorted(counts, key=lambda item: (-counts[item], item))
    return Steps(tuple(pairs), tuple(ranked))


def hit_rate(model: NearestNeighbors, shelf: Shelf, steps: Steps, *, first: int = 10) -> float:
    """Return the share of steps whose target is among the first ``first`` other items."""
    _, rows = model.kneighbors(shelf.vectors, n_neighbors=min(len(shelf.item_ids), first + 1))
    ids = model.item_ids_[rows]
    shown = {
        item: [other for other in ids[row].tolist() if other != item][:first]
        for row, item in enumerate(shelf.item_ids)
    }
    return float(np.mean([target in shown[item] for item, target in steps.pairs]))


def popular_hit_rate(steps: Steps, *, first: int = 10) -> float:
    """Return what showing the most popular other items would have hit."""
    top = steps.popularity[: first + 1]
    return float(
        np.mean([target in [i for i in top if i != item][:first] for item, target in steps.pairs])
    )


def query_frame(shelf: Shelf, steps: Steps) -> pd.DataFrame:
    """Return the hold-out: one row a step, an item's vector and the item looked at next."""
    place = {item: row for row, item in enumerate(shelf.item_ids)}
    vectors = [shelf.vectors[place[item]].tolist() for item, _ in steps.pairs]
    return pd.DataFrame(
        {
            VECTOR: vectors,
            "next_item_id": [target for _, target in steps.pairs],
        }
    )
