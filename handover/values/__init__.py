"""Typed values and their text forms: what a contract column can hold and how JSON spells it.

In come Python scalars or strict JSON text; out go values already rounded to their declared
type, or canonical JSON bytes. Refused: lone surrogates, duplicate keys, NaN literals, deep
nesting and endless numbers (HB301-HB307), each by name.
"""

from handover.values.column import Column, ElementType
from handover.values.floats import bits, round_to, shortest, ulp_distance
from handover.values.row import Row, Value, value_from_json, value_to_json
from handover.values.strict_json import canonical_json, parse_json, plain_json

__all__ = [
    "Column",
    "ElementType",
    "Row",
    "Value",
    "bits",
    "canonical_json",
    "parse_json",
    "plain_json",
    "round_to",
    "shortest",
    "ulp_distance",
    "value_from_json",
    "value_to_json",
]
