"""Builds the archives of tests/shared/bundle_cases.json, good and hostile, from their recipes."""

import copy
import hashlib
import struct
import zlib

from handover.values import canonical_json


def contents(spec, digest):
    """Return the bytes that a content recipe spells."""
    ((kind, value),) = spec.items()
    if kind == "text":
        return value.encode("utf-8", "surrogatepass")
    if kind == "hex":
        return bytes.fromhex(value)
    if kind == "json":
        return canonical_json(value)
    if kind == "jsonl":
        return b"".join(map(canonical_json, value))
    if kind == "zeros":
        return bytes(value)
    if kind == "parts":
        return b"".join(text.encode() * times for text, times in value)
    assert kind == "protobuf", kind
    return protobuf(value, digest)


def protobuf(fields, digest):
    out = b""
    for field in fields:
        if field[0] == "hex":
            out += bytes.fromhex(field[1])
            continue
        if field[0] == "nest":
            _, times, numbers, inner = field
            raw = protobuf(inner, digest)
            for number in reversed(numbers * times):
                raw = varint(number << 3 | 2) + varint(len(raw)) + raw
            out += raw
            continue
        number, kind, *value = field
        if kind == "varint":
            out += varint(number << 3) + varint(value[0])
            continue
        if kind == "text":
            raw = value[0].encode()
        elif kind == "contract-sha256":
            raw = digest.encode()
        else:
            raw = protobuf(value[0], digest)
        out += varint(number << 3 | 2) + varint(len(raw)) + raw
    return out


def varint(value):
    out = b""
    while value >= 0x80:
        out += bytes([value & 0x7F | 0x80])
        value >>= 7
    return out + bytes([value])


def build(good, case):
    """Return the archive of a case."""
    specs = {name: [spec] for name, spec in good["files"].items()}
    edit(specs, case.get("files", []))
    digest = hashlib.sha256(render(specs.get("contract.json", []), "")).hexdigest()
    files = {name: render(spec, digest) for name, spec in specs.items()}
    manifest = dict(good["manifest"])
    manifest["contract"] = {"sha256": digest}
    manifest["files"] = {
        name: {"size": len(data), "sha256": hashlib.sha256(data).hexdigest()}
        for name, data in files.items()
    }
    sealed = {name: [{"hex": data.hex()}] for name, data in files.items()}
    sealed["manifest.json"] = [{"json": manifest}]
    edit(sealed, case.get("sealed", []))
    files = {name: render(spec, digest) for name, spec in sealed.items()}
    data, places = archive(files, case)
    return mangle(data, places, case.get("raw", []))


def render(spec, digest):
    return b"".join(contents(part, digest) for part in spec)


def edit(specs, edits):
    for step in edits:
        name = step.get("file")
        match step["op"]:
            case "put":
                specs[name] = [step["content"]]
            case "drop":
                del specs[name]
            case "append":
                specs[name] = [*specs[name], {"text": step["text"]}]
            case "flip":
                data = bytearray(render(specs[name], ""))
                data[step["at"]] ^= 1
                specs[name] = [{"hex": data.hex()}]
            case "patch" | "remove":
                specs[name] = [patched(specs[name][0], step)]
            case "many":
                for number in range(step["count"]):
                    specs[f"{step['prefix']}{number:04d}"] = [{"text": ""}]
            case other:
                raise AssertionError(other)


def patched(spec, step):
    ((kind, value),) = spec.items()
    value = copy.deepcopy(value)
    target = value[step["line"]] if "line" in step else value
    *path, last = step["path"]
    for key in path:
        target = target[key]
    if step["op"] == "remove":
        del target[last]
    else:
        target[last] = step["value"]
    return {kind: value}


def archive(files, case):
    """Return the archive's bytes and the offset of each entry, ``central`` and the end."""
    entries = [
        {"name": name, "raw": name.encode(), "data": data, "local": {}, "central": {}}
        for name, data in sorted(files.items(), key=lambda item: item[0].encode())
    ]
    for step in case.get("zip", []):
        if step.get("op") == "duplicate":
            place = next(i for i, e in enumerate(entries) if e["name"] == step["entry"])
            entries.insert(place, {**entries[place], "local": {}, "central": {}})
        elif step.get("op") == "order":
            first = [next(e for e in entries if e["name"] == name) for name in step["names"]]
            entries = first + [e for e in entries if e not in first]
        else:
            entry = next(e for e in entries if e["name"] == step["entry"])
            entry["local"] |= step.get("local", {}) | step.get("both", {})
            entry["central"] |= step.get("central", {}) | step.get("both", {})
    gaps = {gap["before"]: bytes.fromhex(gap["hex"]) for gap in case.get("gaps", [])}
    out, places = gaps.get("first", b""), {}
    for entry in entries:
        out += gaps.get(entry["name"], b"")
        places[entry["name"]] = entry["offset"] = len(out)
        out += local(entry) + entry["data"]
    out += gaps.get("central", b"")
    places["central"] = len(out)
    directory = b"".join(map(central, entries))
    out += directory + gaps.get("end", b"")
    end = {
        "disk": 0,
        "countOnDisk": len(entries),
        "count": len(entries),
        "commentHex": "",
        **case.get("end", {}),
    }
    comment = bytes.fromhex(end["commentHex"])
    out += struct.pack(
        "<4s4H2IH",
        b"PK\5\6",
        end["disk"],
        0,
        end["countOnDisk"],
        end["count"],
        len(directory),
        places["central"],
        len(comment),
    )
    return out + comment, places


def fields(entry, side):
    raw, data = entry["raw"], entry["data"]
    return {
        "nameHex": raw.hex(),
        "flags": 0 if raw.isascii() else 0x800,
        "method": 0,
        "crc": zlib.crc32(data),
        "size": len(data),
        "compressedSize": len(data),
        "time": 0,
        "date": 0x21,
        "needed": 20,
        "madeBy": 20,
        "extraHex": "",
        "commentHex": "",
        "disk": 0,
        "externalAttributes": 0,
        "offset": entry["offset"],
        **entry[side],
    }


def local(entry):
    f = fields(entry, "local")
    name, extra = bytes.fromhex(f["nameHex"]), bytes.fromhex(f["extraHex"])
    return (
        struct.pack(
            "<4s5H3I2H",
            b"PK\3\4",
            *(f[key] for key in ("needed", "flags", "method", "time", "date", "crc")),
            f["compressedSize"],
            f["size"],
            len(name),
            len(extra),
        )
        + name
        + extra
    )


def central(entry):
    f = fields(entry, "central")
    name, extra = bytes.fromhex(f["nameHex"]), bytes.fromhex(f["extraHex"])
    comment = bytes.fromhex(f["commentHex"])
    return (
        struct.pack(
            "<4s6H3I5H2I",
            b"PK\1\2",
            *(f[key] for key in ("madeBy", "needed", "flags", "method", "time", "date", "crc")),
            f["compressedSize"],
            f["size"],
            len(name),
            len(extra),
            len(comment),
            f["disk"],
            0,
            f["externalAttributes"],
            f["offset"],
        )
        + name
        + extra
        + comment
    )


def mangle(data, places, steps):
    for step in steps:
        match step["op"]:
            case "truncate":
                data = data[: places[step["before"]] if "before" in step else step["to"]]
            case "prepend" | "append":
                more = bytes.fromhex(step["hex"]) if "hex" in step else step["text"].encode()
                data = more + data if step["op"] == "prepend" else data + more
            case "drop-last":
                data = data[: -step["count"]]
            case other:
                raise AssertionError(other)
    return data
