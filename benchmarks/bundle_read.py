"""Reading a bundle with every check, beside zipfile and json with none.

python -m benchmarks.bundle_read BUNDLE
"""

from __future__ import annotations

import json
import sys
import zipfile
from pathlib import Path

from benchmarks.side_by_side import side_by_side
from handover.bundle import read


def read_unchecked(path: Path) -> int:
    """Read every entry and parse all JSON, as a quick script would."""
    lines = 0
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            data = archive.read(name)
            if name.endswith(".json"):
                json.loads(data)
            elif name.endswith(".jsonl"):
                lines += len([json.loads(line) for line in data.splitlines()])
    return lines


if __name__ == "__main__":
    bundle = Path(sys.argv[1])
    print(f"{bundle.name}: {bundle.stat().st_size / 1e6:.2f} MB, {read_unchecked(bundle)} vectors")
    side_by_side(
        ("handover.bundle.read", lambda: read(bundle)),
        ("zipfile + json, unchecked", lambda: read_unchecked(bundle)),
    )
