"""Item vectors: their dot product is the cosine of session columns, and newcomers tie."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from trasos.item_vectors import item_vectors, newcomers
from trasos.shop import Shop
from trasos.similar_items import (
    fit_similar_items,
    hit_rate,
    next_steps,
    popular_hit_rate,
    split_events,
    stock_shelf,
    viewed,
)

from tests.search_length import searched

KEYS = tuple("abcde")
SESSIONS = st.lists(st.sets(st.sampled_from(KEYS)), min_size=1, max_size=12)


@given(SESSIONS)
@settings(max_examples=searched(50))
def test_all_dimensions_together_give_the_cosine_of_session_columns(
    sessions: list[set[str]],
) -> None:
    vectors = item_vectors(sessions, KEYS, dimensions=len(KEYS)).astype(float)
    seen = np.array([[key in session for key in KEYS] for session in sessions], dtype=float)
    lengths = np.linalg.norm(seen, axis=0)
    cosine = seen.T @ seen / np.maximum(np.outer(lengths, lengths), 1e-300)
    np.testing.assert_allclose(vectors @ vectors.T, cosine, atol=1e-6)


@given(SESSIONS)
@settings(max_examples=searched(50))
def test_a_vector_has_length_one_or_the_key_was_never_seen(sessions: list[set[str]]) -> None:
    lengths = np.linalg.norm(item_vectors(sessions, KEYS, dimensions=3), axis=1)
    unseen = np.array([not any(key in session for session in sessions) for key in KEYS])
    assert (lengths[unseen] == 0).all()
    assert (np.isclose(lengths, 1, atol=1e-6) | (lengths == 0)).all()


def test_newcomers_of_one_group_tie() -> None:
    known = np.eye(3, dtype=np.float32)
    vectors = newcomers(np.vstack([known, np.zeros((2, 3), np.float32)]), ["a", "a", "b", "a", "a"])
    assert (vectors[3] == vectors[4]).all()
    np.testing.assert_allclose(vectors[3], [0.5**0.5, 0.5**0.5, 0], atol=1e-7)


def test_colours_of_a_design_share_a_vector(shop: Shop) -> None:
    shelf = stock_shelf(split_events(shop.events)[0], shop.catalogue)
    by_design: dict[int, set[bytes]] = {}
    for item, vector in zip(shop.catalogue, shelf.vectors, strict=True):
        by_design.setdefault(item.design, set()).add(vector.tobytes())
    assert {len(vectors) for vectors in by_design.values()} == {1}


def test_similar_items_beat_the_most_popular_ones(shop: Shop) -> None:
    before, after = split_events(shop.events)
    shelf = stock_shelf(before, shop.catalogue)
    steps = next_steps(viewed(before), viewed(after))
    assert hit_rate(fit_similar_items(shelf), shelf, steps) > 1.2 * popular_hit_rate(steps)
