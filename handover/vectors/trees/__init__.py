"""Trees of scikit-learn models: read as arrays, walked, and solved for rows at every split.

In: a fitted estimator and the wire space of its contract. Out: rows that stand on a split's
switch value and really reach its node, and for every split without such rows the reason.
"""
