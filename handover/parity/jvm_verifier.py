"""The verifier on the JVM: only paths cross the bridge; the verdict is read back from its file."""

from __future__ import annotations

import hashlib
import os
import tempfile
import threading
from collections.abc import Callable, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from handover.faults import Fault, HandoverError, Owner, ParityBroken
from handover.jvm import Gateway, openable
from handover.parity.verdict import Verdict
from handover.values import parse_json

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handover.jvm import Gateway

Progress = Callable[[int, int], None]

_POLL_SECONDS = 0.2


def verify_on_jvm(
    path: Path,
    address: str,
    *,
    classpath: Sequence[str],
    only: Sequence[str],
    timeout: float,
    heap: str | None,
    accept_runtime: str | None,
    progress: Progress | None,
) -> Verdict:
    """Start a JVM, let it play the bundle, read its verdict, end it. Raises as `play_through`."""
    with Gateway(options=[] if heap is None else [f"-Xmx{heap}"]) as gateway:
        return play_through(
            gateway,
            path,
            address,
            classpath=classpath,
            only=only,
            timeout=timeout,
            accept_runtime=accept_runtime,
            progress=progress,
        )


def play_through(
    gateway: Gateway,
    path: Path,
    address: str,
    *,
    classpath: Sequence[str] = (),
    only: Sequence[str] = (),
    timeout: float,
    accept_runtime: str | None = None,
    progress: Progress | None = None,
) -> Verdict:
    """Let a running gateway play the bundle and read its verdict.

    Raises
    ------
    HandoverError
        The JVM side's faults, HJ101-HJ403 for the JVM itself, HV401 for a verdict that is none, or
        one of another bundle than this.
    """
    expected = _digest(path)
    with tempfile.TemporaryDirectory(prefix="handover-verify-") as name:
        folder = Path(name)
        verdict_file = folder / "verdict.json"
        progress_file = folder / "progress"
        request: dict[str, Any] = {
            "bundle": openable(path, folder, os.environ),
            "backend": address,
            "classpath": [openable(entry, folder, os.environ) for entry in classpath],
            "only": list(only),
            "verdict": str(verdict_file),
            "progress": None if progress is None else str(progress_file),
            "acceptRuntime": None if accept_runtime is None else {"reason": accept_runtime},
        }
        with _reported(progress_file, progress):
            gateway.ask("verify", request, seconds=timeout)
        verdict = _read(verdict_file)
    if verdict.bundle.sha256 != expected:
        raise _not_understood(
            "the verdict is about other bytes than the bundle's",
            expected=f"sha256={expected}",
            found=f"sha256={verdict.bundle.sha256}",
        )
    return verdict


def _digest(path: Path) -> str | None:
    """Return the sha256 of the bundle, None where it cannot be read: the JVM then says why."""
    try:
        with path.open("rb") as file:
            digest = hashlib.sha256()
            while chunk := file.read(1 << 20):
                digest.update(chunk)
            return digest.hexdigest()
    except (OSError, ValueError):
        return None


def _read(path: Path) -> Verdict:
    try:
        document = parse_json(path.read_bytes(), where="verdict")
        if not isinstance(document, dict):
            raise ValueError("not an object")
        return Verdict.from_json(document)
    except (OSError, ValueError, TypeError) as unfit:
        raise _not_understood("the verdict cannot be understood", found=str(unfit)) from None


def _not_understood(
    message: str, *, expected: str | None = None, found: str | None = None
) -> HandoverError:
    return ParityBroken(
        Fault(
            "HV401",
            message,
            Owner.HANDOVER,
            expected=expected,
            found=found,
            next="Install the package again: jar and package must be of one version.",
        )
    )


@contextmanager
def _reported(file: Path, progress: Progress | None) -> Iterator[None]:
    """Read ``done total`` from the file while the JVM works, and pass it on."""
    if progress is None:
        yield
        return
    stop = threading.Event()

    def watch() -> None:
        while not stop.wait(_POLL_SECONDS):
            _tell(file, progress)

    watcher = threading.Thread(target=watch, name="handover-progress", daemon=True)
    watcher.start()
    try:
        yield
    finally:
        stop.set()
        watcher.join()
        _tell(file, progress)


def _tell(file: Path, progress: Progress) -> None:
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
        done, total = map(int, lines[-1].split())
    except (OSError, IndexError, ValueError):
        return  # not yet written, or half a line
    progress(done, total)
