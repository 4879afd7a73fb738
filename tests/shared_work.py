"""Work that is done once for all workers of a run: bundles that many tests read."""

import contextlib
import fcntl
import os
import shutil


@contextlib.contextmanager
def _alone(path):
    """Hold a lock among the workers."""
    with path.open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield


def once(tmp_path_factory, name, make):
    """Return a copy, for the caller alone, of a folder that is made once a run.

    Parameters
    ----------
    name
        Of the folder, the same in every worker.
    make
        Called by whoever needs the folder first, with the path of a new, empty one.
    """
    base = tmp_path_factory.getbasetemp()
    # The folder of the run, in which each worker of xdist has one of its own.
    run = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    made = run / f"made-{name}"
    with _alone(run / f"made-{name}.lock"):
        if not made.exists():
            begun = tmp_path_factory.mktemp("begun")
            make(begun)
            begun.rename(made)
    copy = tmp_path_factory.mktemp(name)
    return shutil.copytree(made, copy, dirs_exist_ok=True)
