"""Where the example reads and writes."""

from __future__ import annotations

from pathlib import Path

EXAMPLE = Path(__file__).resolve().parents[1]
ROOT = EXAMPLE.parents[1]
DIST = EXAMPLE / "dist"
CONTRACTS = ROOT / "contracts"
BACKEND = EXAMPLE / "backend"
WEIGHTS = BACKEND / "src/main/resources/com/trasos/conversion_propensity.tsv"
CLASSES = BACKEND / "target/scala-2.13/classes"
FAULTY_CLASSES = BACKEND / "faulty/target/scala-2.13/classes"
