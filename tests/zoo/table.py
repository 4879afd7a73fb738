"""The table of `docs/zoo.md`, made from what is planted; ``python -m tests.zoo.table`` writes."""

from pathlib import Path

from tests.zoo.planted import HARMLESS_PYTHON, HARMLESS_SCALA, PYTHON, SCALA

DOC = Path(__file__).parents[2] / "docs/zoo.md"
BEGIN, END = "<!-- table: python -m tests.zoo.table -->\n", "<!-- end of table -->\n"


def table():
    """Return every fault, in order of language and name."""
    lines = [
        "| fault | language | what production would see | caught by | what verify names |",
        "|---|---|---|---|---|",
    ]
    for language, planted in (("Scala", SCALA), ("Python", PYTHON)):
        lines += [
            f"| `{each.name}` | {language} | {each.seen} | {_caught(each)} | {each.says or '–'} |"
            for each in planted
        ]
    for language, planted in (("Scala", HARMLESS_SCALA), ("Python", HARMLESS_PYTHON)):
        lines += [f"| `{each.name}` | {language} | nothing | no alarm | – |" for each in planted]
    return "\n".join(lines) + "\n"


def _caught(planted):
    kind = "check" if planted.by_check else "vectors"
    return f"{kind} " + " or ".join(f"`{name}`" for name in planted.either)


def written():
    """Return the document with the table as it is now."""
    text = DOC.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    return before + BEGIN + table() + END + after


if __name__ == "__main__":
    DOC.write_text(written(), encoding="utf-8")
