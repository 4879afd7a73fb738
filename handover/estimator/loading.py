"""Load the data scientist's estimator: joblib, pickle or skops file, or ``package.module:name``.

A pickle runs code: only files the user names are read, and nothing of them enters a bundle.
Refused by name (HU201-HU206): no such file or module, no such object, not readable, not an
estimator, a factory that raises, trained with a version whose pickles do not load.
"""

from __future__ import annotations

import pickle
import re
import warnings
from pathlib import Path
from typing import Any, NoReturn

from handover.estimator.importing import first_line, import_object
from handover.faults import Fault, Owner, UsageError

_IMPORT = re.compile(r"[A-Za-z_][\w.]*:[A-Za-z_][\w.]*")
_METHODS = ("predict", "transform", "kneighbors", "predict_proba")


def load_estimator(spec: str | Path) -> Any:
    """Return the estimator that ``spec`` names.

    Parameters
    ----------
    spec
        Path of a ``.joblib``, ``.pkl``, ``.pickle`` or ``.skops`` file, or ``package.module:name``
        of an estimator or of a function without parameters that returns one.

    Raises
    ------
    UsageError
        HU201 no such file or module, HU202 not readable, HU203 not an estimator, HU204 no such
        object in the module, HU205 the function raises, HU206 pickled with another scikit-learn.
    """
    text = str(spec)
    if isinstance(spec, str) and _IMPORT.fullmatch(text) and not Path(text).exists():
        return _require_estimator(_from_module(text), text)
    path = Path(spec)
    if not path.is_file():
        _refuse("HU201", "no such model file", text, "Give a model file, or package.module:object.")
    return _require_estimator(_from_file(path), text)


def _from_file(path: Path) -> Any:
    from sklearn.exceptions import InconsistentVersionWarning

    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter("always")
        try:
            estimator = _read_skops(path) if path.suffix == ".skops" else _read_pickle(path)
        except UsageError:
            raise
        except ModuleNotFoundError as absent:
            _refuse(
                "HU202",
                f"the model needs the module {absent.name!r}, which is not installed",
                str(path),
                _installing(absent.name),
            )
        except Exception as broken:  # noqa: BLE001 - unpickling may raise anything
            _refuse(
                "HU202",
                f"the model file cannot be read: {first_line(broken)}",
                str(path),
                "Save the fitted estimator again with joblib.dump.",
            )
    for warning in seen:
        if isinstance(warning.message, InconsistentVersionWarning):
            old = warning.message
            raise UsageError(
                Fault(
                    "HU206",
                    f"the {old.estimator_name} was saved with another scikit-learn",
                    Owner.ENVIRONMENT,
                    where=str(path),
                    expected=f"scikit-learn={old.original_sklearn_version}",
                    found=f"scikit-learn={old.current_sklearn_version}",
                    next=f"Install scikit-learn=={old.original_sklearn_version}, or fit and save "
                    "the model again.",
                )
            )
    return estimator


def _installing(module: str | None) -> str:
    if module in ("xgboost", "lightgbm", "catboost"):
        return f"Install the extra: pip install 'model-handover[{module}]'."
    return f"Install {module!r}, or run where the model was trained."


def _read_pickle(path: Path) -> Any:
    if path.suffix == ".pickle" or path.suffix == ".pkl":
        with path.open("rb") as file:
            head = file.read(2)
        if head[:1] == b"\x80":
            try:
                with path.open("rb") as file:
                    return pickle.load(file)
            except pickle.UnpicklingError:
                pass  # joblib.dump also writes files called .pkl, with arrays between the opcodes
    import joblib

    return joblib.load(path)


def _read_skops(path: Path) -> Any:
    from skops.io import get_untrusted_types, load

    unknown = get_untrusted_types(file=path)
    foreign = [name for name in unknown if name.split(".")[0] not in ("sklearn", "numpy", "scipy")]
    if foreign:
        _refuse(
            "HU202",
            f"the skops file holds types outside scikit-learn: {', '.join(sorted(foreign))}",
            str(path),
            "Load it yourself and name the estimator as package.module:object.",
        )
    return load(path, trusted=unknown)


def _from_module(spec: str) -> Any:
    attribute = spec.partition(":")[2]
    found = import_object(spec, "Name an estimator, or a function without parameters for one.")
    if callable(found) and not any(hasattr(found, method) for method in _METHODS):
        try:
            return found()
        except Exception as broken:  # noqa: BLE001 - the factory is the user's code
            _refuse(
                "HU205", f"{attribute}() raises: {first_line(broken)}", spec, "Mend the function."
            )
    return found


def _require_estimator(found: Any, spec: str) -> Any:
    if isinstance(found, type):
        _refuse(
            "HU203",
            f"{found.__name__} is a class, not a fitted estimator",
            spec,
            "Name an object, or a function that returns a fitted one.",
        )
    if not hasattr(found, "fit") or not any(hasattr(found, method) for method in _METHODS):
        kind = f"{type(found).__module__}.{type(found).__qualname__}"
        _refuse(
            "HU203",
            "this is no scikit-learn estimator",
            spec,
            "Save the fitted estimator itself.",
            found=f"type={kind}",
        )
    return found


def _refuse(
    code: str, message: str, where: str, step: str, *, found: str | None = None
) -> NoReturn:
    raise UsageError(
        Fault(code, message, Owner.DATA_SCIENTIST, where=where, found=found, next=step)
    )
