"""What a person reads of faults: every one, its place, the pair, the next step, the owner."""

from handover.faults import BundleInvalid, Fault, Owner
from handover.report import render_faults

SEVERAL = BundleInvalid(
    Fault(
        "HB204",
        "size differs from the manifest",
        Owner.DATA_SCIENTIST,
        where="model.onnx",
        expected="size=120",
        found="size=119",
        next="Export the bundle again, or fetch it again; never edit it by hand.",
    ),
    Fault("HB203", "a file is not listed", Owner.DATA_SCIENTIST, where="evil.pkl"),
)


def test_the_words_of_faults(snapshot):
    assert render_faults(SEVERAL) == snapshot


def test_no_line_is_wider_than_eighty_columns():
    assert max(map(len, render_faults(SEVERAL).splitlines())) <= 80
