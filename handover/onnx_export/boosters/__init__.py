"""Boosters that are not scikit-learn's: XGBoost, LightGBM and CatBoost beside their converters.

In: a fitted estimator and the steps inside it. Out: skl2onnx knows how to convert them, a copy
without what their converters stumble over, and the facts that `refusals` looks at. Refused: a
library whose extra is not installed (HX503).
"""

from handover.onnx_export.boosters.registration import register_converters
from handover.onnx_export.patch.lightgbm_copy import mend_lightgbm
from handover.onnx_export.patch.xgboost_copy import mend_xgboost

__all__ = ["mend_lightgbm", "mend_xgboost", "register_converters"]
