"""What the Scala backend reads besides bundles: trained trees, the catalogue, checked features.

In come fitted values; out go tab-separated files that a data engineer can open and diff. Floats
are the shortest decimals that read back as the same float32.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pandas as pd
from sklearn.pipeline import Pipeline

from trasos.catalogue import Item
from trasos.conversion import COLUMNS, COUNTED, MEASURED, NEVER_BOUGHT_DAYS, categories_of
from trasos.similar_items import Shelf
from trasos.visit_features import CATEGORICAL


def write_conversion(path: Path, pipeline: Pipeline) -> None:
    """Write preparation and trees of the fitted pipeline, one value a line.

    ``number column imputed`` and ``category column value`` name the features in order (what is
    imputed is empty for a number that is never null); then ``base score``, and for each tree
    ``split tree node feature threshold left right`` and ``leaf tree node value``. A row goes
    left when its feature is <= the threshold.
    """
    lines = [*_features(pipeline), *_trees(pipeline)]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _features(pipeline: Pipeline) -> Iterator[str]:
    imputers = pipeline["features"].named_transformers_
    yield from (f"number\t{column}\t" for column in COUNTED)
    for column, mean in zip(MEASURED, imputers["measured"].statistics_, strict=True):
        yield f"number\t{column}\t{_text(mean)}"
    yield f"number\tdays_since_purchase\t{_text(NEVER_BOUGHT_DAYS)}"
    for column, known in zip(CATEGORICAL, categories_of(pipeline), strict=True):
        yield from (f"category\t{column}\t{value}" for value in known)


def _trees(pipeline: Pipeline) -> Iterator[str]:
    model = pipeline["model"]
    # The prior is the log-odds of the training labels; every row starts from it.
    prior = model.init_.class_prior_[1]
    yield f"base\t{_text(np.log(prior / (1 - prior)))}"
    for number, tree in enumerate(estimator.tree_ for estimator in model.estimators_[:, 0]):
        for node in range(tree.node_count):
            if tree.children_left[node] < 0:
                value = model.learning_rate * tree.value[node, 0, 0]
                yield f"leaf\t{number}\t{node}\t{_text(value)}"
                continue
            threshold = _at_most(tree.threshold[node])
            left, right = tree.children_left[node], tree.children_right[node]
            feature = tree.feature[node]
            yield f"split\t{number}\t{node}\t{feature}\t{_text(threshold)}\t{left}\t{right}"


def _at_most(threshold: float) -> np.float32:
    """Return the largest float32 <= the threshold: the same rows go left as in float64."""
    rounded = np.float32(threshold)
    return rounded if rounded <= threshold else np.nextafter(rounded, np.float32(-np.inf))


def _text(value: float | np.floating) -> str:
    return str(np.float32(value))


def write_catalogue(path: Path, catalogue: Sequence[Item]) -> None:
    """Write what feature code needs of each article."""
    lines = ["item_id\tcategory\tprice_cents"]
    lines += [f"{item.item_id}\t{item.category}\t{item.price_cents}" for item in catalogue]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def write_shelf(path: Path, shelf: Shelf) -> None:
    """Write the item vectors that the backend looks queries up in."""
    lines = [
        "\t".join([str(item_id), *map(_text, vector)])
        for item_id, vector in zip(shelf.item_ids, shelf.vectors, strict=True)
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def write_features(path: Path, visits: pd.DataFrame) -> None:
    """Write visit features as the reference for the backend's own feature code; null is empty."""
    rows = visits[["visit_id", *COLUMNS]]
    lines = ["\t".join(rows.columns)]
    lines += [
        "\t".join("" if pd.isna(cell) else str(cell) for cell in row)
        for row in rows.itertuples(index=False, name=None)
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
