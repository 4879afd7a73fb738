"""Tree mutants in numpy answer as the mutated file does on ONNX Runtime, row by row."""

import numpy as np
import onnx
import pytest

from handover.mutation.trees.downstream_graph import DownstreamGraph
from handover.mutation.trees.kinds import DROPPED, LEAVES, SPLITS, leaf_changed
from handover.mutation.trees.sums import Sums
from handover.mutation.trees.tree_group import TreeGroup
from handover.onnx_file.graph_part import GraphPart
from tests.drawing.shop import TREES
from tests.mutation.mutation_runs import examiner_of


@pytest.fixture(scope="module", params=TREES)
def examiner(request):
    return examiner_of(request.param)


def tree_group(examiner):
    (group,) = (each for each in examiner.groups if isinstance(each, TreeGroup))
    return group


def test_sums_behind_the_tail_are_the_models_answers_bit_for_bit(examiner):
    rows, group = examiner.rows, tree_group(examiner)
    (head,) = group.found.ensemble.transformers
    sums = Sums(group.found, np.asarray(head.transform(rows.feed), dtype=np.float64))
    tail = DownstreamGraph(examiner.subject.model, group.found.operator)
    answers = tail(sums.total, np.arange(len(rows)), rows.feed)
    for name, right in rows.base.items():
        assert (answers[name] == right).all()


def test_a_mutant_dies_on_exactly_the_rows_where_its_file_is_wrong(examiner):
    rows, group = examiner.rows, tree_group(examiner)
    rng = np.random.default_rng(4)
    for kind in dict.fromkeys(group.kinds.tolist()):
        for mutant in rng.permutation(np.flatnonzero(group.kinds == kind))[:4].tolist():
            part = GraphPart(mutated(examiner.subject.model, group, mutant))
            answers = dict(zip(part.outputs, part(rows.feed), strict=True))
            wrong = rows.wrong(examiner.comparer, answers, np.arange(len(rows)))
            kills = group.play(rows, np.array([mutant]), first=0, most=len(rows))
            assert sorted(kills.rows.tolist()) == np.flatnonzero(wrong).tolist(), kind


def mutated(model, group, mutant):
    """Return the file with the mutant's change written into it."""
    copy = onnx.ModelProto.FromString(model.SerializeToString())
    node = copy.graph.node[group.found.operator.at]
    attributes = {each.name: each for each in node.attribute}
    ids = [list(attributes[name].ints) for name in ("nodes_treeids", "nodes_nodeids")]
    order = np.lexsort((ids[1], ids[0]))
    tree = int(group.tree[mutant])
    local, kind = int(group.node[mutant]), str(group.kinds[mutant])
    at = int(order[group.found.nodes[tree][local]])
    where = (ids[0][at], ids[1][at])
    change(attributes, kind, at, where, group, tree, local)
    return copy


def change(attributes, kind, at, where, group, tree, local):
    if kind == DROPPED or kind in LEAVES:
        owners = list(
            zip(attributes["class_treeids"].ints, attributes["class_nodeids"].ints, strict=True)
        )
        targets = attributes["class_ids"].ints
        weights = attributes["class_weights"].floats
        after = None
        if kind in LEAVES:
            after = leaf_changed(group.found.leaves[tree][[local]], kind)[0]
        for place, owner in enumerate(owners):
            if kind == DROPPED and owner[0] == where[0]:
                weights[place] = 0.0
            elif kind in LEAVES and owner == where:
                weights[place] = float(after[targets[place]])
        return
    changed = SPLITS[kind](group.trees[tree], group.used)
    attributes["nodes_values"].floats[at] = changed.threshold[local]
    attributes["nodes_featureids"].ints[at] = int(changed.feature[local])
    if kind.endswith("other way"):
        flags = attributes["nodes_missing_value_tracks_true"].ints
        flags[at] = 1 - flags[at]
    if changed.left[local] != group.trees[tree].left[local]:
        true, false = attributes["nodes_truenodeids"].ints, attributes["nodes_falsenodeids"].ints
        true[at], false[at] = false[at], true[at]


def test_rounds_take_every_row_once(examiner):
    rows, group = examiner.rows, tree_group(examiner)
    wanted = np.arange(len(group.kinds))[::11]
    at_once = group.play(rows, wanted, first=0, most=len(rows))
    in_turns = [group.play(rows, wanted, first=first, most=60) for first in range(0, len(rows), 60)]
    pairs = {
        pair
        for kills in in_turns
        for pair in zip(kills.mutants.tolist(), kills.rows.tolist(), strict=True)
    }
    assert pairs == set(zip(at_once.mutants.tolist(), at_once.rows.tolist(), strict=True))
    assert sum(len(kills.rows) for kills in in_turns) == len(at_once.rows)
