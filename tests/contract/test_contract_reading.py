"""From a file to values with positions; every bad file is a named fault."""

import os

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from handover.contract import check, check_text, load, load_text
from handover.contract.observation import Mark, Unreadable
from handover.contract.reading import parse
from handover.contract.reading.parser import MAX_DEPTH
from handover.contract.reading.scalars import NotANumber, is_doubtful, resolve
from handover.contract.reading.source_file import MAX_BYTES, decode
from handover.faults import ContractInvalid, ExitCode
from tests.search_length import searched

LOADERS = [yaml.SafeLoader, getattr(yaml, "CSafeLoader", yaml.SafeLoader)]

RESOLVED = {
    "": None,
    "~": None,
    "null": None,
    "true": True,
    "False": False,
    "1": 1,
    "-17": -17,
    "1e-6": 1e-6,
    "1e3": 1000.0,
    "1.": 1.0,
    ".5": 0.5,
    "0x1F": 31,
    "1.10": 1.1,
    "9007199254740993": 9007199254740993,
    "2024-05-01": "2024-05-01",
    "1.2.3": "1.2.3",
    "nullable": "nullable",
    "-": "-",
    "é": "é",
}

DOUBTFUL = ["no", "NO", "on", "Off", "yes", "0123", "-017", "089", "0b11", "1_000"]
DOUBTFUL += ["12:30:45", "190:20:30", "0o17", "=", "1_0.5", "0x_1"]

NOT_DOUBTFUL = [
    "none",
    "0",
    "0.5",
    "-0",
    "10",
    "1e-6",
    "0x1F",
    "yes!",
    "a:b",
    "12:99x",
    "y",
    "N",
    "~",
    "true",
]

# What stands in the file: the rule, and the line and column at which it is reported.
BROKEN = {
    "no bytes at all": (b"", "HC115", None),
    "comments alone": (b"# nothing\n", "HC115", None),
    "a list": (b"- a\n- b\n", "HC115", (1, 1)),
    "a word": (b"hello\n", "HC115", (1, 1)),
    "two documents": (b"a: 1\n---\nb: 2\n", "HC115", (2, 1)),
    "NUL": (b"a: 1\nb: x\0y\n", "HC111", (2, 5)),
    "an escaped NUL": (b'a: 1\nb: "x\\0"\n', "HC111", (2, 4)),
    "latin-1": ("a: 1\nb: caf\xe9\n".encode("latin-1"), "HC111", (2, 7)),
    "utf-16": ("a: 1\n".encode("utf-16"), "HC111", (1, 1)),
    "a control character": (b"a: 1\nb: x\x07y\n", "HC113", (2, 5)),
    "a bracket left open": (b"a: [1, 2\nb: 3\n", "HC113", (2, 2)),
    "a tab for an indent": (b"a:\n\tb: 1\n", "HC113", (2, 1)),
    "python code": (b"a: !!python/object/apply:os.system [ls]\n", "HC114", (1, 4)),
    "a harmless tag": (b"a: !!str 1\n", "HC114", (1, 4)),
    "the non-specific tag": (b"a: ! 1\n", "HC114", (1, 4)),
    "a merge key": (b"a: &x {b: 1}\nc:\n  <<: *x\n", "HC114", (3, 3)),
    "an alias to what holds it": (b"a: &x [1, *x]\n", "HC114", (1, 11)),
    "an alias to nothing": (b"a: *x\n", "HC113", (1, 4)),
    "a list as key": (b"? [a]\n: b\n", "HC113", (1, 3)),
    "fifty levels": (b"a: " + b"[" * 50 + b"]" * 50, "HC112", (1, 43)),
    "ten thousand brackets": (b"[" * 10_000, "HC112", (1, 41)),
    "ten thousand braces": (b"{a: " * 10_000, "HC112", (1, 161)),
    "too many values": (b"a: [" + b"1," * 60_000 + b"1]", "HC112", (1, 100_003)),
    "more bytes than allowed": (b"a: " + b"x" * MAX_BYTES, "HC112", None),
}


@pytest.mark.parametrize(("text", "value"), RESOLVED.items())
def test_plain_scalars_follow_the_core_schema_of_yaml_1_2(text, value):
    assert resolve(text) == value
    assert type(resolve(text)) is type(value)


@pytest.mark.parametrize("text", [".inf", "-.INF", ".nan", "1e999", "-1e999", "9" * 401])
def test_a_number_without_a_finite_value_is_no_number(text):
    with pytest.raises(NotANumber):
        resolve(text)


@pytest.mark.parametrize("text", DOUBTFUL)
def test_scalars_that_yaml_1_1_types_differently_are_doubtful(text):
    assert is_doubtful(text)


@pytest.mark.parametrize("text", NOT_DOUBTFUL)
def test_scalars_that_all_readers_agree_on_are_not_doubtful(text):
    assert not is_doubtful(text)


@pytest.mark.parametrize("name", BROKEN)
@pytest.mark.parametrize("loader", LOADERS)
def test_a_broken_file_is_refused_with_its_place(name, loader):
    data, rule, place = BROKEN[name]
    with pytest.raises(Unreadable) as caught:
        parse(decode(data), name="x.yaml", loader=loader)
    seen = caught.value.observation
    assert seen.rule == rule
    if place is not None:
        assert seen.mark == Mark(*place)


def test_aliases_may_nest_no_deeper_than_the_text_may():
    def nested(levels):
        """Return a text of three levels at most, whose last value is so many levels deep."""
        lines = ["a0: &a0 [x]"] + [f"a{n}: &a{n} [*a{n - 1}]" for n in range(1, levels)]
        return "\n".join(lines)

    assert parse(nested(MAX_DEPTH - 1), name="x.yaml").value
    with pytest.raises(Unreadable) as caught:
        parse(nested(MAX_DEPTH), name="x.yaml")
    seen = caught.value.observation
    assert (seen.rule, seen.message) == ("HC112", "nested too deeply")


def test_an_alias_bomb_is_refused_by_counting_what_it_would_become():
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 10)]
    with pytest.raises(Unreadable) as caught:
        parse("\n".join(lines), name="bomb.yaml")
    assert caught.value.observation.rule == "HC112"


@pytest.mark.parametrize("loader", LOADERS)
def test_every_value_has_its_line_and_column(loader):
    text = "a: 1\nb:\n  - {c: 'é😀', d: 2}\n  - &x {e: [3]}\nf: *x\n"
    document = parse(text, name="x.yaml", loader=loader)
    assert document.value == {"a": 1, "b": [{"c": "é😀", "d": 2}, {"e": [3]}], "f": {"e": [3]}}
    places = {path: (mark.line, mark.column) for path, mark in document.marks.items()}
    assert places["a",] == (1, 4)
    assert places["b",] == (2, 1)
    assert places["b", 0] == (3, 5)
    assert places["b", 0, "d"] == (3, 18)
    assert places["b", 1, "e", 0] == (4, 13)
    assert document.mark(("b", 0, "missing", 3)) == Mark(3, 5)


@pytest.mark.parametrize("loader", LOADERS)
def test_duplicate_keys_and_doubtful_scalars_are_noted_and_reading_goes_on(loader):
    document = parse("a: no\nb: 1\na: 2\non: 3\n", name="x.yaml", loader=loader)
    noted = [(seen.rule, seen.mark.line, seen.mark.column) for seen in document.noted]
    assert noted == [("HC104", 1, 4), ("HC102", 3, 1), ("HC104", 4, 1)]
    assert "line 1" in document.noted[1].message
    assert document.noted[1].found == "lines=1,3"


def test_quoting_takes_the_doubt_away():
    assert parse("a: \"no\"\nb: '0123'\n", name="x").noted == ()


def test_a_byte_order_mark_is_dropped():
    assert decode(b"\xef\xbb\xbfa: 1") == "a: 1"


def test_a_contract_may_be_json(propensity_text):
    value = parse(propensity_text, name="x").value
    import json

    assert load_text(json.dumps(value)).digest == load_text(propensity_text).digest


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda d: d / "absent.yaml", "no such file"),
        (lambda d: d, "a directory, not a file"),
        (lambda d: f"{d}/\0.yaml", "the path holds a NUL character"),
        (lambda d: d / ("x" * 300), "cannot be read: File name too long"),
    ],
)
def test_a_path_that_is_no_file_is_one_fault(tmp_path, make, words):
    path = make(tmp_path)
    with pytest.raises(ContractInvalid) as caught:
        load(path)
    assert [fault.code for fault in caught.value.faults] == ["HC110"]
    assert caught.value.faults[0].message == words
    assert caught.value.exit_code is ExitCode.INVALID
    assert [finding.code for finding in check(path)] == ["HC110"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_one_fault(tmp_path):
    path = tmp_path / "x.yaml"
    path.write_text("a: 1")
    path.chmod(0)
    assert [finding.code for finding in check(path)] == ["HC110"]


def test_a_path_with_spaces_and_umlauts_is_read(tmp_path, propensity_text):
    path = tmp_path / "ein Vertrag für alle.yaml"
    path.write_text(propensity_text, encoding="utf-8")
    assert load(path).name == "propensity"
    assert load(str(path)).source_name == str(path)


def only_handover_errors(text):
    try:
        load_text(text)
    except ContractInvalid as refused:
        assert refused.faults
    for finding in check_text(text):
        assert finding.where


@given(st.binary(max_size=200))
@settings(max_examples=searched(200))
def test_no_bytes_raise_anything_but_a_named_fault(data):
    try:
        text = decode(data)
    except Unreadable as refused:
        assert refused.observation.rule in ("HC111", "HC112")
        return
    only_handover_errors(text)


@given(data=st.data())
@settings(max_examples=searched(150))
def test_no_mutation_of_a_contract_raises_anything_but_a_named_fault(data, similar_items_text):
    text = similar_items_text
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(text)))
        length = data.draw(st.integers(0, 12))
        junk = st.one_of(
            st.sampled_from(["{", "]", ": ", "\n", "- ", "*a", "&a ", "!x ", "1e999", "no", '"']),
            st.text(max_size=4),
        )
        text = text[:start] + data.draw(junk) + text[start + length :]
    only_handover_errors(text)


scalars = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=5))
trees = st.recursive(
    scalars,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=4), inner, max_size=3)
    ),
    max_leaves=6,
)


@given(data=st.data())
@settings(max_examples=searched(150))
def test_no_value_in_any_place_raises_anything_but_a_named_fault(data, similar_items_text):
    document = parse(similar_items_text, name="x.yaml")
    path = data.draw(st.sampled_from(sorted(document.marks, key=str)))
    value = replaced(document.value, path, data.draw(trees))
    if isinstance(value, dict):
        # Escaped, so that only the types are on trial here.
        import json

        only_handover_errors(json.dumps(value))


def replaced(value, path, new):
    if not path:
        return new
    step, *rest = path
    copy = dict(value) if isinstance(value, dict) else list(value)
    copy[step] = replaced(value[step], rest, new)
    return copy
