"""JSON is read strictly, with a code for each refusal, and written in one way only."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handover.faults import BundleInvalid
from handover.values import canonical_json, parse_json, plain_json
from handover.values.strict_json import Number

REFUSED = {
    "trailing tokens": (b"{} {}", "HB301"),
    "cut short": (b'{"a":', "HB301"),
    "empty": (b"", "HB301"),
    "single quotes": (b"{'a':1}", "HB301"),
    "control character in a string": (b'"\x01"', "HB301"),
    "leading zero": (b"01", "HB301"),
    "key twice": (b'{"a":1,"a":2}', "HB302"),
    "key twice, once escaped": (b'{"a":1,"\\u0061":2}', "HB302"),
    "NaN": (b"[NaN]", "HB303"),
    "minus infinity": (b"[-Infinity]", "HB303"),
    "2,000 levels": (b"[" * 2000 + b"]" * 2000, "HB304"),
    "2,000 levels, never closed": (b'{"a":' * 2000, "HB304"),
    "lone surrogate": (b'"\\ud800"', "HB305"),
    "lone surrogate in a key": (b'{"\\udc00":1}', "HB305"),
    "5,000 digits": (b"9" * 5000, "HB306"),
    "5,000 digits after the point": (b"0." + b"9" * 5000, "HB306"),
    "latin-1": ('"é"'.encode("latin-1"), "HB307"),
    "byte order mark": (b"\xef\xbb\xbf{}", "HB301"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_not_strict_json_is_refused_by_name(case):
    data, code = REFUSED[case]
    with pytest.raises(BundleInvalid) as error:
        parse_json(data, where="manifest.json")
    assert [fault.code for fault in error.value.faults] == [code]
    assert error.value.faults[0].where.startswith("manifest.json")


@given(st.binary(max_size=200))
def test_no_bytes_raise_anything_but_a_named_refusal(data):
    try:
        parse_json(data, where="x")
    except BundleInvalid as error:
        assert all(fault.code.startswith("HB30") for fault in error.faults)


values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**70), 2**70) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


@given(values)
def test_what_is_written_reads_back(value):
    assert parse_json(canonical_json(value), where="x") == value


@given(st.dictionaries(st.text(), st.integers(), max_size=8))
def test_insertion_order_does_not_matter(items):
    reversed_items = dict(reversed(list(items.items())))
    assert canonical_json(items) == canonical_json(reversed_items)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_keeps_its_text(value):
    spelled = canonical_json([value])
    read = parse_json(spelled, where="x")
    assert isinstance(read, list)
    assert canonical_json(read) == spelled
    assert json.loads(spelled) == [value]


def test_brackets_inside_strings_are_not_nesting():
    assert parse_json(b'"' + b"[" * 500 + b'"', where="x") == "[" * 500


def test_minus_zero_is_not_the_integer_zero():
    read = parse_json(b"[-0, -0.0]", where="x")
    assert read == [Number("-0"), Number("-0.0")]


def test_two_million_values_are_read() -> None:
    value = parse_json(b"[" + b"0," * 1_999_999 + b"0]", where="large")
    assert isinstance(value, list)
    assert len(value) == 2_000_000


PLAIN = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text()
    | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(PLAIN)
def test_plain_values_are_written_the_same_by_the_fast_writer(value):
    assert plain_json(value) == canonical_json(value)
