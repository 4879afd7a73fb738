"""Flags: what each kind of vector catches, and what the bug does in production."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class FlagNote:
    """Which bug vectors of a flag catch, and its effect in production."""

    catches: str
    effect: str


FLAGS: Mapping[str, FlagNote] = {
    "hold-out": FlagNote(
        "columns swapped, a wrong output read, a wrong class index, a stale model",
        "ordinary requests get another answer",
    ),
    "tree-split": FlagNote(
        "< for <=, a threshold rounded or printed short, float64 where float32 is meant",
        "rows at a threshold take a whole wrong branch; prices and counts often stand there",
    ),
    "bin-edge": FlagNote(
        "an edge on the wrong side, rounded or shifted by one; a clip left out",
        "values at an edge, where prices and ages stand, fall into the next bin",
    ),
    "decision-boundary": FlagNote(
        "a coefficient or intercept off, another order of summation, a wrong link function",
        "rows near the decision get another label",
    ),
    "mutant": FlagNote(
        "any other slip in a re-implementation that the rows above would let pass",
        "a few requests, at places nobody thought of, get another answer",
    ),
    "category": FlagNote(
        "an unknown, empty or differently written category taken for a known one",
        "new countries, devices or product groups are scored as another one",
    ),
    "spelling": FlagNote(
        "text trimmed, case-folded, cut, re-encoded or brought to another Unicode form",
        "what the model does not know is scored as the category that it resembles",
    ),
    "token": FlagNote(
        "words cut otherwise: one letter, punctuation, accents, case, another order",
        "the same description is scored as another one",
    ),
    "wide-integer": FlagNote(
        "ids squeezed through 32 bits, float32 or float64",
        "one seller, item or customer is scored as another one",
    ),
    "missing": FlagNote(
        "null read as 0, as the mean, or sent down the wrong branch",
        "new customers and new items, which have no history, get another answer",
    ),
    "extreme": FlagNote(
        "overflow, minus zero lost, integers squeezed through float32",
        "the largest baskets and the busiest customers get another answer",
    ),
    "tie": FlagNote(
        "another order among equals, another label where two are equally likely",
        "the same request is answered differently by the two sides",
    ),
    "fuzz": FlagNote(
        "a fault that fuzzing found in a backend once, at the smallest row that shows it",
        "what was mended comes back",
    ),
    "raw-row": FlagNote(
        "fields swapped, units mixed up, another rule than the one that was agreed",
        "ordinary requests get features the model was not trained on",
    ),
    "raw-switch": FlagNote(
        "windows that include the wrong end, bins and thresholds off by one",
        "events at an edge, such as full hours and 30 days, count twice or not at all",
    ),
    "raw-null": FlagNote(
        "null read as 0, as empty text, or skipped where it should count",
        "gaps of the tracker turn into behaviour of the customer",
    ),
    "raw-list": FlagNote(
        "empty and single lists, order taken for granted, doubles counted, ties",
        "first visits, retries and events that come late are seen as something else",
    ),
    "raw-text": FlagNote(
        "text trimmed, lower-cased or compared otherwise",
        "one channel, country or product group becomes two, or two become one",
    ),
    "raw-number": FlagNote(
        "sums that overflow, cents through float32, another rounding of halves",
        "the largest baskets come out negative, prices are off by a cent",
    ),
    "raw-time": FlagNote(
        "the machine's time zone, another first day of the week, seconds for milliseconds",
        "nights, week-ends and the end of the month are seen as another day",
    ),
    "raw-reject": FlagNote(
        "raw rows let through that the contract refuses",
        "a broken tracker is turned into features instead of noticed",
    ),
    "reject-null": FlagNote(
        "null let through where the contract requires a value",
        "a broken pipeline is scored instead of noticed",
    ),
    "reject-absent": FlagNote(
        "an absent column filled with a default",
        "a renamed field is scored as missing, for ever",
    ),
    "reject-type": FlagNote(
        "text parsed as a number, a fraction cut to an integer",
        "malformed requests are scored instead of refused",
    ),
    "reject-range": FlagNote(
        "values outside what the model was agreed for let through",
        "the model extrapolates where nobody tested it",
    ),
    "reject-enum": FlagNote(
        "values outside the agreed list let through or mapped to another",
        "a new category is scored although both sides agreed to refuse it",
    ),
    "reject-length": FlagNote(
        "text or arrays of another length let through",
        "truncated or shifted arrays are scored",
    ),
}
