"""A fitted estimator or a model file in; an ONNX file whose columns are the contract's out.

Refused, all reasons at once: contract and estimator that do not fit (HX1), conversions known to
answer wrongly without a word (HX2), steps without a conversion (HX3), an environment known to be
wrong (HX5). `refusals_table` lists the HX2 and HX5 findings.
"""

from handover.onnx_export.adopt import adopt
from handover.onnx_export.checks import refusals_table
from handover.onnx_export.exported_model import Acceptance, ExportedModel
from handover.onnx_export.exporting import export

__all__ = ["Acceptance", "ExportedModel", "adopt", "export", "refusals_table"]
