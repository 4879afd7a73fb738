"""`verify`: a bundle and an address in, a verdict out, wherever the backend lives."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path

from handover.backends import Address, open_backend, parse_address
from handover.bundle import read
from handover.parity.deadline import within
from handover.parity.verdict import Verdict

SECONDS = 300.0


def verify(
    path: str | os.PathLike[str],
    backend: str = "scala",
    *,
    classpath: Sequence[str | os.PathLike[str]] = (),
    only: Sequence[str] = (),
    timeout: float = SECONDS,
    heap: str | None = None,
    accept_runtime: str | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Verdict:
    """Play a bundle's vectors against a backend and name the side that is wrong.

    Parameters
    ----------
    path
        The ``.handover`` file.
    backend
        ``scala`` (the model file on handover's evaluator) or ``onnxruntime``, both on the JVM;
        ``jvm:CLASS``, ``python:onnxruntime`` or ``python:estimator,path=FILE``.
    classpath
        Where the classes of a ``jvm:`` backend are.
    only
        Ids of the vectors to play; all without it.
    timeout
        Seconds the backend may take; a JVM is killed when they have passed.
    heap
        The largest heap of the JVM, such as ``2g``.
    accept_runtime
        A person's reason to go on with a runtime outside the bundle's profile; the verdict
        records it.
    progress
        Called with (done, total) now and then.

    Returns
    -------
    Verdict
        Passed, failed or errored; a failing backend is a verdict, not an exception.

    Raises
    ------
    UsageError
        HU111-HU113 for the address, HV201 for an unknown id.
    BundleInvalid
        HB101-HB406 for the bundle.
    EnvironmentMissing
        HJ101-HJ105 without a JVM that answers, HJ401-HJ403 for the runtime.
    ParityBroken
        HJ301-HJ304 where the JVM hangs, runs out of memory, is ended or crashes.
    """
    address = parse_address(backend)
    if address.where == "python":
        return _in_process(
            path, address, only, timeout=timeout, reason=accept_runtime, progress=progress
        )
    # py4j comes with it, which a backend in this process does without.
    from handover.parity.jvm_verifier import verify_on_jvm

    return verify_on_jvm(
        Path(path),
        address.text,
        classpath=[os.fspath(entry) for entry in classpath],
        only=only,
        timeout=timeout,
        heap=heap,
        accept_runtime=accept_runtime,
        progress=progress,
    )


def _in_process(
    path: str | os.PathLike[str],
    address: Address,
    only: Sequence[str],
    *,
    timeout: float,
    reason: str | None,
    progress: Callable[[int, int], None] | None,
) -> Verdict:
    # numpy and ONNX Runtime come with it, which a backend on the JVM does without.
    from handover.parity.python_verifier import verify_backend

    bundle = read(path)

    def work() -> Verdict:
        backend = open_backend(address, bundle)
        try:
            return verify_backend(
                bundle,
                backend,
                address=address.text,
                only=only,
                truth="wire" if address.name == "estimator" else "onnx",
                accept_runtime=reason,
                progress=progress,
            )
        finally:
            backend.close()

    return within(timeout, work)
