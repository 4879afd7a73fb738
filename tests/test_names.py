"""Names and first words of the package: docstrings define, and a name has one home."""

import ast
import re
from pathlib import Path

PACKAGE = Path(__file__).parent.parent / "handover"
QUESTIONS = {"What", "Which", "Who", "Whose", "How", "Whether", "Where", "When", "Why"}


def trees():
    for file in sorted(PACKAGE.rglob("*.py")):
        yield file.relative_to(PACKAGE), ast.parse(file.read_text(encoding="utf-8"))


def test_a_module_docstring_begins_with_what_it_defines():
    asking = []
    for file, tree in trees():
        text = ast.get_docstring(tree)
        assert text, f"{file} has no docstring"
        if text.split()[0].strip(",.:") in QUESTIONS:
            asking.append(f"{file}: {text.splitlines()[0]}")
    assert asking == []


def test_every_file_that_the_architecture_names_is_there():
    root = PACKAGE.parent
    text = (root / "ARCHITECTURE.md").read_text(encoding="utf-8")
    named = re.findall(r"`(handover/[a-z_/]+\.py)`", text)
    assert len(named) > 10
    assert [name for name in named if not (root / name).is_file()] == []
