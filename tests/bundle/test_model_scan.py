"""The scan of model.onnx accepts nothing that protobuf reads differently."""

import json
import warnings
from pathlib import Path

import onnx
import pytest
from google.protobuf.message import DecodeError
from google.protobuf.unknown_fields import UnknownFieldSet
from hypothesis import given, settings
from hypothesis import strategies as st

from handover.bundle.model_scan import scan_model
from handover.bundle.onnx_fields import FIELDS
from handover.faults import BundleInvalid
from tests.bundle.tiny import TABLE
from tests.bundle.zip_recipe import contents
from tests.search_length import searched

SHARED = Path(__file__).parents[1] / "shared"
GOOD = contents(TABLE["good"]["files"]["model.onnx"], "0" * 64)


def descriptors(descriptor, found):
    name = descriptor.full_name.removeprefix("onnx.")
    if name not in found:
        found[name] = {field.number: kind(field) for field in descriptor.fields}
        for field in descriptor.fields:
            if field.message_type:
                descriptors(field.message_type, found)
    return found


def kind(field):
    forms = {
        field.TYPE_STRING: "text",
        field.TYPE_BYTES: "bytes",
        field.TYPE_FLOAT: "fixed32",
        field.TYPE_DOUBLE: "fixed64",
    }
    name = (
        field.message_type.full_name.removeprefix("onnx.")
        if field.message_type
        else forms.get(field.type, "varint")
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return name + ("*" if field.label == field.LABEL_REPEATED else "")


def test_the_table_is_that_of_the_onnx_package():
    known = descriptors(onnx.ModelProto.DESCRIPTOR, {})
    for message, fields in known.items():
        # The table may hold fields of a later onnx than the installed one, none may be missing.
        assert fields.items() <= dict(FIELDS[message]).items(), message


def test_both_languages_know_the_same_fields():
    table = json.loads((SHARED / "onnx_fields.json").read_bytes())["messages"]
    assert {
        message: {str(number): text for number, text in fields.items()}
        for message, fields in FIELDS.items()
    } == table


def messages(message):
    """Yield a message and everything inside it."""
    yield message
    for field, value in message.ListFields():
        if field.message_type:
            for each in value if hasattr(value, "append") or hasattr(value, "add") else [value]:
                yield from messages(each)


def edits():
    """Bytes put in, taken out or changed, most of them where a tag or a length may stand."""
    tricks = [
        *(bytes([first, 0x80, 0x80, 0x80, 0x10]) for first in (0xEA, 0xF0, 0xBA, 0x8A, 0xAA)),
        b"\x80\x00",
        b"\xea\x00",
        b"\x6a\x02\x0a\x00",
        b"\x70\x01",
        b"\x3a\x00",
    ]
    piece = st.one_of(st.sampled_from(tricks), st.binary(max_size=6))
    place = st.integers(0, len(GOOD))
    return st.lists(st.tuples(place, st.integers(0, 4), piece), min_size=1, max_size=3)


@settings(max_examples=searched(600))
@given(edits())
def test_what_is_accepted_holds_nothing_unread_for_protobuf(steps):
    data = GOOD
    for at, drop, piece in steps:
        data = data[:at] + piece + data[at + drop :]
    try:
        facts = scan_model(data)
    except BundleInvalid as refused:
        assert {fault.code for fault in refused.faults} <= {"HB404", "HB405"}
        return
    try:
        model = onnx.ModelProto.FromString(data)
    except DecodeError:
        return  # the runtime refuses it as well
    for message in messages(model):
        assert len(UnknownFieldSet(message)) == 0
        if isinstance(message, onnx.TensorProto):
            assert not message.external_data
            assert message.data_location == onnx.TensorProto.DEFAULT
    assert [value.name for value in model.graph.output] == facts.outputs
    assert [value.name for value in model.graph.input] == facts.inputs
    assert {each.key: each.value for each in model.metadata_props} == facts.metadata


@pytest.mark.parametrize("cut", range(1, 40))
def test_a_model_that_is_cut_off_is_refused_or_whole(cut):
    with pytest.raises(BundleInvalid):
        scan_model(GOOD[:-cut] if cut % 2 else GOOD[:-cut] + b"\xff")
