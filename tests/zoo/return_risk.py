"""The boosted trees in plain Python, step by step; a fault replaces one of the steps.

The twin of ``io.handover.zoo.ReturnRisk``: float32 and in the order of the model file.
"""

import math
from functools import cached_property

import numpy as np

from handover.backends import BackendInfo

F32 = np.float32


class ReturnRisk:
    """Takes rows as dicts, answers ``proba`` and ``label``."""

    def __init__(self, weights):
        self.lines = [line.split("\t") for line in weights.splitlines()]
        self.info = BackendInfo(type(self).__name__, "1.0.0")

    def of(self, *kinds):
        return [line for line in self.lines if line[0] in kinds]

    @cached_property
    def features(self):
        return self.of("number", "flag", "id", "text")

    @cached_property
    def classes(self):
        return [name for _, name in self.of("class")]

    @cached_property
    def base(self):
        return [F32(value) for _, value in self.of("base")]

    @cached_property
    def trees(self):
        trees = {}
        for kind, tree, node, *cells in self.of("split", "leaf"):
            trees.setdefault(int(tree), {})[int(node)] = self.node(kind, cells)
        return [trees[number] for number in sorted(trees)]

    def node(self, kind, cells):
        if kind == "leaf":
            return (int(cells[0]), F32(cells[1]))
        feature, threshold, left, right, missing = cells
        return (int(feature), float(F32(threshold)), int(left), int(right), missing == "left")

    def score(self, rows):
        return [self.answer(row) for row in rows]

    def answer(self, row):
        proba = self.probabilities(self.scores([self.feature(row, f) for f in self.features]))
        return {"proba": [float(p) for p in proba], "label": self.classes[self.likeliest(proba)]}

    def feature(self, row, feature):
        kind, column, *cells = feature
        if kind == "number":
            value = self.read(row, column)
            return self.missing(column, cells[0]) if value is None else self.number(column, value)
        if kind == "flag":
            return float(self.flag(row[column]))
        known = int(cells[0]) if kind == "id" else cells[0]
        same = self.is_id if kind == "id" else self.is_text
        return float(same(row[column], known))

    def read(self, row, column):
        return row[column]

    def number(self, column, value):
        return float(F32(value))

    def missing(self, column, fill):
        return float(F32(fill)) if fill else math.nan

    def flag(self, value):
        return value

    def is_id(self, found, known):
        return found == known

    def is_text(self, found, known):
        return found == known

    def goes_left(self, value, threshold, missing_left):
        return missing_left if math.isnan(value) else value <= threshold

    def scores(self, numbers):
        totals = [F32(0)] * len(self.classes)
        for tree in self.trees:
            node = tree[0]
            while len(node) > 2:
                feature, threshold, left, right, missing = node
                goes_left = self.goes_left(numbers[feature], threshold, missing)
                node = tree[left if goes_left else right]
            totals[node[0]] += node[1]
        return [total + start for total, start in zip(totals, self.base, strict=True)]

    def probabilities(self, scores):
        powers = [self.exp(score - max(scores)) for score in scores]
        total = F32(0)
        for power in powers:
            total += power
        return [power / total for power in powers]

    def exp(self, value):
        return F32(math.exp(value))

    def likeliest(self, proba):
        return max(range(len(proba)), key=lambda place: proba[place])

    def close(self):
        pass
