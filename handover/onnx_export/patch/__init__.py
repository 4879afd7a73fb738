"""Copies of an estimator that convert rightly, made from estimators that would not."""
