"""Mutants of operators that are no trees: which there are, and that each is another model."""

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper, numpy_helper

from handover.mutation.graph.catalogue import FAMILIES, changes
from handover.mutation.graph.graph_group import GraphGroup
from handover.onnx_file.graph_part import GraphPart, PartRefused
from tests.mutation.mutation_runs import examined

FLOAT, INT, TEXT = TensorProto.FLOAT, TensorProto.INT64, TensorProto.STRING
WIDE = np.array([[0.5, -2.0, 3.0]], dtype=np.float32)


def model_of(nodes, inputs, outputs, initializers=()):
    graph = helper.make_graph(
        nodes,
        "one",
        [helper.make_tensor_value_info(name, kind, [None, width]) for name, kind, width in inputs],
        [helper.make_tensor_value_info(name, kind, None) for name, kind in outputs],
        initializer=[numpy_helper.from_array(value, name) for name, value in initializers],
    )
    model = helper.make_model(graph)
    del model.opset_import[:]
    model.opset_import.extend([helper.make_opsetid("", 18), helper.make_opsetid("ai.onnx.ml", 3)])
    model.ir_version = 8
    return model


def ml(operator, inputs, outputs, **words):
    return helper.make_node(operator, inputs, outputs, domain="ai.onnx.ml", **words)


LINEAR = model_of(
    [
        ml(
            "LinearClassifier",
            ["x"],
            ["label", "scores"],
            coefficients=[0.5, -1.0, 2.0, -0.5, 1.0, -2.0],
            intercepts=[0.25, -0.25],
            classlabels_ints=[0, 1],
            post_transform="SOFTMAX",
        )
    ],
    [("x", FLOAT, 3)],
    [("label", INT), ("scores", FLOAT)],
)
ENCODED = model_of(
    [ml("OneHotEncoder", ["c"], ["y"], cats_strings=["a", "b", "c"], zeros=1)],
    [("c", TEXT, 1)],
    [("y", FLOAT)],
)
SCALED = model_of(
    [
        ml("Imputer", ["x"], ["filled"], imputed_value_floats=[1.0, 2.0, 3.0]),
        ml("Scaler", ["filled"], ["scaled"], offset=[1.0, 0.5, -2.0], scale=[2.0, 0.5, 4.0]),
        ml("Normalizer", ["scaled"], ["y"], norm="L2"),
    ],
    [("x", FLOAT, 3)],
    [("y", FLOAT)],
)
DENSE = model_of(
    [
        helper.make_node("MatMul", ["x", "w"], ["product"]),
        helper.make_node("Add", ["product", "b"], ["raw"]),
        helper.make_node("Softmax", ["raw"], ["y"], axis=1),
        helper.make_node("ArgMax", ["y"], ["label"], axis=1, keepdims=1),
    ],
    [("x", FLOAT, 3)],
    [("y", FLOAT), ("label", INT)],
    [
        ("w", np.array([[1, -1], [0.5, 2], [-0.25, 1]], dtype=np.float32)),
        ("b", np.array([0.5, -0.5], dtype=np.float32)),
    ],
)

STORED = model_of(
    [
        helper.make_node("Gather", ["items", "i"], ["picked"]),
        helper.make_node("Squeeze", ["picked", "one"], ["flat"]),
        helper.make_node("LpNormalization", ["flat"], ["y"], axis=1, p=2),
    ],
    [("i", INT, 1)],
    [("y", FLOAT)],
    [
        ("items", np.array([[1, 2], [3, 5], [-1, 4]], dtype=np.float32)),
        ("one", np.array([1], dtype=np.int64)),
    ],
)


def answers(model, feed):
    return GraphPart(model)(feed)


@pytest.mark.parametrize(
    ("model", "feed", "kinds"),
    [
        (
            LINEAR,
            {"x": WIDE},
            {
                "coefficient 1 % off",
                "coefficient dropped",
                "coefficient one ulp off",
                "coefficient with the other sign",
                "intercept 1 % off",
                "intercept dropped",
                "intercept one ulp off",
                "intercept with the other sign",
                "class labels swapped",
                "other post transform",
                "number truncated to an integer",
                "missing value read as 0",
            },
        ),
        (
            ENCODED,
            {"c": np.array([["a"], ["b"], ["c"], ["d"]], dtype=object)},
            {
                "category missing",
                "two categories swapped",
                "unknown category taken for the first",
            },
        ),
        (
            SCALED,
            {"x": np.array([[np.nan, np.nan, np.nan], [0.3, 0.2, 5.0]], dtype=np.float32)},
            {
                "imputer left out",
                "imputer fills in 0",
                "imputed value 1 % off",
                "imputed value one ulp off",
                "scaler left out",
                "scaler offset 1 % off",
                "scaler offset dropped",
                "scaler offset one ulp off",
                "scaler scale 1 % off",
                "scaler scale dropped",
                "scaler scale one ulp off",
                "other norm",
                "normaliser left out",
                "number truncated to an integer",
                "missing value read as 0",
            },
        ),
        (
            DENSE,
            {"x": WIDE},
            {
                "weight 1 % off",
                "weight dropped",
                "weight one ulp off",
                "weight with the other sign",
                "constant 1 % off",
                "constant dropped",
                "constant one ulp off",
                "constant with the other sign",
                "operation left out",
                "other operation",
                "function left out",
                "other function",
                "arg max takes the other of two equal",
                "arg max for arg min",
                "number truncated to an integer",
                "missing value read as 0",
            },
        ),
        (
            STORED,
            {"i": np.array([[0], [1], [2]], dtype=np.int64)},
            {"stored rows swapped", "other norm"},
        ),
    ],
    ids=["linear", "one-hot", "scaled", "dense", "stored"],
)
def test_every_kind_of_mutant_is_made_and_answers_otherwise_somewhere(model, feed, kinds):
    right = answers(model, feed)
    inputs = {"x": np.float32}
    different = set()
    for change in changes(model, inputs):
        assert change.kind in kinds
        copy = onnx.ModelProto.FromString(model.SerializeToString())
        change.apply(copy.graph)
        try:
            found = answers(copy, feed)
        except PartRefused:
            continue
        if any(
            one.shape != other.shape or one.tolist() != other.tolist()
            for one, other in zip(right, found, strict=True)
        ):
            different.add(change.kind)
    # A row without a missing value, an exact tie or a sum that is moved shows none of these.
    quiet = {"arg max takes the other of two equal", "missing value read as 0"}
    quiet |= {kind for kind in kinds if kind.endswith("one ulp off")}
    assert kinds - quiet <= different


def test_a_change_leaves_the_model_it_was_made_from_alone():
    before = DENSE.SerializeToString()
    for change in changes(DENSE, {"x": None}):
        copy = onnx.ModelProto.FromString(before)
        change.apply(copy.graph)
        assert copy.SerializeToString() != before
    assert DENSE.SerializeToString() == before


def test_every_family_is_of_an_operator_that_onnx_knows():
    known = {schema.name for schema in onnx.defs.get_all_schemas()}
    # ONNX Runtime's own, which neighbour searches may be converted to.
    assert set(FAMILIES) - known == {"CDist"}


@pytest.mark.parametrize("kind", ["boosting"])
def test_a_mutant_before_or_behind_trees_answers_as_the_whole_mutated_file(kind):
    examiner, _ = examined(kind)
    (group,) = (each for each in examiner.groups if isinstance(each, GraphGroup))
    model, rows = examiner.subject.model, examiner.rows
    for mutant in range(0, len(group.kinds), 3):
        copy = onnx.ModelProto.FromString(model.SerializeToString())
        group.changes[mutant].apply(copy.graph)
        whole = GraphPart(copy)
        found = dict(zip(whole.outputs, whole(rows.feed), strict=True))
        wrong = rows.wrong(examiner.comparer, found, np.arange(len(rows)))
        kills = group.play(rows, np.array([mutant]), first=0, most=len(rows))
        assert kills.rows.tolist() == np.flatnonzero(wrong).tolist(), group.where(mutant)
