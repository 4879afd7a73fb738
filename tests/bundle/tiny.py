"""The smallest bundle that is good: what the laws of reader and writer are tried on."""

import json
from pathlib import Path

from tests.bundle.zip_recipe import build

TABLE = json.loads((Path(__file__).parent.parent / "shared" / "bundle_cases.json").read_bytes())


def tiny_bytes():
    return build(TABLE["good"], {})


def tiny(folder):
    path = Path(folder) / "tiny-1.0.0.handover"
    path.write_bytes(tiny_bytes())
    return path
