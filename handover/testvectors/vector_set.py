"""The vectors of one bundle with their header, and how both are spelled as files.

Light on purpose (no numpy): a reader of a bundle needs nothing of the export extra.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from handover.faults import BundleInvalid
from handover.testvectors.set_header import SetHeader, header_fault
from handover.testvectors.test_vector import Stage, TestVector
from handover.testvectors.vector_line import VectorReader, spell_vector
from handover.values import Column, canonical_json, parse_json
from handover.values.raw_field import RawField

HEADER_FILE = "vectors/header.json"


@dataclass(frozen=True)
class VectorSet:
    """Test vectors in file order, and the header that says what they cover.

    ``header`` is the object of ``vectors/header.json`` (docs/bundle-format.md); ``count`` and the
    counts of ``flags`` are set when the files are written, from the vectors themselves.

    Laws: ``from_files(set.to_files())`` spells the same files again; the order of files does not
    matter, since vectors are grouped by flag.
    """

    vectors: tuple[TestVector, ...]
    header: Mapping[str, Any] = field(default_factory=dict)

    @property
    def inputs(self) -> tuple[Column, ...]:
        """The input columns, in contract order."""
        return SetHeader.read(self.header).inputs

    @property
    def outputs(self) -> tuple[Column, ...]:
        """The output columns, in contract order."""
        return SetHeader.read(self.header).outputs

    @property
    def roles(self) -> dict[str, str]:
        """Which answer of the estimator each output is."""
        return SetHeader.read(self.header).roles

    @property
    def raw(self) -> tuple[RawField, ...]:
        """The fields of the raw rows, in contract order; none without a ``features`` stage."""
        return SetHeader.read(self.header).raw

    @property
    def estimated(self) -> bool:
        """True when an estimator is among the oracles; else a file was handed over alone."""
        return SetHeader.read(self.header).estimated

    def of_stage(self, stage: Stage) -> tuple[TestVector, ...]:
        """Return the vectors of one stage, in file order."""
        return tuple(vector for vector in self.vectors if vector.stage == stage)

    def to_files(self) -> dict[str, bytes]:
        """Return ``vectors/header.json`` and one ``vectors/<flag>.jsonl`` a flag."""
        columns = SetHeader.read({**self.header, "count": len(self.vectors)})
        lines: dict[str, list[bytes]] = {}
        for vector in self.vectors:
            line = canonical_json(
                spell_vector(vector, columns.inputs, columns.outputs, raw=columns.raw)
            )
            lines.setdefault(vector.flag, []).append(line)
        told = self.header.get("flags", {})
        flags = {
            flag: {**told.get(flag, {"catches": "", "effect": ""}), "count": len(lines[flag])}
            for flag in lines
        }
        header = {**self.header, "format": 1, "count": len(self.vectors), "flags": flags}
        files = {f"vectors/{flag}.jsonl": b"".join(each) for flag, each in lines.items()}
        return {HEADER_FILE: canonical_json(header), **files}

    @staticmethod
    def from_files(files: Mapping[str, bytes]) -> VectorSet:
        """Read what `to_files` wrote; other files are ignored.

        Raises
        ------
        BundleInvalid
            HB301-HB307 for JSON, HB402 for header or lines of the wrong shape, HB403 without
            vectors, HB406 for a repeated id. Every broken line is named, up to a hundred.
        """
        if HEADER_FILE not in files:
            raise BundleInvalid(header_fault("the vector header is missing"))
        header = parse_json(bytes(files[HEADER_FILE]), where=HEADER_FILE)
        columns = SetHeader.read(header)
        reader = VectorReader(
            columns.inputs, columns.outputs, estimated=columns.estimated, raw=columns.raw
        )
        for name in sorted(files, key=str.encode):
            if name.startswith("vectors/") and name.endswith(".jsonl"):
                reader.read_file(name, bytes(files[name]))
        vectors = reader.finish()
        columns.hold_to(vectors)
        assert isinstance(header, dict)
        return VectorSet(vectors, header)
