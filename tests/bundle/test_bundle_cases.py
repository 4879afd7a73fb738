"""Good and hostile bundles, one table for both languages."""

import hashlib
import json
from pathlib import Path

import pytest

from handover.bundle import read
from handover.faults import BundleInvalid
from tests.bundle.zip_recipe import build

# Not the strict reader: the table itself is nested deeper than a bundle may be.
TABLE = json.loads((Path(__file__).parent.parent / "shared" / "bundle_cases.json").read_bytes())


@pytest.mark.parametrize("case", TABLE["cases"], ids=[case["name"] for case in TABLE["cases"]])
def test_both_languages_answer_alike(case, tmp_path):
    path = tmp_path / "tiny-1.0.0.handover"
    path.write_bytes(build(TABLE["good"], case))
    if case["code"] is None:
        bundle = read(path)
        assert bundle.contract.name == "tiny"
        assert bundle.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
        return
    with pytest.raises(BundleInvalid) as refused:
        read(path)
    assert case["code"] in {fault.code for fault in refused.value.faults}, str(refused.value)
