"""Trasos, a fashion shop that sells dresses, shoes and coats, as a worked example.

In comes a seed; out come a catalogue, the shop's raw events, features, two fitted models
(*conversion propensity* and *similar items*), their bundles, and the verdict on the Scala
backend that serves them (`backend/`).

`catalogue`, `visitors` and `events` stand for the shop. `visit_features` and `item_vectors`
are the feature step. `conversion` and `similar_items` train and judge. `backend_files` writes
what the Scala side reads. `demo` hands both models over; `real_data` does the same with two
public data sets.
"""
