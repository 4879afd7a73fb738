"""Load a hold-out and type its columns: by the contract where it speaks, else by their text."""

from __future__ import annotations

import json
from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from handover.faults import Fault, HandoverError, Owner, UsageError
from handover.holdout.cell_types import infer, read_as
from handover.values import Column

if TYPE_CHECKING:
    import pandas as pd

_COMPRESSED = (".xz", ".gz", ".bz2", ".zip", ".zst")


def load_holdout(
    path: str | Path,
    columns: Sequence[Column] = (),
    *,
    names: Sequence[str] | None = None,
    separator: str = ",",
    also: Sequence[str] = (),
) -> pd.DataFrame:
    """Read the rows a model was not trained on.

    Parameters
    ----------
    path
        ``.csv`` (also compressed) or ``.parquet``.
    columns
        The contract's input columns; each must be there and fit its declared type. Columns the
        contract does not name (target, slices, baselines) are typed by their text.
    names
        Header for a CSV file without one.
    separator
        Field separator of a CSV file.
    also
        Names of further columns that must be there, such as the target.

    Returns
    -------
    DataFrame
        float64 for f32 and f64 (the unrounded source row), int64, bool, text; missing is NaN.

    Raises
    ------
    UsageError
        HO101 no such file, HO102 unknown format, HO103 not readable.
    HandoverError
        HO104 no rows, HO105 column missing, HO106 column doubled, HO107 cell does not fit.
    """
    file = Path(path)
    if not file.is_file():
        _unusable("HO101", "no such file", file, "Give the path of a .csv or .parquet file.")
    frame = _read(file, names, separator)
    faults = [*_doubled(frame, file), *_missing(frame, columns, also, file)]
    if len(frame) == 0:
        faults.append(
            Fault(
                "HO104",
                "no rows",
                Owner.DATA_SCIENTIST,
                where=str(file),
                next="Export again with at least one row below the header.",
            )
        )
    if faults:
        raise HandoverError(*faults)
    return _typed(frame, {column.name: column for column in columns}, file)


def _read(file: Path, names: Sequence[str] | None, separator: str) -> pd.DataFrame:
    try:
        import pandas as pd
    except ImportError:
        _unusable(
            "HO103",
            "pandas is not installed",
            file,
            "Install the extra that reads data: pip install 'model-handover[export]'.",
        )
    kinds = [suffix.lower() for suffix in file.suffixes]
    plain = [suffix for suffix in kinds if suffix not in _COMPRESSED]
    kind = plain[-1] if plain else ""
    if kind not in (".csv", ".tsv", ".parquet", ".pq"):
        _unusable("HO102", f"unknown data format {kind!r}", file, "Use .csv or .parquet.")
    try:
        if kind in (".parquet", ".pq"):
            return pd.read_parquet(file)
        # header=None keeps doubled names visible; pandas would rename the second one.
        text = pd.read_csv(
            file,
            header=None,
            dtype=str,
            keep_default_na=False,
            sep="\t" if kind == ".tsv" else separator,
            skip_blank_lines=True,
        )
    except pd.errors.EmptyDataError:
        _unusable("HO104", "the file is empty", file, "Give a file with a header and rows.")
    except (pd.errors.ParserError, UnicodeDecodeError, ValueError, OSError, EOFError) as broken:
        first = str(broken).strip().splitlines()
        _unusable(
            "HO103", f"not readable: {first[0] if first else broken!r}", file, "Mend the file."
        )
    if names is not None:
        if len(names) != text.shape[1]:
            raise UsageError(
                Fault(
                    "HO105",
                    "the names given do not fit the file",
                    Owner.DATA_SCIENTIST,
                    where=str(file),
                    expected=f"columns={text.shape[1]}",
                    found=f"names={len(names)}",
                    next="Name every column of the file, in order.",
                )
            )
        text.columns = list(names)
        return text
    text.columns = [str(name) for name in text.iloc[0]]
    return text.iloc[1:].reset_index(drop=True)


def _doubled(frame: pd.DataFrame, file: Path) -> list[Fault]:
    doubled = sorted({str(name) for name in frame.columns[frame.columns.duplicated()]})
    return [
        Fault(
            "HO106",
            f"column {name!r} stands twice in the header",
            Owner.DATA_SCIENTIST,
            where=str(file),
            next="Rename or drop one of the two.",
        )
        for name in doubled
    ]


def _missing(
    frame: pd.DataFrame, columns: Sequence[Column], also: Sequence[str], file: Path
) -> list[Fault]:
    there = [str(name) for name in frame.columns]
    faults = []
    for name in dict.fromkeys([*(column.name for column in columns), *also]):
        if name in there:
            continue
        near = get_close_matches(name, there, n=1)
        hint = f"Rename column {near[0]!r} to {name!r}." if near else f"Add column {name!r}."
        faults.append(
            Fault(
                "HO105",
                f"column {name!r} is missing",
                Owner.DATA_SCIENTIST,
                where=str(file),
                found=f"columns={', '.join(there[:12])}{', …' if len(there) > 12 else ''}",
                next=hint,
            )
        )
    return faults


def _typed(frame: pd.DataFrame, declared: dict[str, Column], file: Path) -> pd.DataFrame:
    import pandas as pd

    typed: dict[str, pd.Series] = {}
    faults: list[Fault] = []
    for name in frame.columns:
        column = declared.get(str(name))
        if column is None:
            typed[str(name)] = infer(frame[name])
            continue
        series, misfits = read_as(frame[name], column)
        typed[str(name)] = series
        faults.extend(
            Fault(
                "HO107",
                f"{len(misfits)} cell(s) of column {column.name!r} do not fit the contract",
                Owner.DATA_SCIENTIST,
                where=f"{file} row {row + 1}",
                expected=f"type={column.type.value}" + ("" if column.length is None else "[]"),
                found=f"value={json.dumps(cell, ensure_ascii=False, default=str)}",
                next="Mend the data, or the column's type in the contract.",
            )
            for row, cell in misfits[:1]
        )
    if faults:
        raise HandoverError(*faults)
    return pd.DataFrame(typed)


def _unusable(code: str, message: str, file: Path, step: str) -> NoReturn:
    raise UsageError(Fault(code, message, Owner.DATA_SCIENTIST, where=str(file), next=step))
