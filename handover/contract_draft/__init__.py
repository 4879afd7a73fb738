"""A draft contract from a fitted estimator and a frame, for `handover init`.

In come an estimator and a data frame; out goes YAML text with TODOs. Refused by name: frames with
doubled or unusable column names, without rows or without the target (HU401-HU405, HU407), and
estimators that are not fitted or give no answer (HU406). numpy, pandas and scikit-learn are
imported inside the functions: reading a contract needs none of them.
"""

from handover.contract_draft.drafting import draft

__all__ = ["draft"]
