"""A frame: rows as one little-endian file that crosses the bridge by its path.

Layout (docs/fuzzing.md, "The frame"): magic, length of the header, header as JSON, then the buffers
of each column, each padded to eight bytes. `tests/shared/frames.json` holds both languages to it.
Refused: HF101-HF107, every length before anything is allocated.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate, pairwise
from typing import Any, Final, NoReturn

import numpy as np

from handover.faults import BundleInvalid, EnvironmentMissing, Fault, Owner
from handover.fuzzing.table import DTYPES, Array, Cells, Table
from handover.values import Column, ElementType, canonical_json, parse_json

MAGIC: Final = b"HOFRAME1"
START: Final = 16
MAX_FILE: Final = 1 << 30
MAX_HEADER: Final = 4 << 20
MAX_ROWS: Final = 1 << 24
MAX_COLUMNS: Final = 10_000
MAX_LENGTH: Final = 1 << 20


def frame_bytes(table: Table) -> bytes:
    """Return the frame of a table.

    Raises
    ------
    EnvironmentMissing
        HF104 when it would be larger than 1 GiB.
    """
    parts = [part for cells in table.columns for part in _buffers(cells)]
    columns = [_told(cells) for cells in table.columns]
    header = canonical_json({"columns": columns, "rows": table.height}).rstrip(b"\n")
    start = MAGIC + len(header).to_bytes(4, "little") + bytes(4) + header
    pieces = [_padded(start), *map(_padded, parts)]
    size = sum(map(len, pieces))
    if size > MAX_FILE:
        _refuse("HF104", "the frame is too large", f"size<={MAX_FILE}", f"size={size}")
    return b"".join(pieces)


def _padded(part: bytes) -> bytes:
    return part + bytes(-len(part) % 8)


def _told(cells: Cells) -> dict[str, object]:
    column = cells.column
    told: dict[str, object] = {
        "name": column.name,
        "type": column.type.value,
        "length": column.length,
        "nulls": cells.nulls is not None,
    }
    if column.type is ElementType.STRING:
        size = sum(len(text.encode("utf-8")) for text in cells.texts)
        told["texts"] = {"count": len(cells.texts), "bytes": size}
    return told


def _buffers(cells: Cells) -> Iterator[bytes]:
    if cells.nulls is not None:
        yield cells.nulls.astype(np.uint8).tobytes()
    if cells.column.type is ElementType.STRING:
        encoded = [text.encode("utf-8") for text in cells.texts]
        yield np.array([0, *accumulate(map(len, encoded))], dtype="<u4").tobytes()
        yield b"".join(encoded)
    # tobytes writes in C order, whatever the order in memory.
    yield cells.values.astype(DTYPES[cells.column.type], copy=False).tobytes()


def read_frame(data: bytes) -> Table:
    """Return the table of a frame.

    Raises
    ------
    EnvironmentMissing
        HF101 no frame, HF102 its header, HF103 another size than the header says, HF104 beyond a
        limit, HF105 a text or its code, HF106 a truth value that is neither 0 nor 1, HF107 padding
        that is not zero.
    """
    if len(data) > MAX_FILE:
        _refuse("HF104", "the frame is too large", f"size<={MAX_FILE}", f"size={len(data)}")
    if len(data) < START or data[:8] != MAGIC:
        _refuse("HF101", "the file is no frame", f"magic={MAGIC.decode()}")
    length = int.from_bytes(data[8:12], "little")
    if length > MAX_HEADER:
        _refuse("HF104", "the header is too long", f"size<={MAX_HEADER}", f"size={length}")
    if data[12:16] != bytes(4):
        _refuse("HF107", "padding is not zero")
    if START + length > len(data):
        _refuse("HF103", "the frame ends in its header")
    rows, told = _header(data[START : START + length])
    size = _up(START + length) + sum(_up(n) for each in told for n in each.sizes(rows))
    if size != len(data):
        message = "the frame has another size than its header says"
        _refuse("HF103", message, f"size={size}", f"size={len(data)}")
    reader = _Reader(data, START + length)
    return Table(tuple(reader.column(each, rows) for each in told))


def _up(size: int) -> int:
    return size + -size % 8


class _Told:
    """What the header says of one column."""

    def __init__(self, column: Column, nulls: bool, texts: tuple[int, int] | None) -> None:  # noqa: FBT001 - a field of the header
        self.column = column
        self.nulls = nulls
        self.texts = texts

    @property
    def width(self) -> int:
        return 1 if self.column.length is None else self.column.length

    def sizes(self, rows: int) -> list[int]:
        """Return the bytes of its buffers, without padding."""
        sizes = [rows] if self.nulls else []
        if self.texts is not None:
            sizes += [4 * (self.texts[0] + 1), self.texts[1]]
        return [*sizes, DTYPES[self.column.type].itemsize * rows * self.width]


def _header(text: bytes) -> tuple[int, list[_Told]]:
    try:
        header = parse_json(text, where="frame")
    except BundleInvalid as broken:
        _refuse("HF102", f"the header is no JSON: {broken}")
    if not isinstance(header, dict):
        _refuse("HF102", "the header is no object")
    rows = _count(header, "rows", MAX_ROWS)
    columns = header.get("columns")
    if not isinstance(columns, list) or not columns:
        _refuse("HF102", "the header names no columns")
    if len(columns) > MAX_COLUMNS:
        _refuse("HF104", "too many columns", f"columns<={MAX_COLUMNS}", f"columns={len(columns)}")
    told = [_column(each) for each in columns]
    if len({each.column.name for each in told}) != len(told):
        _refuse("HF102", "two columns have one name")
    return rows, told


def _column(entry: Any) -> _Told:
    if not isinstance(entry, dict):
        _refuse("HF102", "a column is no object")
    name, kind, nulls = entry.get("name"), entry.get("type"), entry.get("nulls")
    if not isinstance(name, str) or kind not in _TYPES or not isinstance(nulls, bool):
        _refuse("HF102", "a column has no name, type or nulls")
    length = entry.get("length")
    if length is not None:
        length = _count(entry, "length", MAX_LENGTH)
    texts = None
    if kind == ElementType.STRING.value:
        dictionary = entry.get("texts")
        if not isinstance(dictionary, dict):
            _refuse("HF102", f"column {name} has no texts")
        texts = (_count(dictionary, "count", MAX_FILE), _count(dictionary, "bytes", MAX_FILE))
    return _Told(Column(name, _TYPES[kind], length, nullable=True), nulls, texts)


_TYPES = {element.value: element for element in ElementType}


def _count(entry: dict[str, Any], name: str, most: int) -> int:
    value = entry.get(name)
    if type(value) is not int or value < 0:
        _refuse("HF102", f"{name} is no count", found=f"{name}={value!r}"[:80])
    if value > most:
        _refuse("HF104", f"{name} is too large", f"{name}<={most}", f"{name}={value}")
    return value


class _Reader:
    """Steps over the buffers; the size of the whole is known to fit."""

    def __init__(self, data: bytes, start: int) -> None:
        self._data = data
        self._at = start
        self._pad()

    def column(self, told: _Told, rows: int) -> Cells:
        nulls = self._truths(rows) if told.nulls else None
        texts = None if told.texts is None else self._texts(*told.texts)
        shape = (rows, told.width)
        if told.column.type is ElementType.BOOL:
            values = self._truths(rows * told.width).reshape(shape)
        else:
            values = self._take(DTYPES[told.column.type], rows * told.width).reshape(shape)
        if texts is not None and values.size and not 0 <= values.min() <= values.max() < len(texts):
            _refuse("HF105", f"column {told.column.name} has a code that names no text")
        return Cells(told.column, values, nulls, texts or ())

    def _texts(self, count: int, size: int) -> tuple[str, ...]:
        offsets = self._take(np.dtype("<u4"), count + 1).astype(np.int64)
        if offsets[0] != 0 or (np.diff(offsets) < 0).any() or offsets[-1] != size:
            _refuse("HF105", "the offsets of the texts do not ascend to their end")
        whole = self._take(np.dtype("u1"), size).tobytes()
        ends = offsets.tolist()
        try:
            return tuple(whole[start:end].decode("utf-8") for start, end in pairwise(ends))
        except UnicodeDecodeError:
            _refuse("HF105", "a text is not UTF-8")

    def _truths(self, count: int) -> Array:
        found = self._take(np.dtype("u1"), count)
        if (found > 1).any():
            _refuse("HF106", "a truth value is neither 0 nor 1")
        return found.astype(bool)

    def _take(self, dtype: Any, count: int) -> Array:
        found = np.frombuffer(self._data, dtype, count, self._at)
        self._at += found.nbytes
        self._pad()
        return found

    def _pad(self) -> None:
        end = _up(self._at)
        if any(self._data[self._at : end]):
            _refuse("HF107", "padding is not zero")
        self._at = end


def _refuse(
    code: str, message: str, expected: str | None = None, found: str | None = None
) -> NoReturn:
    raise EnvironmentMissing(
        Fault(
            code,
            message,
            Owner.HANDOVER,
            where="frame",
            expected=expected,
            found=found,
            next="The jar and the Python package are of different versions: install again.",
        )
    )
