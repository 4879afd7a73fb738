"""Answer the TODOs of a drafted contract, as its author would in an editor.

Only what a draft cannot know is answered: what the model is for, who signs, which value is good
enough. Whatever is left unanswered, `handover check` refuses.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

_TODO = re.compile(r"(?P<key>\w+): TODO(?: [^,}\n#]*[^,}\n# ])?")
#: The same for every model of the public data: by key, in order where a key comes several times.
_KNOWN: Mapping[str, tuple[str, ...]] = {
    "usage": ("The public data shop",),
    "limitations": ("One shop, one season; not to be used for prices",),
    "name": ("public-data",),
    "username": ("dana@trasos.example", "eric@trasos.example", "bea@trasos.example"),
    "channel": ('"#public-data"',),
    "tool": ("slack",),
    "maturityDays": ("1",),
    "dataset": ("hold-out",),
    "outcome": ("orders",),
    "id": ("orders",),
    "goal": ("increase",),
    "baseline": ("0.155",),
    "baselineSource": ("the data set itself",),
    "target": ("0.16",),
    "evidence": ("contracts/evidence/rollback.md",),
}


def answer_draft(path: Path, *, purpose: str, good_enough: float) -> None:
    """Fill the draft at ``path`` in, keeping its comments and everything that was inferred."""
    answers = {key: list(values) for key, values in _KNOWN.items()}
    answers["purpose"], answers["mustBeGreaterOrEqualTo"] = [purpose], [str(good_enough)]

    def answer(found: re.Match[str]) -> str:
        left = answers.get(found["key"], [])
        if not left:
            return found[0]
        # The last answer serves for every further line of the same key.
        return f"{found['key']}: {left.pop(0) if len(left) > 1 else left[0]}"

    path.write_text(_TODO.sub(answer, path.read_text(encoding="utf-8")), encoding="utf-8")
