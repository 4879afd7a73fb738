"""The feature step of similar items: which keys were seen in one session in, unit vectors out.

A key is whatever events are counted for: a design in the shop, a model number in the public data
set. Two keys are near when the same sessions hold both: the cosine of their session columns,
kept in few dimensions by the eigenvectors of the cosine matrix (latent semantic analysis).
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Sequence
from typing import TypeVar

import numpy as np

Key = TypeVar("Key", bound=Hashable)


def item_vectors(
    sessions: Sequence[Collection[Key]], keys: Sequence[Key], *, dimensions: int
) -> np.ndarray:
    """Return one unit vector a key as float32 of shape ``(len(keys), dimensions)``.

    A key that no session holds gets zeros: the caller decides what a newcomer looks like.
    """
    place = {key: column for column, key in enumerate(keys)}
    seen = np.zeros((len(sessions), len(keys)))
    for row, session in enumerate(sessions):
        seen[row, [place[key] for key in session if key in place]] = 1.0
    lengths = np.linalg.norm(seen, axis=0)
    seen /= np.where(lengths == 0, 1.0, lengths)
    values, axes = np.linalg.eigh(seen.T @ seen)
    # Largest first; eigh may return either sign, so the largest entry of an axis is made positive.
    values, axes = values[::-1][:dimensions], axes[:, ::-1][:, :dimensions]
    axes = axes * np.sign(axes[np.abs(axes).argmax(axis=0), np.arange(axes.shape[1])])
    vectors = axes * np.sqrt(np.maximum(values, 0.0))
    vectors[lengths == 0] = 0.0
    return unit(vectors).astype(np.float32)


def unit(vectors: np.ndarray) -> np.ndarray:
    """Scale each row to length one; a row of zeros stays."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.where(lengths == 0, 1.0, lengths))


def newcomers(vectors: np.ndarray, groups: Sequence[str]) -> np.ndarray:
    """Give every row of zeros the mean direction of its group, so that all newcomers of one tie."""
    filled = vectors.astype(np.float64)
    known = np.any(vectors != 0, axis=1)
    for group in sorted(set(groups)):
        inside = np.array([name == group for name in groups])
        if (inside & known).any():
            filled[inside & ~known] = unit(filled[inside & known].mean(axis=0, keepdims=True))
    return filled.astype(np.float32)
