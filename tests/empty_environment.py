"""An environment of its own for tests of what is installed, and what is put into it."""

import os
import subprocess
import sys
import venv


def empty_environment(home):
    """Create an environment without any package; return its Python."""
    venv.create(home, with_pip=False)
    return home / ("Scripts" if os.name == "nt" else "bin") / "python"


def install(python, *packages):
    """Install packages with the pip of the environment that runs the tests.

    Modules are compiled when they are imported: most never are.
    """
    words = [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet"]
    subprocess.run([*words, "--no-compile", *packages], check=True, capture_output=True)
