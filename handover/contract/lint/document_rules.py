"""HC101-HC115: the file itself, its keys, and the values that nobody filled in yet.

HC105-HC107 and HC110-HC115 complete the family: TODO, a missing key, a value that does not fit, and
files that cannot be read at all.
"""

from __future__ import annotations

from collections.abc import Iterator

from handover.contract.lint.finding import Severity
from handover.contract.lint.rule import Example, Rule, Subject
from handover.contract.observation import Observation
from handover.contract.place import Path, render_path


def todo_left(value: object, path: Path = ()) -> Iterator[Observation]:
    """Yield HC105 for every text that starts with TODO, as `handover init` leaves them."""
    if isinstance(value, str):
        if value.lstrip().startswith("TODO"):
            yield Observation(
                "HC105",
                path,
                f"{render_path(path)} is still to be filled in",
                found=value.strip()[:60],
            )
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from todo_left(item, (*path, str(key)))
    elif isinstance(value, list | tuple):
        for index, item in enumerate(value):
            yield from todo_left(item, (*path, index))


def _todo_left(subject: Subject) -> Iterator[Observation]:
    document = subject.contract.document
    if document is not None:
        return todo_left(document.value)
    return todo_left(subject.contract.model_dump(by_alias=True))


DOCUMENT_RULES = (
    Rule(
        id="HC101",
        name="unknown-key",
        severity=Severity.ERROR,
        summary="unknown key, with the nearest known one",
        example=Example("$", "statuss: active"),
        fix="Correct the key, or remove it.",
        refuses_load=True,
    ),
    Rule(
        id="HC102",
        name="duplicate-key",
        severity=Severity.ERROR,
        summary="the same key twice in one mapping; readers keep either, silently",
        example=Example("$", "domain: recommendations\ndomain: search"),
        fix="Keep one of the two.",
        refuses_load=True,
    ),
    Rule(
        id="HC103",
        name="version-form",
        severity=Severity.ERROR,
        summary="version not a quoted string, or no semantic version",
        example=Example("version", "1.20"),
        fix='Write the version as "major.minor.patch", in quotes.',
        refuses_load=True,
    ),
    Rule(
        id="HC104",
        name="yaml11-scalar",
        severity=Severity.ERROR,
        summary="a bare scalar that YAML 1.1 readers type differently (no, on, 0123, 12:30:45)",
        example=Example("$", "domain: no"),
        fix="Quote it.",
        refuses_load=True,
    ),
    Rule(
        id="HC105",
        name="todo-left",
        severity=Severity.ERROR,
        summary="a value that still says TODO",
        example=Example("$", "domain: TODO which domain"),
        fix="Fill it in; the comment beside it tells what belongs there.",
        check=_todo_left,
        refuses_load=True,
    ),
    Rule(
        id="HC106",
        name="missing-key",
        severity=Severity.ERROR,
        summary="a key that every contract needs",
        example=Example("model", "{}"),
        fix="Add the key.",
        refuses_load=True,
    ),
    Rule(
        id="HC107",
        name="wrong-value",
        severity=Severity.ERROR,
        summary="a value of another type, or outside what the key allows",
        example=Example("model.task", "retreival"),
        fix="Write what is expected there.",
        refuses_load=True,
    ),
    Rule(
        id="HC110",
        name="file-unreadable",
        severity=Severity.ERROR,
        summary="no such file, a directory, or no permission",
        example=Example("$", "handover check contracts/"),
        fix="Name a contract file, such as contracts/similar_items.contract.yaml.",
        refuses_load=True,
    ),
    Rule(
        id="HC111",
        name="not-text",
        severity=Severity.ERROR,
        summary="bytes that are no UTF-8 text: another encoding, NUL, half a surrogate pair",
        example=Example("$", 'domain: "\\0"'),
        fix="Save the file as UTF-8.",
        refuses_load=True,
    ),
    Rule(
        id="HC112",
        name="too-large",
        severity=Severity.ERROR,
        summary="more than 1 MiB, 50,000 values (aliases followed) or 40 levels",
        example=Example("$", f"domain: {'[' * 50}"),
        fix="Split the contract; one model needs far less.",
        refuses_load=True,
    ),
    Rule(
        id="HC113",
        name="yaml-syntax",
        severity=Severity.ERROR,
        summary="text that is not YAML",
        example=Example("$", "domain: [recommendations"),
        fix="Correct the line; most often it is an indent, a bracket or a missing quote.",
        refuses_load=True,
    ),
    Rule(
        id="HC114",
        name="yaml-tag",
        severity=Severity.ERROR,
        summary="a tag such as !!python/object, a merge key, an alias inside its own anchor",
        example=Example("$", "domain: !!python/name:os.system x"),
        fix="Write the plain value; a contract never runs code.",
        refuses_load=True,
    ),
    Rule(
        id="HC115",
        name="not-a-mapping",
        severity=Severity.ERROR,
        summary="an empty file, a list or a word, or several documents in one file",
        example=Example("$", "---\nkind: ModelContract"),
        fix="Start the file with apiVersion: handover/v1 and kind: ModelContract.",
        refuses_load=True,
    ),
)
