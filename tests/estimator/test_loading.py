"""Estimators are loaded from files and modules, or refused by name; never a traceback."""

import io
import pickle
import sys
import warnings
from pathlib import Path

import joblib
import pytest
import skops.io
from sklearn.linear_model import LinearRegression

from handover.estimator import load_estimator
from handover.faults import UsageError

MODEL = LinearRegression().fit([[0.0], [1.0]], [0.0, 1.0])


@pytest.fixture(autouse=True)
def import_from_here(monkeypatch):
    monkeypatch.syspath_prepend(str(Path(__file__).parent))


def refused(spec):
    with pytest.raises(UsageError) as raised:
        load_estimator(spec)
    (fault,) = raised.value.faults
    assert fault.next
    return fault


def write_pickle(path):
    path.write_bytes(pickle.dumps(MODEL))


@pytest.mark.parametrize(
    ("name", "write"),
    [
        ("model.joblib", lambda path: joblib.dump(MODEL, path)),
        ("packed.joblib", lambda path: joblib.dump(MODEL, path, compress=3)),
        ("joblib.pkl", lambda path: joblib.dump(MODEL, path)),
        ("model.pkl", write_pickle),
        ("model.pickle", write_pickle),
        ("model.skops", lambda path: skops.io.dump(MODEL, path)),
    ],
)
def test_every_file_kind_gives_the_same_estimator(tmp_path, name, write):
    write(tmp_path / name)
    assert load_estimator(tmp_path / name).coef_.tolist() == MODEL.coef_.tolist()


@pytest.mark.parametrize("name", ["fitted", "make"])
def test_modules_name_an_estimator_or_a_function_that_returns_one(name):
    assert load_estimator(f"trained_models:{name}").coef_ == pytest.approx([1.0])


@pytest.mark.parametrize(
    ("spec", "code"),
    [
        ("no/such/model.joblib", "HU201"),
        ("no_such_module_anywhere:model", "HU201"),
        ("trained_models:absent", "HU204"),
        ("trained_models:number", "HU203"),
        ("trained_models:Kind", "HU203"),
        ("trained_models:broken", "HU205"),
    ],
)
def test_specs_that_name_no_estimator_are_refused(spec, code):
    assert refused(spec).code == code


@pytest.mark.parametrize("name", ["model.joblib", "model.pkl", "model.skops"])
@pytest.mark.parametrize("content", [b"", b"not a model", b"\x80\x05garbage", b"PK\x03\x04"])
def test_broken_files_are_refused(tmp_path, name, content):
    (tmp_path / name).write_bytes(content)
    assert refused(tmp_path / name).code == "HU202"


def test_files_that_hold_something_else_are_refused(tmp_path):
    joblib.dump({"model": MODEL}, tmp_path / "dict.joblib")
    fault = refused(tmp_path / "dict.joblib")
    assert (fault.code, fault.found) == ("HU203", "type=builtins.dict")


def test_a_model_that_needs_a_missing_module_says_which(tmp_path, monkeypatch):
    module = tmp_path / "their_features.py"
    module.write_text(
        "from sklearn.linear_model import LinearRegression\nclass Theirs(LinearRegression): pass\n"
    )
    monkeypatch.syspath_prepend(str(tmp_path))
    import their_features

    joblib.dump(their_features.Theirs(), tmp_path / "model.joblib")
    module.unlink()
    monkeypatch.delitem(sys.modules, "their_features")
    sys.path_importer_cache.clear()
    fault = refused(tmp_path / "model.joblib")
    assert fault.code == "HU202"
    assert "their_features" in fault.message


def test_a_model_saved_with_another_scikit_learn_is_refused(tmp_path):
    class Older(pickle.Pickler):
        def reducer_override(self, value):
            if isinstance(value, LinearRegression):
                state = {**value.__getstate__(), "_sklearn_version": "1.2.0"}
                return (LinearRegression, (), state)
            return NotImplemented

    content = io.BytesIO()
    Older(content).dump(MODEL)
    (tmp_path / "old.pkl").write_bytes(content.getvalue())
    fault = refused(tmp_path / "old.pkl")
    assert (fault.code, fault.expected) == ("HU206", "scikit-learn=1.2.0")


def test_loading_changes_no_warning_filter(tmp_path):
    joblib.dump(MODEL, tmp_path / "model.joblib")
    before = list(warnings.filters)
    load_estimator(tmp_path / "model.joblib")
    assert list(warnings.filters) == before
