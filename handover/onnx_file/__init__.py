"""Reading of an ONNX file: its parts, its tensors, and how exactly its outputs can be computed.

In: the bytes of ``model.onnx``, or the parsed model. Out: tree nodes as arrays, encoder values,
a part of the graph as a function, rows as tensors, the comparison class of each output. Refused:
a part that ONNX Runtime does not run (`PartRefused`).
"""

from handover.onnx_file.encoder_values import encoder_values
from handover.onnx_file.exactness import BITS_ON_FMA, LABEL, NEAR, Exactness, output_classes
from handover.onnx_file.graph_part import GraphPart, PartRefused, load_model, part_of
from handover.onnx_file.leaf_gaps import Gaps, leaf_gaps
from handover.onnx_file.parse import parsed
from handover.onnx_file.session import model_session
from handover.onnx_file.tensors import from_tensors, to_tensors
from handover.onnx_file.tree_nodes import TreeNode, attributes_of, tree_count, tree_nodes

__all__ = [
    "BITS_ON_FMA",
    "LABEL",
    "NEAR",
    "Exactness",
    "Gaps",
    "GraphPart",
    "PartRefused",
    "TreeNode",
    "attributes_of",
    "encoder_values",
    "from_tensors",
    "leaf_gaps",
    "load_model",
    "model_session",
    "output_classes",
    "parsed",
    "part_of",
    "to_tensors",
    "tree_count",
    "tree_nodes",
]
