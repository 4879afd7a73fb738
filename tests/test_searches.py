"""Laws leave deadline and length to the profiles of `tests/conftest.py`."""

import re
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
OWN = {"conftest.py", Path(__file__).name}
FILES = sorted(path for path in TESTS.rglob("*.py") if path.name not in OWN)
SCALA = sorted((TESTS.parent / "jvm-bridge").glob("*/src/test/**/*Test.scala"))


def lines(paths, pattern):
    return [
        f"{path.relative_to(TESTS.parent)}:{number}"
        for path in paths
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if re.search(pattern, line)
    ]


@pytest.mark.parametrize(
    ("paths", "pattern"),
    [
        (FILES, r"\bdeadline\s*="),
        (FILES, r"\bmax_examples\s*=\s*\d"),
        (SCALA, r"extends (munit\.)?ScalaCheckSuite"),
        (SCALA, r"withMinSuccessfulTests|scalaCheckInitialSeed"),
    ],
    ids=["a deadline", "a length", "a suite without profile", "a length or seed in Scala"],
)
def test_no_law_has_one_of_its_own(paths, pattern):
    assert paths
    assert lines(paths, pattern) == []
