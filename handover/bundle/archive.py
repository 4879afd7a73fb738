"""The strict zip: bytes in, entries out, or a refusal; and the writer of exactly that form.

zipfile is not used: it reads the second of two entries with one name where a streaming reader
reads the first, cuts names at a NUL and skips what stands between entries. The header fields are
tabled in docs/bundle-format.md, "The archive".
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from handover.bundle.entry_name import collision_faults, name_fault
from handover.bundle.faults import bundle_fault, refuse
from handover.bundle.format import (
    FLAG_UTF8,
    MAX_ENTRIES,
    MAX_ENTRY,
    ZIP_DATE,
    ZIP_TIME,
    ZIP_VERSION,
)
from handover.faults import BundleInvalid, Fault

_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_LOCAL_SIGNATURE = b"PK\x03\x04"
_CENTRAL_SIGNATURE = b"PK\x01\x02"
_END_SIGNATURE = b"PK\x05\x06"
_LONGEST_COMMENT = 0xFFFF
# The longest name in bytes that can still be within MAX_NAME characters bounds the directory.
_ENTRY_BOUND = _CENTRAL.size + 0xFFFF


@dataclass(frozen=True)
class _Directory:
    count: int
    size: int
    offset: int


@dataclass(frozen=True)
class _Header:
    """One central header, as far as it may differ from one entry to the next."""

    name: str
    flags: int
    checksum: int
    size: int
    offset: int


def unpack(data: bytes) -> dict[str, memoryview]:
    """Return the contents of every entry by name, in file order, without copying.

    Raises
    ------
    BundleInvalid
        HB101-HB107, HB205 for a checksum that does not fit the contents. Faults of single entries
        come all at once; a broken structure comes alone, since nothing after it can be trusted.
    """
    directory = _end_record(data)
    headers, faults = _central_headers(data, directory)
    faults += collision_faults(header.name for header in headers)
    names = [header.name.encode() for header in headers]
    if not any(fault.code == "HB103" for fault in faults) and names != sorted(names):
        faults.append(bundle_fault("HB107", "entries are not sorted by name"))
    if faults:
        raise BundleInvalid(*faults)
    return _contents(data, headers, directory.offset)


def _end_record(data: bytes) -> _Directory:
    if len(data) < _END.size:
        refuse("HB101", "not a bundle: shorter than an empty zip", found=f"size={len(data)}")
    start = len(data) - _END.size
    if data[start : start + 4] != _END_SIGNATURE:
        if data.rfind(_END_SIGNATURE, max(0, start - _LONGEST_COMMENT), start + 4) >= 0:
            refuse("HB106", "bytes follow the end of the archive")
        refuse("HB101", "not a bundle: the end of the archive is missing (truncated, or no zip)")
    _, disk, first_disk, here, count, size, offset, comment = _END.unpack_from(data, start)
    if 0xFFFF in (disk, here, count) or 0xFFFFFFFF in (size, offset):
        refuse("HB104", "zip64 archives are not bundles")
    if comment:
        refuse("HB106", "the archive carries a comment")
    if disk or first_disk or here != count:
        refuse("HB104", "the archive spans several disks")
    if count > MAX_ENTRIES:
        refuse("HB105", "too many entries", expected=f"<= {MAX_ENTRIES}", found=f"{count}")
    if size > count * _ENTRY_BOUND or offset + size > start:
        refuse("HB101", "the central directory lies outside the file (truncated?)")
    if offset + size < start:
        refuse("HB106", "bytes stand before the archive or before its end record")
    return _Directory(count, size, offset)


def _central_headers(data: bytes, directory: _Directory) -> tuple[list[_Header], list[Fault]]:
    headers: list[_Header] = []
    faults: list[Fault] = []
    at, end = directory.offset, directory.offset + directory.size
    for _ in range(directory.count):
        if at + _CENTRAL.size > end or data[at : at + 4] != _CENTRAL_SIGNATURE:
            refuse("HB101", "the central directory is broken")
        fields = _CENTRAL.unpack_from(data, at)
        checksum, compressed, size, name_length, extra, comment = fields[7:13]
        after = at + _CENTRAL.size + name_length + extra + comment
        if after > end:
            refuse("HB101", "the central directory is broken")
        raw = data[at + _CENTRAL.size : at + _CENTRAL.size + name_length]
        at = after
        try:
            name = raw.decode("utf-8")
        except UnicodeDecodeError:
            faults.append(
                bundle_fault("HB102", "unsafe entry name: not UTF-8", where=ascii(raw[:80]))
            )
            continue
        unsafe = name_fault(name)
        if unsafe is not None:
            faults.append(unsafe)
        faults += _plainness_faults(name, fields)
        if size > MAX_ENTRY:
            faults.append(
                bundle_fault(
                    "HB105",
                    "entry is too large",
                    where=name,
                    expected=f"size <= {MAX_ENTRY}",
                    found=f"size={size}",
                )
            )
        if size != compressed and fields[4] == 0:
            faults.append(
                bundle_fault("HB107", "a stored entry has two different sizes", where=name)
            )
        headers.append(_Header(name, fields[3], checksum, size, fields[16]))
    if at != end:
        refuse("HB106", "bytes stand in or after the central directory")
    return headers, faults


def _plainness_faults(name: str, fields: tuple[int, ...]) -> list[Fault]:
    """Return HB104 for each property of an entry that a bundle's entries do not have."""
    _, made_by, needed, flags, method, time, date = fields[:7]
    size, _, extra, comment, disk, internal, external = fields[9:16]
    found = []
    if flags & 0x1:
        found.append("encrypted")
    if flags & 0x8:
        found.append("has a data descriptor")
    if flags & ~(0x9 | FLAG_UTF8) or bool(flags & FLAG_UTF8) == name.isascii():
        found.append(f"flags {flags:#06x}")
    if method:
        found.append(f"compressed with method {method}")
    if extra:
        found.append("has an extra field")
    if comment:
        found.append("has a comment")
    if size == 0xFFFFFFFF or 0xFFFFFFFF in (fields[8], fields[16]):
        found.append("zip64")
    if made_by != ZIP_VERSION or needed != ZIP_VERSION:
        found.append(f"zip version {made_by:#06x}, {needed}")
    if (time, date) != (ZIP_TIME, ZIP_DATE):
        found.append("has a time other than 1980-01-01 00:00")
    kind = (external >> 28) & 0xF
    if kind == 0xA:
        found.append("a symbolic link")
    elif kind == 0x4 or external & 0x10 or name.endswith("/"):
        found.append("a directory")
    elif disk or internal or external:
        found.append("has file attributes")
    return [bundle_fault("HB104", f"entry is not plain: {what}", where=name) for what in found]


def _contents(data: bytes, headers: list[_Header], end: int) -> dict[str, memoryview]:
    view = memoryview(data)
    contents: dict[str, memoryview] = {}
    faults = []
    at = 0
    for header in headers:
        if header.offset != at:
            what = "overlaps the one before" if header.offset < at else "follows stray bytes"
            refuse("HB106", f"entry {what}", where=header.name)
        if at + _LOCAL.size > end or data[at : at + 4] != _LOCAL_SIGNATURE:
            refuse("HB106", "no entry where the directory says", where=header.name)
        name = header.name.encode()
        expected = _local_header(name, header.flags, header.checksum, header.size)
        start = at + len(expected)
        if data[at:start] != expected:
            refuse("HB107", "local and central header disagree", where=header.name)
        at = start + header.size
        if at > end:
            refuse("HB106", "entry reaches into the directory", where=header.name)
        contents[header.name] = view[start:at]
        if zlib.crc32(contents[header.name]) != header.checksum:
            faults.append(bundle_fault("HB205", "checksum differs", where=header.name))
    if at != end:
        refuse("HB106", "bytes stand between the last entry and the directory")
    if faults:
        raise BundleInvalid(*faults)
    return contents


def _local_header(name: bytes, flags: int, checksum: int, size: int) -> bytes:
    fixed = (_LOCAL_SIGNATURE, ZIP_VERSION, flags, 0, ZIP_TIME, ZIP_DATE)
    return _LOCAL.pack(*fixed, checksum, size, size, len(name), 0) + name


def pack(files: Mapping[str, bytes]) -> Iterator[bytes]:
    """Yield the archive that holds the files: the same files, the same bytes.

    The caller answers for names and limits; `handover.bundle.write` reads back what it wrote.
    """
    directory = []
    offset = 0
    for name in sorted(files, key=str.encode):
        contents, raw = files[name], name.encode()
        flags = 0 if name.isascii() else FLAG_UTF8
        checksum, size = zlib.crc32(contents), len(contents)
        local = _local_header(raw, flags, checksum, size)
        fixed = (_CENTRAL_SIGNATURE, ZIP_VERSION, ZIP_VERSION, flags, 0, ZIP_TIME, ZIP_DATE)
        directory.append(
            _CENTRAL.pack(*fixed, checksum, size, size, len(raw), 0, 0, 0, 0, 0, offset) + raw
        )
        offset += len(local) + size
        yield local
        yield contents
    central = b"".join(directory)
    yield central
    yield _END.pack(_END_SIGNATURE, 0, 0, len(directory), len(directory), len(central), offset, 0)
