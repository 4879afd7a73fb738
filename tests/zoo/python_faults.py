"""Faults that Python code has: each replaces one step of the tree model."""

import locale
import math
import unicodedata
from decimal import Decimal
from functools import cached_property

import numpy as np

from tests.zoo.return_risk import F32, ReturnRisk


class TakesZeroForMissing(ReturnRisk):
    """``value or default``: 0 is falsy."""

    def read(self, row, column):
        return row[column] or None


class MissingIsNotANumberString(ReturnRisk):
    """``float(str(None or 0))``: None becomes 0 on its way through text."""

    def missing(self, column, fill):
        return float(str(None or 0))


class DropsTheImputer(ReturnRisk):
    """Lets NaN into the trees where the imputer would have filled it."""

    def missing(self, column, fill):
        return math.nan


class FillsWithTheMean(ReturnRisk):
    """``fillna(frame.mean())`` whatever the imputer does."""

    def missing(self, column, fill):
        means = {line[1]: line[3] for line in self.of("number")}
        return float(F32(means[column]))


class FillsForward(ReturnRisk):
    """``ffill``: null takes the value of the row before."""

    def __init__(self, weights):
        super().__init__(weights)
        self.last = {}

    def number(self, column, value):
        self.last[column] = super().number(column, value)
        return self.last[column]

    def missing(self, column, fill):
        return self.last.get(column, super().missing(column, fill))


class ComparesNotANumber(ReturnRisk):
    """Leaves NaN to the comparison, which is false: always right."""

    def goes_left(self, value, threshold, missing_left):
        return value <= threshold


class ComparesInDouble(ReturnRisk):
    """Thresholds from their shortest decimals as doubles, rows in float32."""

    def node(self, kind, cells):
        right = super().node(kind, cells)
        return right if kind == "leaf" else (right[0], float(cells[1]), *right[2:])


class RoundsThresholds(ReturnRisk):
    """``f"{threshold:.4g}"``: the model was printed short."""

    def goes_left(self, value, threshold, missing_left):
        return super().goes_left(value, float(f"{threshold:.4g}"), missing_left)


class GoesLeftOnlyBelow(ReturnRisk):
    """``<`` for ``<=``."""

    def goes_left(self, value, threshold, missing_left):
        return missing_left if math.isnan(value) else value < threshold


class BisectsToTheRight(ReturnRisk):
    """Floors numbers to whole ones before it compares, as a look-up table of bins does."""

    def number(self, column, value):
        return float(math.floor(value))


class RoundsToEven(ReturnRisk):
    """``round(value, 1)``, to the even digit."""

    def number(self, column, value):
        return float(F32(round(value, 1)))


class ReadsHalfPrecision(ReturnRisk):
    """Features in float16, to save memory."""

    def number(self, column, value):
        with np.errstate(over="ignore"):
            return float(np.float16(value))


class CountsWeekdaysFromMonday0(ReturnRisk):
    """``weekday()`` for ``isoweekday()``."""

    def number(self, column, value):
        return super().number(column, value - 1 if column == "weekday" else value)


class ReadsSecondsAsMillis(ReturnRisk):
    """Divides by 1000 what is in seconds already."""

    def number(self, column, value):
        return super().number(column, value // 1000 if column == "since_visit_s" else value)


class SwapsColumns(ReturnRisk):
    """Reads price where margin belongs, and the other way round."""

    def read(self, row, column):
        swapped = {"days_since_return": "price_eur", "price_eur": "days_since_return"}
        return row[swapped.get(column, column)]


class IdsThroughFloat(ReturnRisk):
    """``int(float(id))``, as pandas makes of a column with a null in it."""

    def is_id(self, found, known):
        return int(float(found)) == int(float(known))


class IdsThroughFloat32(ReturnRisk):
    """Ids in a float32 matrix with the other features."""

    def is_id(self, found, known):
        return F32(found) == F32(known)


class IdsInInt32(ReturnRisk):
    """Ids in an int32 array; what does not fit wraps round."""

    def is_id(self, found, known):
        return np.int64(found).astype(np.int32) == np.int64(known).astype(np.int32)


class UnknownIsTheLast(ReturnRisk):
    """``categories[index]`` with the index -1 of an unknown one: the last."""

    def is_text(self, found, known):
        towns = [line[2] for line in self.of("text")]
        index = towns.index(found) if found in towns else -1
        return towns[index] == known


class UnknownIsTheFirst(ReturnRisk):
    """An unknown town gets code 0."""

    def is_text(self, found, known):
        towns = [line[2] for line in self.of("text")]
        return known == (found if found in towns else towns[0])


class Strips(ReturnRisk):
    """``strip()`` before the look-up."""

    def is_text(self, found, known):
        return found.strip() == known


class FoldsCase(ReturnRisk):
    """``casefold()`` on both sides, to which a sharp s is ss."""

    def is_text(self, found, known):
        return found.casefold() == known.casefold()


class LowersRequests(ReturnRisk):
    """``lower()`` on what it is asked only."""

    def is_text(self, found, known):
        return found.lower() == known


class Composes(ReturnRisk):
    """NFC before the look-up."""

    def is_text(self, found, known):
        return unicodedata.normalize("NFC", found) == known


class IgnoresWhatIsNotAscii(ReturnRisk):
    """``encode("ascii", "ignore")`` on both sides."""

    def is_text(self, found, known):
        return found.encode("ascii", "ignore") == known.encode("ascii", "ignore")


class ReplacesWhatIsNotAscii(ReturnRisk):
    """``encode("ascii", "replace")`` on both sides: Café and Cafè are Caf?."""

    def is_text(self, found, known):
        return found.encode("ascii", "replace") == known.encode("ascii", "replace")


class CutsAtTwelveBytes(ReturnRisk):
    """A numpy array of dtype S12 cuts what is longer."""

    def is_text(self, found, known):
        return found.encode()[:12] == known.encode()[:12]


class MatchesWithin(ReturnRisk):
    """``in`` for ``==``."""

    def is_text(self, found, known):
        return known in found


class CallsTruthOfText(ReturnRisk):
    """``bool(str(flag))``: "False" is true."""

    def flag(self, value):
        return bool(str(value))


class StopsEarly(ReturnRisk):
    """``trees[:best_iteration]`` of another run."""

    @cached_property
    def trees(self):
        right = ReturnRisk.trees.func(self)
        return right[: len(right) * 2 // 3]


class DropsTheLastTree(ReturnRisk):
    """``range(len(trees) - 1)``."""

    @cached_property
    def trees(self):
        return ReturnRisk.trees.func(self)[:-1]


class LeavesOutTheBase(ReturnRisk):
    """Starts from 0 instead of the base score."""

    @cached_property
    def base(self):
        return [F32(0)] * len(self.classes)


class PredictsInsteadOfProbabilities(ReturnRisk):
    """``predict`` for ``predict_proba``."""

    def probabilities(self, scores):
        best = self.likeliest(scores)
        return [F32(place == best) for place in range(len(scores))]


class OrdersClassesBySize(ReturnRisk):
    """Classes in the order that they are met in the data, not in that of ``classes_``."""

    @cached_property
    def classes(self):
        first, *others = ReturnRisk.classes.func(self)
        return [*others, first]


class ReversesProbabilities(ReturnRisk):
    """Probabilities in the order of another label encoder."""

    def answer(self, row):
        right = super().answer(row)
        return {**right, "proba": right["proba"][::-1]}


class RoundsAnswers(ReturnRisk):
    """``round(p, 3)`` for a tidy response."""

    def answer(self, row):
        right = super().answer(row)
        short = [float(F32(Decimal(repr(p)).quantize(Decimal("0.001")))) for p in right["proba"]]
        return {**right, "proba": short}


class AnswersTheFirstRow(ReturnRisk):
    """``predict(rows)[0]`` for every row: written for one row a call."""

    def score(self, rows):
        return [self.answer(rows[0])] * len(rows)


class SortsTheBatch(ReturnRisk):
    """Sorts rows by town and does not put the answers back."""

    def score(self, rows):
        return super().score(sorted(rows, key=lambda row: row["town"]))


class CachesByHash(ReturnRisk):
    """A cache whose key leaves the numbers out."""

    def __init__(self, weights):
        super().__init__(weights)
        self.cache = {}

    def answer(self, row):
        key = (row["seller"], row["town"], row["gift"])
        if key not in self.cache:
            self.cache[key] = super().answer(row)
        return self.cache[key]


class HasAMutableDefault(ReturnRisk):
    """``def feature(…, seen={})``: what one request sets, the next one finds."""

    def feature(self, row, feature, seen={}):  # noqa: B006 the fault itself
        value = super().feature(row, feature)
        key = (id(self), *feature)
        if feature[0] in ("id", "text"):
            seen[key] = max(value, seen.get(key, 0.0))
            return seen[key]
        return value


class ReadsDecimalComma(ReturnRisk):
    """Numbers by German rules, where a point groups thousands."""

    def number(self, column, value):
        return float(F32(locale.delocalize(repr(value).replace(".", ""))))


class TakesExpFromNumpy(ReturnRisk):
    """exp in float32 from numpy: an ulp away, which the contract allows."""

    def exp(self, value):
        return np.exp(F32(value))
