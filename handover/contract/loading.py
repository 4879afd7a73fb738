"""`load` and `check`: a contract for the stages that need one, findings for those who write it."""

from __future__ import annotations

import datetime
from os import PathLike, fspath

from handover.contract.examination import examine
from handover.contract.lint.finding import Finding
from handover.contract.lint.registry import findings, lint, refuses_load
from handover.contract.model import ModelContract
from handover.contract.observation import Unreadable
from handover.contract.reading import Document, parse, read_source
from handover.faults import ContractInvalid


def load(source: str | PathLike[str] | ModelContract) -> ModelContract:
    """Read a contract, or judge one that was written in Python.

    Parameters
    ----------
    source
        Path of a YAML (or JSON) file, or a `ModelContract`.

    Raises
    ------
    ContractInvalid
        All faults at once: of the file, of its types, and every error with which no later stage
        could work (families HC1, HC2 and HC301-HC305). What concerns people and process (HC4-HC6)
        is left to `check`: a draft can be exported before everybody has signed.
    """
    if isinstance(source, ModelContract):
        return _accept(source, lint(source))
    name = fspath(source)
    try:
        text = read_source(source)
    except Unreadable as broken:
        raise _refusal(_unreadable(broken, name, "")) from None
    return load_text(text, name=name)


def load_text(text: str, *, name: str = "contract.yaml") -> ModelContract:
    """Read a contract from text; ``name`` is what positions are told by. Raises as `load` does."""
    try:
        document = parse(text, name=name)
    except Unreadable as broken:
        raise _refusal(_unreadable(broken, name, text)) from None
    contract, seen = examine(document)
    found = findings(seen, document)
    if contract is None:
        raise _refusal(tuple(filter(refuses_load, found)))
    return _accept(contract, found)


def check(
    source: str | PathLike[str], *, today: datetime.date | None = None
) -> tuple[Finding, ...]:
    """Return everything there is to say about a contract file, in the order of the file.

    Never raises for what the file holds: a file that cannot be read is one finding.
    """
    name = fspath(source)
    try:
        text = read_source(source)
    except Unreadable as broken:
        return _unreadable(broken, name, "")
    return check_text(text, name=name, today=today)


def check_text(
    text: str, *, name: str = "contract.yaml", today: datetime.date | None = None
) -> tuple[Finding, ...]:
    """Return everything there is to say about a contract's text; see `check`."""
    try:
        document = parse(text, name=name)
    except Unreadable as broken:
        return _unreadable(broken, name, text)
    _, seen = examine(document, today=today)
    return findings(seen, document)


def _accept(contract: ModelContract, found: tuple[Finding, ...]) -> ModelContract:
    refused = tuple(filter(refuses_load, found))
    if refused:
        raise _refusal(refused)
    return contract


def _refusal(found: tuple[Finding, ...]) -> ContractInvalid:
    return ContractInvalid(*(finding.fault for finding in found))


def _unreadable(broken: Unreadable, name: str, text: str) -> tuple[Finding, ...]:
    return findings([broken.observation], Document(name, text, {}, {}, {}))
