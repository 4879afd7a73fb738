"""The document says what the zoo holds."""

from tests.zoo.planted import HARMLESS_PYTHON, HARMLESS_SCALA, PYTHON, SCALA
from tests.zoo.table import DOC, written


def test_the_table_is_that_of_the_zoo():
    assert DOC.read_text(encoding="utf-8") == written(), "run: python -m tests.zoo.table"


def test_the_numbers_in_the_text_are_counted():
    text = " ".join(DOC.read_text(encoding="utf-8").split())
    assert f"{len(SCALA)} faults in Scala" in text
    assert f"{len(PYTHON)} in Python" in text
    harmless = len(HARMLESS_SCALA) + len(HARMLESS_PYTHON)
    assert f" {harmless} backends that are different and right" in text
