"""The bundle format: its version, its entry names, its limits and its fixed header fields.

Docs: docs/bundle-format.md. The Scala reader holds the same numbers.
"""

from __future__ import annotations

from typing import Final

FORMAT: Final = "handover-bundle/1"
"""Version of the format. To raise it:

1. Keep the present reader as ``reading_v1.py`` with its tests; new bundles get the new reader.
2. Commit one bundle of the old version under ``tests/bundles/`` and verify it for ever.
3. Change the Scala reader, ``tests/shared/bundle_cases.json`` and ``docs/bundle-format.md`` in the
   same commit, and say in the changelog which releases read which versions.
"""

SUFFIX: Final = ".handover"

MANIFEST: Final = "manifest.json"
CONTRACT: Final = "contract.json"
CONTRACT_SOURCE: Final = "contract.yaml"
MODEL: Final = "model.onnx"
METRICS: Final = "metrics.json"
BASELINE: Final = "baseline.json"
CARD: Final = "CARD.md"

REQUIRED: Final = (CONTRACT, MODEL, "vectors/header.json")

MAX_FILE: Final = 2 << 30
MAX_ENTRIES: Final = 1000
MAX_ENTRY: Final = 1 << 30
MAX_MANIFEST: Final = 1 << 20
MAX_NAME: Final = 200

# Every field of a header that is not name, size, checksum or offset has one legal value, so that
# equal contents give equal bytes and no byte of the archive can change unnoticed.
ZIP_VERSION: Final = 20
ZIP_DATE: Final = 0x0021  # 1980-01-01
ZIP_TIME: Final = 0
FLAG_UTF8: Final = 0x0800
