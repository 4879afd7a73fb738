"""Vectors of stage ``features``: raw rows in, what the feature function makes of them out.

In: a contract with a ``features`` block, raw rows, the function. Out: vectors that nest, with the
features as the outcome, and what they cover. Refused: no raw rows (HT106, HT107), a function that
raises on rows which the contract lets pass (HT303), or answers one row in two ways (HT304).
"""
