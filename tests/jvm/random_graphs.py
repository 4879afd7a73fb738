"""Random graphs of the operators that converters emit, with ONNX Runtime's answers beside them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnxruntime
from hypothesis import strategies as st
from onnx import ModelProto, TensorProto, checker, helper, numpy_helper
from onnxruntime.capi.onnxruntime_pybind11_state import Fail as RuntimeException

from benchmarks.pipelines import save

ML = "ai.onnx.ml"
SPECIAL = [0.0, -0.0, 1.0, -1.0, 0.5, 1e-45, -1e-45, 1e30, -1e30, np.inf, -np.inf, np.nan]
# Block sizes of ONNX Runtime's tree operator, of matrix multiplication, and none at all.
BATCHES = [0, 1, 2, 50, 51, 1000]

# ONNX Runtime takes `x + 0` and `x - 0` out of a graph, and with them the +0 that they make of -0
# (IEEE 754, 6.3): an answer that depends on its level of optimisation.
DROPS_SIGN_OF_ZERO = "NoopElimination"

_numbers = st.floats(-4, 4, width=32) | st.sampled_from([0.0, -0.0, 1.0, 0.5])


class _Chain:
    """Nodes one after the other: each takes the last matrix and gives the next."""

    def __init__(self, width: int) -> None:
        self.width = width
        self.name = "X"
        self.nodes = []
        self.weights = []

    def constant(self, array: np.ndarray) -> str:
        name = f"w{len(self.weights)}"
        self.weights.append(numpy_helper.from_array(array, name))
        return name

    def add(self, operator: str, *more: str, domain: str = "", **attributes: object) -> None:
        made = f"v{len(self.nodes)}"
        node = helper.make_node(operator, [self.name, *more], [made], domain=domain, **attributes)
        self.nodes.append(node)
        self.name = made


def _row(draw, width: int) -> np.ndarray:
    return np.array(draw(st.lists(_numbers, min_size=width, max_size=width)), dtype=np.float32)


def _arithmetic(draw, chain: _Chain) -> None:
    operator = draw(st.sampled_from(["Add", "Sub", "Mul", "Div", "Max", "Min"]))
    row = _row(draw, chain.width)
    if operator in ("Max", "Min"):
        # Which of two zeros ONNX Runtime takes depends on their place in memory.
        row[row == 0] = 1
    chain.add(operator, chain.constant(row))


def _unary(draw, chain: _Chain) -> None:
    names = ["Relu", "Abs", "Neg", "Floor", "Ceil", "Identity", "Sigmoid", "Tanh", "Exp"]
    chain.add(draw(st.sampled_from(names)))


def _matmul(draw, chain: _Chain) -> None:
    width = draw(st.integers(1, 4))
    weights = np.stack([_row(draw, width) for _ in range(chain.width)])
    chain.add("MatMul", chain.constant(weights))
    chain.width = width


def _columns(draw, chain: _Chain) -> None:
    places = draw(st.lists(st.integers(0, chain.width - 1), min_size=1, max_size=4))
    index = chain.constant(np.array(places, dtype=np.int64))
    if draw(st.booleans()):
        chain.add("Gather", index, axis=1)
    else:
        chain.add("ArrayFeatureExtractor", index, domain=ML)
    chain.width = len(places)


def _join(draw, chain: _Chain) -> None:
    if draw(st.booleans()):
        chain.add("Concat", "X", axis=1)
        chain.width += 3
    else:
        chain.add("Concat", chain.name, axis=1)
        chain.width *= 2


def _ml(draw, chain: _Chain) -> None:
    kind = draw(st.sampled_from(["Scaler", "Imputer", "Binarizer", "Normalizer"]))
    row = [float(value) for value in _row(draw, chain.width)]
    if kind == "Scaler":
        scale = [float(value) for value in _row(draw, chain.width)]
        chain.add(kind, domain=ML, offset=row, scale=scale)
    elif kind == "Imputer":
        replaced = draw(st.sampled_from([float("nan"), 0.0, -1.0]))
        chain.add(kind, domain=ML, imputed_value_floats=row, replaced_value_float=replaced)
    elif kind == "Binarizer":
        chain.add(kind, domain=ML, threshold=row[0])
    else:
        chain.add(kind, domain=ML, norm=draw(st.sampled_from(["MAX", "L1", "L2"])))


def _trees(draw, chain: _Chain) -> None:
    """One target, up to five trees of depth two."""
    rows = []
    for tree in range(draw(st.integers(1, 5))):
        for node, (yes, no) in enumerate(((1, 2), (3, 4), (5, 6))):
            mode = draw(st.sampled_from(["BRANCH_LEQ", "BRANCH_LT", "BRANCH_GTE", "BRANCH_GT"]))
            feature = draw(st.integers(0, chain.width - 1))
            missing = draw(st.integers(0, 1))
            rows.append((tree, node, mode, feature, float(draw(_numbers)), yes, no, missing, None))
        for node in range(3, 7):
            rows.append((tree, node, "LEAF", 0, 0.0, 0, 0, 0, float(draw(_numbers))))
    leaves = [row for row in rows if row[-1] is not None]
    chain.add(
        "TreeEnsembleRegressor",
        domain=ML,
        n_targets=1,
        nodes_treeids=[row[0] for row in rows],
        nodes_nodeids=[row[1] for row in rows],
        nodes_modes=[row[2] for row in rows],
        nodes_featureids=[row[3] for row in rows],
        nodes_values=[row[4] for row in rows],
        nodes_truenodeids=[row[5] for row in rows],
        nodes_falsenodeids=[row[6] for row in rows],
        nodes_missing_value_tracks_true=[row[7] for row in rows],
        target_treeids=[row[0] for row in leaves],
        target_nodeids=[row[1] for row in leaves],
        target_ids=[0] * len(leaves),
        target_weights=[row[-1] for row in leaves],
    )
    chain.width = 1


_STEPS = (_arithmetic, _unary, _matmul, _columns, _join, _ml, _trees)


@st.composite
def graphs(draw: st.DrawFn) -> tuple[ModelProto, np.ndarray]:
    """A chain of one to six operators on three columns, and rows with every special float."""
    chain = _Chain(3)
    for step in draw(st.lists(st.sampled_from(_STEPS), min_size=1, max_size=6)):
        step(draw, chain)
    graph = helper.make_graph(
        chain.nodes,
        "random",
        [helper.make_tensor_value_info("X", TensorProto.FLOAT, ["n", 3])],
        [helper.make_tensor_value_info(chain.name, TensorProto.FLOAT, ["n", "k"])],
        chain.weights,
    )
    opsets = [helper.make_opsetid("", 18), helper.make_opsetid(ML, 3)]
    model = helper.make_model(graph, opset_imports=opsets, ir_version=10)
    checker.check_model(model)
    count = draw(st.sampled_from(BATCHES))
    random = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    rows = random.normal(size=(count, 3)).astype(np.float32)
    special = random.random(rows.shape) < 0.3
    rows[special] = random.choice(np.array(SPECIAL, dtype=np.float32), size=special.sum())
    return model, rows


def write_case(folder: Path, model: ModelProto, rows: np.ndarray) -> bool:
    """The graph, the rows and what ONNX Runtime with one thread makes of them.

    False, and nothing written, where it refuses the rows, as its Binarizer refuses NaN.
    """
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 4
    session = onnxruntime.InferenceSession(
        model.SerializeToString(), options, disabled_optimizers=[DROPS_SIGN_OF_ZERO]
    )
    try:
        answer = session.run(None, {"X": rows})[0]
    except RuntimeException:
        return False
    data = folder / "test_data_set_0"
    data.mkdir(parents=True)
    (folder / "model.onnx").write_bytes(model.SerializeToString())
    save(data / "input_0.pb", "X", rows)
    save(data / "output_0.pb", model.graph.output[0].name, answer)
    return True
