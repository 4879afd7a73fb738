"""What is planted, what a production system would see of it, and what verify has to say.

One line a fault; `docs/zoo.md` holds the same table, and tests hold both to the zoo.
"""

from dataclasses import dataclass

TREES, LINEAR, PROFILE = "return_risk", "linear_risk", "order_profile"
CHECKS = ("repeat", "shuffled", "batch", "threads")


@dataclass(frozen=True)
class Planted:
    """A faulty backend.

    ``caught`` is a flag of which at least one vector must fail, or a check of the backend against
    itself; of two, joined by ``or``, the number of vectors decides which it is. ``says`` is what a
    hint or note must contain, empty where nothing is promised: the verifier in Python names causes
    and explains nothing.
    """

    name: str
    seen: str
    caught: str
    says: str = ""
    subject: str = TREES

    @property
    def either(self):
        """The names in ``caught``."""
        return self.caught.split(" or ")

    @property
    def by_check(self):
        """Whether checks catch it, not vectors."""
        return set(self.either) <= set(CHECKS)


SCALA = (
    Planted("AnswersTheFirstRow", "every row of a batch gets the answer of the first", "batch"),
    Planted("AnswersWithTheOldModel", "last month's scores, for everybody", "hold-out"),
    Planted("ApproximatesExp", "probabilities up to 3 % off", "hold-out"),
    Planted(
        "AsksThePropertiesForTheFlag",
        "no order is ever a gift",
        "category",
        "gift is read as false",
    ),
    Planted("AveragesTheTrees", "all scores near the mean", "hold-out"),
    Planted(
        "CachesByTooFewColumns",
        "another order's answer, more often the longer it runs",
        "tree-split",
    ),
    Planted("ClampsScores", "no score is ever extreme", "extreme", "", LINEAR),
    Planted("ClipsOutliers", "the largest orders are scored as large ones", "extreme", "", LINEAR),
    Planted(
        "ClipsProbabilities", "the surest answers are a little less sure", "extreme", "", LINEAR
    ),
    Planted("ComparesBitPatterns", "negative numbers take the other branch", "hold-out"),
    Planted(
        "ComparesWithACollator",
        "towns with an invisible mark are taken for the plain ones",
        "spelling",
    ),
    Planted(
        "ComposesText",
        "towns from a Mac are known here, unknown to the model",
        "spelling",
        "town is composed (NFC)",
    ),
    Planted(
        "CutsFractions", "cents vanish", "hold-out", "every f32 column is cut to a whole number"
    ),
    Planted("CutsText", "long town names are taken for others that begin alike", "spelling"),
    Planted(
        "DecomposesWhatItKnows",
        "no town with an accent is ever known",
        "category",
        "town is decomposed (NFD)",
    ),
    Planted(
        "DividesInDouble",
        "stored vectors differ in the last bit; look-ups by equality fail",
        "hold-out",
        "other arithmetic",
        PROFILE,
    ),
    Planted(
        "DropsTheImputer",
        "new customers go another way through the trees",
        "missing",
        "null in days_since_return",
    ),
    Planted(
        "DropsTheIntercept",
        "every class as likely as if all were equally common",
        "hold-out",
        "",
        LINEAR,
    ),
    Planted("DropsTheLastTree", "every score a little off", "hold-out"),
    Planted(
        "FillsAfterScaling",
        "orders without a price are scored as average ones",
        "missing",
        "null in price_eur",
        LINEAR,
    ),
    Planted("FlushesSubnormals", "the smallest numbers are 0", "extreme", "", PROFILE),
    Planted("IgnoresCase", "istanbul, İstanbul and ISTANBUL are one town", "spelling"),
    Planted("LabelsAboveAHalf", "undecided orders get the first class", "hold-out"),
    Planted("LeavesOutTheBase", "rare classes look as common as others", "hold-out"),
    Planted("LosesNegativeZero", "stored vectors differ by the sign of 0", "extreme", "", PROFILE),
    Planted(
        "LowerCasesRequests",
        "towns written with capitals are unknown",
        "category",
        "town is lower-cased",
    ),
    Planted("LowerCasesText", "LINZ and Linz are one town", "category"),
    Planted(
        "MissingGoesLeft", "orders without a price take another branch", "missing", "price_eur"
    ),
    Planted(
        "MissingGoesRight",
        "orders without a price take another branch",
        "missing",
        "null in price_eur",
    ),
    Planted(
        "MissingIsMinusOne",
        "new customers look as if they had returned something yesterday",
        "missing",
        "null days_since_return is read as",
    ),
    Planted("MissingIsTheLastValue", "new customers inherit the customer before", "missing"),
    Planted("MissingIsTheMean", "new customers look like average ones", "missing"),
    Planted("NarrowsIdsToDouble", "two of the newest sellers are one", "category"),
    Planted(
        "NarrowsIdsToFloat", "sellers beyond 16 million are taken for their neighbours", "category"
    ),
    Planted("NarrowsIdsToInt", "sellers beyond 4 billion are taken for the first ones", "category"),
    Planted("NeverClearsItsBuffer", "after some hours every town and seller is set", "repeat"),
    Planted(
        "NotANumberIsZero",
        "orders without a price look free",
        "missing",
        "a null price_eur is read as 0",
    ),
    Planted(
        "NumbersWeekdaysFromSunday",
        "the weekend begins on Friday",
        "category",
        "weekday counts weekdays from Sunday",
    ),
    Planted(
        "NumbersWeekdaysFromZero",
        "every day is the one before",
        "category",
        "weekday is one too small",
    ),
    Planted(
        "OrdersProbabilitiesByName", "exchanged and returned change places in reports", "hold-out"
    ),
    Planted(
        "OverflowsSeconds",
        "visitors of a month ago look like ones of the future",
        "extreme",
        "",
        LINEAR,
    ),
    Planted(
        "PadsTheLastChunk",
        "the last rows of a batch get their neighbour's answer",
        "batch or shuffled",
    ),
    Planted(
        "ParsesThresholdsAsDoubles", "values at a threshold take the other branch", "tree-split"
    ),
    Planted(
        "PredictsInsteadOfProbabilities",
        "scores are 0 or 1; every budget is spent at once",
        "hold-out",
    ),
    Planted(
        "PrintsThresholdsShort", "values near a large threshold take the other branch", "tree-split"
    ),
    Planted("ReadsDecimalComma", "12.5 euro are 125 on servers set to German", "hold-out"),
    Planted(
        "ReadsSecondsAsMillis",
        "everybody seems to have visited just now",
        "hold-out",
        "since_visit_s is a thousandth",
    ),
    Planted(
        "ReadsTextAsLatin1",
        "no town with an accent is ever known",
        "category",
        "town is read as Latin-1",
    ),
    Planted(
        "RoundsNumbersToCents",
        "values between two cents take another branch",
        "tree-split",
        "every f32 column is rounded to 2 decimals",
    ),
    Planted(
        "SaturatesIds",
        "all newer sellers are one",
        "category",
        "seller is cut off at the largest int",
    ),
    Planted("SaturatesLargeNumbers", "the largest orders are all alike", "extreme", "", PROFILE),
    Planted("ScalesWithSampleDeviation", "every score a little off", "hold-out", "", LINEAR),
    Planted("ShiftsColumnsByOne", "nonsense, with confidence", "hold-out"),
    Planted("SkipsTheScaler", "one column drowns all others", "hold-out", "", LINEAR),
    Planted("SoftmaxWithoutShift", "NaN for the largest orders", "extreme", "", LINEAR),
    Planted("StopsEarly", "scores of a weaker model", "hold-out"),
    Planted("StripsAccents", "Cafe is taken for Café", "spelling"),
    Planted("SwapsTwoClasses", "kept orders are called exchanged", "hold-out"),
    Planted("TakesASigmoidForEachClass", "probabilities too even", "hold-out"),
    Planted(
        "TrimsText",
        "town names with a space are known here, unknown to the model",
        "spelling",
        "town is stripped of space",
    ),
    Planted(
        "UnifiesCompatibleCharacters",
        "full-width letters from Asian keyboards are known here only",
        "spelling",
        "town is composed for compatibility (NFKC)",
    ),
    Planted("UpperCasesText", "strasse and straße are one town", "category"),
    Planted(
        "WritesSixDecimals",
        "small numbers lose their digits in the response",
        "hold-out",
        "rounded to 6 decimals",
        PROFILE,
    ),
)

PYTHON = (
    Planted("TakesZeroForMissing", "a margin of 0 counts as unknown", "extreme"),
    Planted(
        "MissingIsNotANumberString",
        "new customers look as if they had returned something today",
        "missing",
    ),
    Planted(
        "DropsTheImputer",
        "new customers go another way through the trees",
        "missing",
    ),
    Planted("FillsWithTheMean", "new customers look like average ones", "missing"),
    Planted("FillsForward", "new customers inherit the customer before", "missing"),
    Planted(
        "ComparesNotANumber",
        "orders without a price take another branch",
        "missing",
    ),
    Planted("ComparesInDouble", "values at a threshold take the other branch", "tree-split"),
    Planted("RoundsThresholds", "values near a threshold take the other branch", "tree-split"),
    Planted("GoesLeftOnlyBelow", "values at a threshold take the other branch", "tree-split"),
    Planted("BisectsToTheRight", "cents vanish", "hold-out"),
    Planted("RoundsToEven", "values between two tenths take another branch", "tree-split"),
    Planted("ReadsHalfPrecision", "large numbers are their neighbours", "hold-out"),
    Planted(
        "CountsWeekdaysFromMonday0",
        "every day is the one before",
        "category",
    ),
    Planted(
        "ReadsSecondsAsMillis",
        "everybody seems to have visited just now",
        "hold-out",
    ),
    Planted(
        "SwapsColumns",
        "nonsense, with confidence",
        "hold-out",
    ),
    Planted("IdsThroughFloat", "two of the newest sellers are one", "category"),
    Planted(
        "IdsThroughFloat32", "sellers beyond 16 million are taken for their neighbours", "category"
    ),
    Planted("IdsInInt32", "sellers beyond 4 billion are taken for the first ones", "category"),
    Planted("UnknownIsTheLast", "new towns are scored as the last one", "spelling"),
    Planted("UnknownIsTheFirst", "new towns are scored as the first one", "spelling"),
    Planted(
        "Strips",
        "town names with a space are known here, unknown to the model",
        "spelling",
    ),
    Planted("FoldsCase", "strasse and straße are one town", "category"),
    Planted(
        "LowersRequests",
        "towns written with capitals are unknown",
        "category",
    ),
    Planted(
        "Composes",
        "towns from a Mac are known here, unknown to the model",
        "spelling",
    ),
    Planted("IgnoresWhatIsNotAscii", "stanbul is taken for İstanbul", "spelling"),
    Planted("ReplacesWhatIsNotAscii", "Caf? is taken for Café", "spelling"),
    Planted(
        "CutsAtTwelveBytes", "long town names are taken for others that begin alike", "spelling"
    ),
    Planted("MatchesWithin", "longer names are taken for the shorter ones in them", "spelling"),
    Planted("CallsTruthOfText", "every order is a gift", "category"),
    Planted("StopsEarly", "scores of a weaker model", "hold-out"),
    Planted("DropsTheLastTree", "every score a little off", "hold-out"),
    Planted("LeavesOutTheBase", "rare classes look as common as others", "hold-out"),
    Planted(
        "PredictsInsteadOfProbabilities",
        "scores are 0 or 1; every budget is spent at once",
        "hold-out",
    ),
    Planted("OrdersClassesBySize", "kept orders are called returned", "hold-out"),
    Planted("ReversesProbabilities", "exchanged and returned change places in reports", "hold-out"),
    Planted("RoundsAnswers", "ranks tie that should not", "hold-out"),
    Planted("AnswersTheFirstRow", "every row of a batch gets the answer of the first", "shuffled"),
    Planted("SortsTheBatch", "customers of a batch get each other's answers", "shuffled"),
    Planted("CachesByHash", "another order's answer, more often the longer it runs", "tree-split"),
    Planted("HasAMutableDefault", "after some hours every town and seller is set", "repeat"),
    Planted("ReadsDecimalComma", "12.5 euro are 125 on servers set to German", "hold-out"),
)

# Different, and right: within the tolerance that the contract declares. Nothing may be said.
HARMLESS_SCALA = (
    Planted("ScalesInDouble", "nothing", "", "", LINEAR),
    Planted("TakesTheLastOfEquals", "nothing", ""),
    Planted("UsesStrictExp", "nothing", ""),
)
HARMLESS_PYTHON = (Planted("TakesExpFromNumpy", "nothing", ""),)
