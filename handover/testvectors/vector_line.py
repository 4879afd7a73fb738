"""One line of ``vectors/<flag>.jsonl``: a test vector spelled as JSON, and read back strictly."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, NoReturn

from handover.faults import BundleInvalid, Fault, Owner
from handover.testvectors.test_vector import (
    STAGES,
    Deviation,
    Expected,
    Features,
    Rejection,
    TestVector,
)
from handover.values import Column, ElementType, Row, parse_json, value_from_json, value_to_json
from handover.values.raw_field import (
    RawField,
    RawRow,
    null_for_nan,
    raw_from_json,
    raw_to_json,
)
from handover.values.strict_json import Number

MAX_LINE = 64 << 20
_MOST_FAULTS = 100
_CAUSES = ("rounding", "converter", "runtime", "backend")
_MARGIN = Column("margin", ElementType.F64)


def source_column(column: Column) -> Column:
    """Return how a source value is typed: before rounding, a float32 column holds doubles."""
    return replace(column, type=ElementType.F64) if column.type is ElementType.F32 else column


def spell_vector(
    vector: TestVector,
    inputs: Sequence[Column],
    outputs: Sequence[Column],
    *,
    raw: Sequence[RawField] = (),
) -> dict[str, object]:
    """Return the JSON object of a vector.

    The input of a row that must be rejected is spelled as it stands, since it need not fit its
    columns; every other value is spelled with its declared type.
    """
    spelled: dict[str, object] = {
        "id": vector.id,
        "stage": vector.stage,
        "flag": vector.flag,
        "why": vector.why,
    }
    if isinstance(vector.expected, Rejection):
        spelled["outcome"] = "rejected"
        spelled["input"] = _as_it_stands(vector.input)
        reject = {"code": vector.expected.code, "column": vector.expected.column}
        spelled["expected"] = {"reject": reject}
    elif isinstance(vector.expected, Features):
        spelled["outcome"] = "value"
        spelled["input"] = raw_to_json(vector.input, raw)
        by_name = {column.name: column for column in inputs}
        spelled["expected"] = {"features": _spell_row(vector.expected.row, by_name)}
    else:
        spelled["outcome"] = "value"
        by_name = {column.name: column for column in inputs}
        spelled["input"] = _spell_row(vector.input, by_name)
        answers = {column.name: column for column in outputs}
        told = vector.expected
        spelled["expected"] = {
            name: _spell_row(truth, answers)
            for name, truth in (("source", told.source), ("wire", told.wire), ("onnx", told.onnx))
            if truth is not None
        }
        if vector.source:
            unrounded = {name: source_column(column) for name, column in by_name.items()}
            spelled["source"] = _spell_row(vector.source, unrounded)
    if vector.margin:
        spelled["margin"] = {
            name: value_to_json(float(value), _MARGIN) for name, value in vector.margin.items()
        }
    if vector.ties:
        spelled["ties"] = {name: list(ids) for name, ids in vector.ties.items()}
    if vector.deviation is not None:
        spelled["deviation"] = {
            "cause": vector.deviation.cause,
            "accepted": vector.deviation.accepted,
        }
    return spelled


def _spell_row(row: Mapping[str, Any], columns: Mapping[str, Column]) -> dict[str, object]:
    return {name: value_to_json(value, columns[name]) for name, value in row.items()}


def _as_it_stands(value: object) -> object:
    if isinstance(value, list):
        return [_as_it_stands(item) for item in value]
    if isinstance(value, dict):
        return {name: _as_it_stands(item) for name, item in value.items()}
    if isinstance(value, float) and not math.isfinite(value):
        return "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"
    return value


class VectorReader:
    """Read vector files one after the other; `finish` gives all vectors or all faults.

    With ``estimated`` every answer must hold what an estimator said, without it none may. ``raw``
    are the fields of the raw rows of stage ``features``.
    """

    def __init__(
        self,
        inputs: Sequence[Column],
        outputs: Sequence[Column],
        *,
        estimated: bool = True,
        raw: Sequence[RawField] = (),
    ) -> None:
        self._estimated = estimated
        self._raw = tuple(raw)
        self._inputs = {column.name: column for column in inputs}
        self._unrounded = {column.name: source_column(column) for column in inputs}
        self._outputs = {column.name: column for column in outputs}
        self._vectors: list[TestVector] = []
        self._faults: list[Fault] = []
        self._seen: dict[str, str] = {}

    def read_file(self, name: str, data: bytes) -> None:
        """Read ``vectors/<flag>.jsonl``; each line ends with a newline."""
        flag = name.removeprefix("vectors/").removesuffix(".jsonl")
        lines = data.split(b"\n")
        if lines[-1]:
            self._faults.append(_fault("HB402", "the last line has no newline", name))
        for number, line in enumerate(lines[:-1], start=1):
            where = f"{name}:{number}"
            if len(self._faults) >= _MOST_FAULTS:
                return
            if len(line) > MAX_LINE:
                self._faults.append(_fault("HB105", "line is too long", where))
                continue
            try:
                vector = self._read_line(parse_json(line, where=where), flag, where)
            except BundleInvalid as broken:
                self._faults += broken.faults
                continue
            if vector.id in self._seen:
                self._faults.append(_fault("HB406", f"two vectors with id {vector.id}", where))
            self._seen[vector.id] = where
            self._vectors.append(vector)

    def finish(self) -> tuple[TestVector, ...]:
        """Return the vectors, or raise every fault that was found."""
        if self._faults:
            raise BundleInvalid(*self._faults)
        if not self._vectors:
            raise BundleInvalid(_fault("HB403", "the bundle holds no vectors", "vectors/"))
        return tuple(self._vectors)

    def _read_line(self, line: object, flag: str, where: str) -> TestVector:
        entry = _object(line, "the line", where)
        for key in ("id", "flag", "why", "stage"):
            if not isinstance(entry.get(key), str) or not entry[key]:
                _refuse(f"{key} is missing", where)
        if entry["flag"] != flag:
            _refuse(f"flag {entry['flag']} stands in the file of {flag}", where)
        where = f"{where} {entry['id']}"
        given = _object(entry.get("input"), "input", where)
        stage = entry["stage"]
        if stage not in STAGES:
            _refuse(f"stage {stage} is neither {' nor '.join(STAGES)}", where)
        if stage == "features" and not self._raw:
            _refuse("stage features, and the header names no raw fields", where)
        unknown = [name for name in given if name not in self._inputs]
        expected = _object(entry.get("expected"), "expected", where)
        shared = {"id": entry["id"], "flag": flag, "why": entry["why"], "stage": entry["stage"]}
        if entry.get("outcome") == "rejected":
            reject = _object(expected.get("reject"), "expected.reject", where)
            code, column = reject.get("code"), reject.get("column")
            if not isinstance(code, str) or not isinstance(column, str):
                _refuse("expected.reject has no code or no column", where)
            return TestVector(**shared, input=given, expected=Rejection(code, column))
        if entry.get("outcome") != "value":
            _refuse("outcome is neither value nor rejected", where)
        if stage == "features":
            told = self._row(expected.get("features"), self._inputs, "expected.features", where)
            features = Features({name: null_for_nan(value) for name, value in told.items()})
            return TestVector(**shared, input=self._raw_row(given, where), expected=features)
        if unknown:
            _refuse(f"input names an unknown column {unknown[0]}", where)
        truths: dict[str, Row | None] = {}
        for truth in ("source", "wire"):
            if self._estimated:
                spelled = expected.get(truth)
                truths[truth] = self._row(spelled, self._outputs, f"expected.{truth}", where)
            elif truth in expected:
                _refuse(f"expected.{truth} has no estimator to come from", where)
            else:
                truths[truth] = None
        onnx = self._row(expected.get("onnx"), self._outputs, "expected.onnx", where)
        source = _object(entry.get("source", {}), "source", where)
        return TestVector(
            **shared,
            input=dict(self._row(given, self._inputs, "input", where)),
            expected=Expected(truths["source"], truths["wire"], onnx),
            source=self._row(source, self._unrounded, "source", where, needed=source),
            margin=_margins(self._of_outputs(entry, "margin", where), where),
            ties=_ties(self._of_outputs(entry, "ties", where), where),
            deviation=_deviation(entry.get("deviation"), where),
        )

    def _of_outputs(self, entry: dict[str, Any], key: str, where: str) -> dict[str, Any]:
        """Return an object whose keys must be outputs; empty when it is absent."""
        found = _object(entry.get(key, {}), key, where)
        for name in found:
            if name not in self._outputs:
                _refuse(f"{key} names an unknown output {name}", where)
        return found

    def _raw_row(self, given: object, where: str) -> RawRow:
        try:
            return raw_from_json(given, self._raw)
        except ValueError as unfit:
            _refuse(f"input.{unfit}", where)

    def _row(
        self,
        spelled: object,
        columns: Mapping[str, Column],
        path: str,
        where: str,
        *,
        needed: Mapping[str, object] | None = None,
    ) -> Row:
        row = _object(spelled, path, where)
        for name in columns if needed is None else needed:
            if name not in row:
                _refuse(f"{path} lacks column {name}", where)
        values: Row = {}
        for name, value in row.items():
            column = columns.get(name)
            if column is None:
                _refuse(f"{path} names an unknown column {name}", where)
            if value is None and not column.nullable:
                _refuse(f"{path}.{name} is null", where)
            try:
                values[name] = value_from_json(value, column)
            except ValueError as unfit:
                _refuse(f"{path}.{name}: {unfit}", where)
            if _overflows(value, values[name]):
                _refuse(f"{path}.{name} is a number beyond {column.type.value}", where)
        return values


def _overflows(spelled: object, value: object) -> bool:
    """Tell a number that became infinite from an infinity that was written as such."""
    if isinstance(spelled, list) and isinstance(value, list):
        return any(map(_overflows, spelled, value))
    return isinstance(value, float) and math.isinf(value) and isinstance(spelled, int | Number)


def _margins(spelled: dict[str, Any], where: str) -> dict[str, float]:
    margins = {}
    for name, value in spelled.items():
        try:
            margin = value_from_json(value, _MARGIN)
        except ValueError as unfit:
            _refuse(f"margin.{name}: {unfit}", where)
        if not isinstance(margin, float):
            _refuse(f"margin.{name} is not a number", where)
        margins[name] = margin
    return margins


def _ties(spelled: dict[str, Any], where: str) -> dict[str, list[int]]:
    ties = {}
    for name, ids in spelled.items():
        if not isinstance(ids, list) or any(type(item) is not int for item in ids):
            _refuse(f"ties.{name} is not a list of ids", where)
        ties[name] = list(ids)
    return ties


def _deviation(spelled: object, where: str) -> Deviation | None:
    if spelled is None:
        return None
    entry = _object(spelled, "deviation", where)
    cause, accepted = entry.get("cause"), entry.get("accepted")
    if cause not in _CAUSES or not isinstance(accepted, str):
        _refuse("deviation has no cause or no acceptance", where)
    return Deviation(cause, accepted)


def _object(value: object, path: str, where: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        _refuse(f"{path} is missing or no object", where)
    return value


def _fault(code: str, message: str, where: str) -> Fault:
    return Fault(
        code,
        message,
        Owner.DATA_SCIENTIST,
        where=where,
        next="Export the bundle again; never edit it by hand.",
    )


def _refuse(message: str, where: str) -> NoReturn:
    raise BundleInvalid(_fault("HB402", message, where))
