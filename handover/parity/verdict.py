"""The verdict: what came of playing a bundle's vectors, the same values in Python and Scala.

Its JSON form is `handover/schemas/verdict-v1.schema.json`; keys are camelCase there and snake_case
here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Literal, get_args, get_type_hints

FORMAT = "handover-verdict/1"
MOST_NAMED = 20

Status = Literal["passed", "failed", "errored"]
CheckStatus = Literal["passed", "failed", "skipped", "errored"]


@dataclass(frozen=True)
class BundleIdentity:
    """Which bytes were verified."""

    name: str
    version: str
    sha256: str
    contract_sha256: str


@dataclass(frozen=True)
class BackendIdentity:
    """Who answered."""

    address: str
    name: str
    version: str
    runtime: str | None = None
    runs_model_file: bool = False
    enforces_input_rules: bool = False


@dataclass(frozen=True)
class Environment:
    """Where the verifier ran."""

    language: str
    runtime: str
    os: str
    locale: str
    handover: str


@dataclass(frozen=True)
class Counts:
    """Vectors by outcome; nothing that was not run is ever counted as passed."""

    passed: int = 0
    failed: int = 0
    skipped: int = 0
    errored: int = 0

    @property
    def total(self) -> int:
        """Return how many vectors there were."""
        return self.passed + self.failed + self.skipped + self.errored


@dataclass(frozen=True)
class Group:
    """The vectors of one flag."""

    flag: str
    catches: str
    effect: str
    passed: int
    failed: int
    skipped: int
    errored: int

    @property
    def total(self) -> int:
        """Return how many vectors there were."""
        return self.passed + self.failed + self.skipped + self.errored


@dataclass(frozen=True)
class OutputDifference:
    """The worst difference of one output, or of one feature, over all vectors."""

    name: str
    tolerance: str
    compared: int
    max_abs: float | None = None
    max_rel: float | None = None
    max_ulp: int | None = None
    worst: str | None = None
    within_margin: int = 0


@dataclass(frozen=True)
class Mismatch:
    """One place of one vector where the backend answers otherwise."""

    vector: str
    flag: str
    stage: str
    why: str
    path: str
    kind: str
    expected: object
    obtained: object
    ulp: int | None
    abs: float | None
    allowed: str
    truths: Mapping[str, object]
    cause: str
    hint: str | None = None


@dataclass(frozen=True)
class ScoringError:
    """A vector (or everything, when ``vector`` is None) that could not be scored."""

    vector: str | None
    code: str
    exception: str
    message: str
    frames: tuple[str, ...] = ()
    causes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Skip:
    """Something that was not run, and why."""

    what: str
    reason: str


@dataclass(frozen=True)
class DeterminismCheck:
    """The backend against itself: ``repeat``, ``shuffled``, ``batch`` or ``threads``.

    Of feature code ``features-repeat`` and ``features-threads``.
    ``differing`` counts the vectors answered otherwise; ``vectors`` names the first `MOST_NAMED`.
    """

    check: str
    status: CheckStatus
    differing: int
    vectors: tuple[str, ...]
    detail: str


@dataclass(frozen=True)
class Note:
    """Something a reader should know that is no mismatch, such as rounding between truths."""

    cause: str
    vectors: int
    sentence: str


@dataclass(frozen=True)
class Conclusion:
    """Which side is wrong, in one sentence, and who has to act."""

    name: str
    sentence: str
    owner: str


@dataclass(frozen=True)
class Verdict:
    """What came of a verification."""

    status: Status
    bundle: BundleIdentity
    backend: BackendIdentity
    environment: Environment
    counts: Counts
    stages: tuple[str, ...]
    groups: tuple[Group, ...]
    features: tuple[OutputDifference, ...]
    outputs: tuple[OutputDifference, ...]
    mismatches: tuple[Mismatch, ...]
    mismatches_omitted: int
    errors: tuple[ScoringError, ...]
    skips: tuple[Skip, ...]
    determinism: tuple[DeterminismCheck, ...]
    accepted: tuple[Mapping[str, str], ...]
    notes: tuple[Note, ...]
    cause: Conclusion | None
    profile: Mapping[str, Any]

    def to_json(self) -> dict[str, Any]:
        """Return the JSON object of the published schema."""
        return {"format": FORMAT, **_to_json(self)}

    @staticmethod
    def from_json(given: Mapping[str, Any]) -> Verdict:
        """Read what `to_json`, or the JVM, wrote.

        Raises
        ------
        ValueError
            The object is no verdict; the text names the path.
        """
        if given.get("format") != FORMAT:
            raise ValueError(f"$.format: expected {FORMAT} but found {given.get('format')!r}")
        read: Verdict = _from_json(Verdict, given, "$")
        return read


_RENAMED = {"exception": "class"}  # "class" is a word of Python


def _key(name: str) -> str:
    head, *tail = name.split("_")
    return _RENAMED.get(name, head + "".join(part.capitalize() for part in tail))


def _to_json(value: Any) -> Any:
    if hasattr(value, "__dataclass_fields__"):
        return {_key(f.name): _to_json(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, tuple | list):
        return [_to_json(item) for item in value]
    return value


def _from_json(kind: Any, given: Any, path: str) -> Any:
    """Read a dataclass; unknown keys are left out, as a newer writer may know more."""
    if not isinstance(given, Mapping):
        raise ValueError(f"{path}: expected an object but found {type(given).__name__}")
    hints = get_type_hints(kind)
    read: dict[str, Any] = {}
    for field in fields(kind):
        key = _key(field.name)
        if key not in given:
            raise ValueError(f"{path}.{key}: is missing")
        read[field.name] = _typed(hints[field.name], given[key], f"{path}.{key}")
    return kind(**read)


def _typed(hint: Any, value: Any, path: str) -> Any:
    if hasattr(hint, "__dataclass_fields__"):
        return _from_json(hint, value, path)
    arguments = get_args(hint)
    if getattr(hint, "__origin__", None) is tuple:
        if not isinstance(value, list):
            raise ValueError(f"{path}: expected an array but found {type(value).__name__}")
        if arguments[0] is str:
            return tuple(_scalar(str, item, f"{path}[{i}]") for i, item in enumerate(value))
        return tuple(_typed(arguments[0], item, f"{path}[{i}]") for i, item in enumerate(value))
    if getattr(hint, "__origin__", None) is Literal:
        if value not in arguments:
            raise ValueError(f"{path}: expected {' or '.join(arguments)} but found {value!r}")
        return value
    if value is None and type(None) in arguments:
        return None
    kinds = [argument for argument in arguments if argument is not type(None)] or [hint]
    if len(kinds) == 1 and hasattr(kinds[0], "__dataclass_fields__"):
        return _from_json(kinds[0], value, path)
    return _scalar(kinds[0], value, path) if len(kinds) == 1 else value


def _scalar(kind: Any, value: Any, path: str) -> Any:
    """Numbers come as text of their own (`values.Number`) so that floats keep theirs."""
    if kind is float:
        return float(value)
    if kind in (int, bool, str) and (type(value) is not kind):
        raise ValueError(f"{path}: expected {kind.__name__} but found {value!r}")
    return value
