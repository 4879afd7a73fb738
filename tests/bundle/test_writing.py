"""What is written is what our own reader takes, byte for byte the same each time."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handover.bundle import read, write
from handover.bundle.archive import pack, unpack
from handover.faults import BundleInvalid, UsageError
from handover.onnx_export.exported_model import Acceptance, ExportedModel
from handover.testvectors.vector_set import VectorSet
from tests.bundle.tiny import tiny


class Measured:
    @property
    def reference(self):
        return {"format": 1, "rows": 2}

    def to_json(self):
        return {"metrics": [{"id": "auc", "value": 0.75, "status": "met"}]}


@pytest.fixture
def parts(tmp_path):
    """Contract, model and vectors of the tiny bundle, as the stages before would hand them on."""
    bundle = read(tiny(tmp_path))
    model = ExportedModel(
        onnx=bundle.model,
        inputs=bundle.contract.input_columns,
        outputs=bundle.contract.output_columns,
        roles=bundle.vectors.roles,
        classes=(),
        produced_by={"handover": "0.1.0"},
        profile=bundle.manifest["profile"],
        accepted=(Acceptance("HX203", "known | and small", "One sentence."),),
    )
    return bundle.contract, model, bundle.vectors


def test_what_was_written_is_read_again(parts, tmp_path):
    contract, model, vectors = parts
    bundle = read(write(tmp_path / "dist", *parts, metrics=Measured()))
    assert bundle.path.name == "tiny-1.0.0.handover"
    assert bundle.contract == contract
    assert bundle.model == model.onnx
    assert bundle.vectors.vectors == vectors.vectors
    assert bundle.metrics["metrics"][0]["id"] == "auc"
    assert bundle.file("baseline.json") == b'{"format":1,"rows":2}\n'
    assert bundle.manifest["accepted"][0]["id"] == "HX203"


def test_two_writes_give_equal_bytes(parts, tmp_path):
    first = write(tmp_path / "a", *parts, metrics=Measured()).read_bytes()
    second = write(tmp_path / "b", *parts, metrics=Measured()).read_bytes()
    assert first == second


def test_other_zip_readers_can_open_it(parts, tmp_path):
    import zipfile

    with zipfile.ZipFile(write(tmp_path, *parts)) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == sorted(archive.namelist())


def test_the_card_tells_purpose_people_outputs_and_acceptances(parts, tmp_path):
    card = read(write(tmp_path, *parts, metrics=Measured())).file("CARD.md").decode()
    assert "**Purpose.** A small model for tests" in card
    assert "- data-scientist: dana@trasos.example" in card
    assert "| proba | f32 | probability[1] | ulp <= 4 |" in card
    assert "| auc |  | 0.75 | - | met |" in card
    assert "- HX203: One sentence. Reason: known \\| and small" in card


def test_a_bundle_without_vectors_is_never_written(parts, tmp_path):
    contract, model, vectors = parts
    with pytest.raises(BundleInvalid) as refused:
        write(tmp_path / "dist", contract, model, replace(vectors, vectors=()))
    assert refused.value.faults[0].code == "HB403"
    assert not (tmp_path / "dist").exists()


def test_a_model_of_another_contract_is_never_written(parts, tmp_path):
    contract, model, vectors = parts
    foreign = replace(model, onnx=model.onnx.replace(contract.digest.encode(), b"0" * 64))
    with pytest.raises(BundleInvalid) as refused:
        write(tmp_path, contract, foreign, vectors)
    assert {fault.code for fault in refused.value.faults} == {"HB405"}


@pytest.mark.parametrize("name", ["", "../up", "a/b", "a\\b", "c:x", "."])
def test_a_name_that_is_no_file_name_is_refused(parts, tmp_path, name):
    with pytest.raises(UsageError) as refused:
        write(tmp_path, *parts, name=name)
    assert refused.value.faults[0].code == "HU103"


def test_vectors_spell_the_same_files_after_reading(parts):
    vectors = parts[2]
    files = vectors.to_files()
    assert VectorSet.from_files(files).to_files() == files


names = st.text("abcdefgh-_0123456789é", min_size=1, max_size=12).filter(
    lambda name: name.strip() == name
)


@given(files=st.dictionaries(names, st.binary(max_size=200), max_size=6))
def test_packing_then_unpacking_gives_the_files(files):
    folded = {name.upper().lower() for name in files}
    if len(folded) == len(files):
        unpacked = unpack(b"".join(pack(files)))
        assert {name: bytes(data) for name, data in unpacked.items()} == files
