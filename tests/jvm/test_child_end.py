"""Every end of a child JVM has its words, the same in both languages."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from handover.jvm.child_end import ChildEnd, exit_code

TABLE = json.loads(
    (Path(__file__).parents[1] / "shared" / "child_ends.json").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("case", TABLE["cases"], ids=lambda case: case["name"])
def test_an_end_is_told_as_the_table_says(case):
    ended = ChildEnd(case["killedAfter"], case["exit"], case["crash"], case["output"])
    assert ended.fault.to_json() == {**case["fault"], "owner": "backend owner"}


@pytest.mark.parametrize(("does", "code"), [("sys.exit(3)", 3), ("os.abort()", 134)])
def test_a_signal_is_counted_from_128(does, code):
    ended = subprocess.run([sys.executable, "-c", f"import os, sys; {does}"], check=False)
    assert exit_code(ended.returncode) == code
