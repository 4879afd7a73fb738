"""The numbers of a model as tab-separated text: what somebody who re-implements it copies.

They are read out of the model file, float32 as its shortest decimal, so that a re-implementation
starts from what the file holds. One value a line, its kind first.
"""

import numpy as np
import onnx


def tree_weights(model, estimator, frame):
    """Spell features, classes, base scores, nodes and leaves of a tree ensemble."""
    node = _node(model, "TreeEnsembleClassifier")
    given = {each.name: onnx.helper.get_attribute_value(each) for each in node.attribute}
    lines = [*_tree_features(estimator, frame), *_classes(estimator)]
    lines += [("base", _text(value)) for value in given["base_values"]]
    leaves = {
        place[:2]: place[2:]
        for place in zip(
            given["class_treeids"],
            given["class_nodeids"],
            given["class_ids"],
            given["class_weights"],
            strict=True,
        )
    }
    for place, (tree, number) in enumerate(
        zip(given["nodes_treeids"], given["nodes_nodeids"], strict=True)
    ):
        if (tree, number) in leaves:
            label, value = leaves[tree, number]
            lines.append(("leaf", tree, number, label, _text(value)))
        else:
            assert given["nodes_modes"][place] == b"BRANCH_LEQ"
            lines.append(
                (
                    "split",
                    tree,
                    number,
                    given["nodes_featureids"][place],
                    _text(given["nodes_values"][place]),
                    given["nodes_truenodeids"][place],
                    given["nodes_falsenodeids"][place],
                    "left" if given["nodes_missing_value_tracks_true"][place] else "right",
                )
            )
    return _spelled(lines)


def linear_weights(model, estimator, frame):
    """Spell features with their scaling, classes, weights and intercepts."""
    columns = estimator["columns"]
    price, plain = columns.named_transformers_["price"], columns.named_transformers_["plain"]
    filled = {"price_eur": price["fill"].statistics_[0]}
    scalings = [("price_eur", price["scale"], 0), ("margin", plain, 0), ("since_visit_s", plain, 1)]
    lines = []
    for name, scaler, place in scalings:
        count = int(frame[name].notna().sum()) if name not in filled else len(frame)
        lines.append(
            (
                "scaled",
                name,
                _text(filled[name]) if name in filled else "",
                _text(scaler.mean_[place]),
                _text(scaler.scale_[place]),
                count,
            )
        )
    lines += [("text", "town", town) for town in _categories(columns, "town")]
    lines += _classes(estimator)
    last = estimator["model"]
    for label, (row, intercept) in enumerate(zip(last.coef_, last.intercept_, strict=True)):
        lines.append(("intercept", label, _text(intercept)))
        lines += [("weight", label, place, _text(value)) for place, value in enumerate(row)]
    return _spelled(lines)


def scaler_weights(model, estimator, frame):
    """Spell the factors of the model's Scaler, and the deviations that they come from."""
    node = _node(model, "Scaler")
    factors = onnx.helper.get_node_attr_value(node, "scale")
    deviations = estimator["scale"].scale_
    return _spelled(
        ("factor", name, _text(factor), _text(deviation), len(frame))
        for name, factor, deviation in zip(frame.columns, factors, deviations, strict=True)
    )


def _tree_features(estimator, frame):
    columns = estimator["columns"]
    never = columns.named_transformers_["never"].statistics_[0]
    for name in ("price_eur", "days_since_return", "margin", "since_visit_s", "weekday"):
        fill = _text(never) if name == "days_since_return" else ""
        yield "number", name, fill, _text(frame[name].mean())
    yield "flag", "gift"
    for seller in _categories(columns, "seller"):
        yield "id", "seller", seller
    for town in _categories(columns, "town"):
        yield "text", "town", town


def _categories(columns, name):
    return columns.named_transformers_[name].categories_[0].tolist()


def _classes(estimator):
    return [("class", name) for name in estimator.classes_.tolist()]


def _node(model, kind):
    graph = onnx.load_from_string(model).graph
    return next(node for node in graph.node if node.op_type == kind)


def _text(value):
    return str(np.float32(value))


def _spelled(lines):
    return "".join("\t".join(map(str, line)) + "\n" for line in lines)
