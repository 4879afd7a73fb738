"""Trees as arrays, walks and boxes, held to scikit-learn's own decision paths."""

import numpy as np
import pytest
from sklearn.ensemble import (
    AdaBoostRegressor,
    ExtraTreesClassifier,
    GradientBoostingClassifier,
    HistGradientBoostingClassifier,
    HistGradientBoostingRegressor,
    IsolationForest,
    RandomForestRegressor,
    VotingClassifier,
)
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.tree import DecisionTreeClassifier

from handover.drawing.draw_context import ground
from handover.estimator.trees import answers_left, ensembles
from handover.row_space.box_index import BoxIndex
from handover.row_space.box_pool import BoxPool
from handover.row_space.boxes import Boxes, Layout, boxed, complete, whole
from handover.row_space.cells import NULL, Cell
from handover.row_space.forest import place
from handover.row_space.packing import pack, usual_codes
from handover.row_space.targets import targets_of
from handover.row_space.walk import Visits, ends, reached, reaches
from tests.drawing.shop import FAMILIES, HOLDOUT, PROPENSITY, TREES

RNG = np.random.default_rng(0)
X = RNG.normal(size=(200, 4)).astype(np.float32).astype(np.float64)
Y = (X[:, 0] + X[:, 1] * X[:, 2] > 0).astype(int)
WITH_GAPS = np.where(RNG.random(X.shape) < 0.1, np.nan, X)


def sklearn_trees(model):
    members = getattr(model, "estimators_", [model])
    return np.asarray(members, dtype=object).reshape(-1)


@pytest.mark.parametrize(
    "model",
    [
        DecisionTreeClassifier(random_state=0),
        RandomForestRegressor(5, random_state=0),
        ExtraTreesClassifier(5, random_state=0),
        GradientBoostingClassifier(n_estimators=5, random_state=0),
        IsolationForest(n_estimators=5, max_features=0.5, random_state=0),
        AdaBoostRegressor(n_estimators=3, random_state=0),
    ],
    ids=lambda model: type(model).__name__,
)
def test_the_walk_is_scikit_learns_decision_path(model):
    model.fit(X, Y)
    (found,) = ensembles(model)
    members = sklearn_trees(model)
    assert len(found.trees) == len(members)
    subsets = getattr(model, "estimators_features_", [slice(None)] * len(members))
    for tree, member, subset in zip(found.trees, members, subsets, strict=True):
        path = member.tree_.decision_path(X[:, subset].astype(np.float32)).toarray()
        assert (reached(tree, X) == path.astype(bool)).all()
        visits = Visits(tree, X)
        for node in range(path.shape[1]):
            assert sorted(visits.of(node)) == list(np.flatnonzero(path[:, node]))
            asked = np.full(len(X), node)
            assert (reaches(tree, X, asked) == path[:, node].astype(bool)).all()


@pytest.mark.parametrize("model", [DecisionTreeClassifier(random_state=0)])
def test_the_walk_sends_missing_values_as_scikit_learn_does(model):
    """A leaf says its whole path; decision_path itself takes no heed of NaN in scikit-learn 1.7."""
    model.fit(WITH_GAPS, Y)
    (found,) = ensembles(model)
    assert (ends(found.trees[0], WITH_GAPS) == model.apply(WITH_GAPS)).all()


def test_the_walk_ends_in_the_leaf_that_histogram_boosting_adds():
    model = HistGradientBoostingRegressor(max_iter=6, random_state=0).fit(WITH_GAPS, Y)
    (found,) = ensembles(model)
    sums = np.full(len(X), float(model._baseline_prediction.item()))
    for tree, (predictor,) in zip(found.trees, model._predictors, strict=True):
        leaves = reached(tree, WITH_GAPS)[:, tree.leaves].argmax(axis=1)
        sums += predictor.nodes["value"][tree.leaves[leaves]]
    assert sums == pytest.approx(model.predict(WITH_GAPS), abs=1e-12)


def test_trees_are_found_inside_pipelines_and_votes():
    vote = VotingClassifier(
        [
            ("forest", make_pipeline(StandardScaler(), ExtraTreesClassifier(3, random_state=0))),
            ("line", LogisticRegression()),
            ("tree", DecisionTreeClassifier(random_state=0)),
        ]
    ).fit(X, Y)
    found = ensembles(vote)
    assert [len(each.trees) for each in found] == [3, 1]
    assert [len(each.transformers) for each in found] == [1, 0]
    assert ensembles(LogisticRegression().fit(X, Y)) == ()


def test_classes_of_boosting_are_named_in_the_label():
    model = HistGradientBoostingClassifier(max_iter=2, random_state=0).fit(
        X, RNG.integers(0, 3, 200)
    )
    assert [tree.label for tree in ensembles(model)[0].trees][:4] == [
        "tree 0 class 0",
        "tree 0 class 1",
        "tree 0 class 2",
        "tree 1 class 0",
    ]


@pytest.fixture(scope="module", params=TREES)
def placed(request):
    base = ground(PROPENSITY, FAMILIES[request.param](), HOLDOUT, seed=1)
    return base, place(ensembles(base.oracle.estimator), base.space, base.present, base.codes)


def test_a_row_lies_in_a_nodes_box_exactly_when_it_reaches_the_node(placed):
    base, trees = placed
    layout = Layout.of(base.space)
    for item in trees:
        assert item.exact.all()
        visits = reached(item.tree, item.transform(base.codes))
        for row in range(0, len(base.codes), 10):
            held = item.boxes.hold(layout, boxed(base.space, layout, base.codes[row]))
            assert (held == visits[row]).all()


def test_a_switch_value_is_the_last_one_before_the_tree_turns(placed):
    base, trees = placed
    for item in trees:
        for node in item.tree.splits[item.switch[item.tree.splits] != 0]:
            cell: Cell = base.space.cells[item.cell[node]]
            code = int(item.switch[node])
            if cell.table is not None or not cell.low <= code < cell.high:
                continue
            rows = np.tile(base.codes[0], (2, 1))
            rows[:, item.cell[node]] = (code, code + 1)
            asked = item.transform(rows)[:, item.tree.feature[node]]
            left = answers_left(item.tree, np.full(2, node), asked)
            assert list(left) == [item.lower_left[node], not item.lower_left[node]]


def test_the_cover_loses_no_target(placed):
    base, trees = placed
    wanted = targets_of(trees, base.space)
    packed = pack(base.space, wanted.targets, wanted.boxes, base.codes, np.random.default_rng(2))
    covered = [target for targets in packed.covers for target in targets]
    assert sorted(covered) == list(range(len(wanted.targets)))
    assert len(packed.rows) < len(wanted.targets)
    layout = Layout.of(base.space)
    for row, targets in zip(packed.rows, packed.covers, strict=True):
        held = wanted.boxes.hold(layout, boxed(base.space, layout, row))
        assert held[list(targets)].all()


def test_the_index_answers_as_the_boxes_do(placed):
    base, trees = placed
    layout = Layout.of(base.space)
    for item in trees[:3]:
        index = BoxIndex(base.space, layout, item.boxes)
        every = np.arange(len(item.boxes))
        for row in base.codes[:10]:
            asked = boxed(base.space, layout, row)
            assert list(index.holding(every, asked)) == list(
                np.flatnonzero(item.boxes.hold(layout, asked))
            )


def test_a_pool_narrows_as_intersecting_the_boxes_does(placed):
    base, trees = placed
    layout = Layout.of(base.space)
    for item in trees[:3]:
        pool = BoxPool(base.space, layout, item.boxes)
        every = np.arange(len(item.boxes))
        for number in every:
            common, box = pool.one(number), item.boxes.take(np.array([number]))
            left = every
            while len(left):
                fits = pool.meeting(left, common, number)
                assert list(fits) == list(met(item.boxes.take(left), box).possible(layout))
                left = left[fits & (left != number)]
                if len(left):
                    number = left[len(left) // 2]
                    pool.narrow(common, number)
                    box = met(box, item.boxes.take(np.array([number])))
                    found = common.boxes()
                    assert (found.null == box.null).all()
                    assert (found.sets == box.sets).all()
                    some = box.low <= box.high
                    assert (some == (found.low <= found.high)).all()
                    assert (found.low == box.low)[some].all()
                    assert (found.high == box.high)[some].all()


def met(some: Boxes, others: Boxes) -> Boxes:
    """Intersect; either side may be a single box."""
    return Boxes(
        np.maximum(some.low, others.low),
        np.minimum(some.high, others.high),
        some.null & others.null,
        some.sets & others.sets,
    )


def test_completing_a_box_changes_only_what_lies_outside(placed):
    base, trees = placed
    layout = Layout.of(base.space)
    usual = usual_codes(base.space, base.codes)
    everything = whole(base.space, layout)
    for row in base.codes[:20]:
        assert (complete(base.space, layout, everything, row, usual) == row).all()
    for item in trees[:2]:
        for node in item.tree.leaves:
            box = item.boxes.take(np.array([node]))
            row = complete(base.space, layout, box, base.codes[0], usual)
            assert box.hold(layout, boxed(base.space, layout, row))[0]


def test_null_has_a_code_of_its_own(placed):
    base, _ = placed
    rating = [cell.name for cell in base.space.cells].index("rating")
    nulls = base.codes[:, rating] == NULL
    assert list(nulls) == [row["rating"] is None for row in base.rows]
