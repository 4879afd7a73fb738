"""Sessions of ONNX Runtime: the one place that makes them.

The bytes are a whole model: whatever they say, the runtime parses them as ONNX, and the folder in
which it may look for weights is an empty one. The reader of a bundle refuses models that point at
other files before (HB404, HB405); this is the second wall.
"""

from __future__ import annotations

import tempfile
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import onnxruntime

_FORMAT = "session.load_model_format"
_WEIGHTS_FOLDER = "session.model_external_initializers_file_folder_path"


def model_session(onnx: bytes, options: onnxruntime.SessionOptions) -> onnxruntime.InferenceSession:
    """Return a session on the CPU for the model in ``onnx``.

    Raises
    ------
    Exception
        Whatever the runtime raises for a model that it does not load.
    """
    import onnxruntime

    options.add_session_config_entry(_FORMAT, "ONNX")
    options.add_session_config_entry(_WEIGHTS_FOLDER, _empty_folder().name)
    return onnxruntime.InferenceSession(onnx, options, providers=["CPUExecutionProvider"])


@cache
def _empty_folder() -> tempfile.TemporaryDirectory[str]:
    """Return a folder that stays empty, and is removed when the process ends."""
    return tempfile.TemporaryDirectory(prefix="handover-no-weights-")
