"""Verify on the JVM alone, beside the same verification in one JVM.

python -m benchmarks.verify_jar [BUNDLE]

The command starts a child JVM for the backend, so that the backend cannot end or hold the process
that judges it. What that costs is the start of a second JVM and the reading back of the verdict:
the other side of the comparison is the child by itself, asked by hand.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.side_by_side import side_by_side
from handover.jvm.gateway_jar import gateway_jar, onnxruntime_library
from handover.jvm.java import find_java

BASKET = Path(__file__).parents[1] / "jvm-bridge" / "fixtures" / "basket-1.0.0.handover"


def java(main: str, *options: str) -> list[str]:
    """Return the command line of a class in the jar."""
    library = onnxruntime_library()
    known = [] if library is None else [f"-Dhandover.onnxruntime.library={library}"]
    return [str(find_java().program), *known, *options, "-cp", str(gateway_jar()), main]


def main() -> None:
    """Time both."""
    bundle = Path(sys.argv[1]).absolute() if len(sys.argv) > 1 else BASKET

    def ours() -> None:
        line = [*java("io.handover.cli.Main"), "verify", str(bundle)]
        subprocess.run(line, check=True, stdout=subprocess.DEVNULL)

    def theirs() -> None:
        with tempfile.TemporaryDirectory() as folder:
            request = {"bundle": str(bundle), "backend": "scala", "classpath": [], "only": []}
            question = {"folder": folder, "nonce": "by hand", "request": request}
            line = java(
                "io.handover.cli.VerifyChild", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"
            )
            with subprocess.Popen(line, stdin=subprocess.PIPE) as child:
                assert child.stdin is not None
                child.stdin.write(json.dumps(question).encode() + b"\n")
                child.stdin.flush()
                child.wait()
            answer = json.loads((Path(folder) / "answer.json").read_bytes())
            if answer["answer"]["ok"]["status"] != "passed":
                raise SystemExit(json.dumps(answer)[:1000])

    side_by_side(
        (f"java -jar handover.jar verify {bundle.name}", ours),
        ("the same in one JVM, asked by hand", theirs),
        rounds=9,
    )


if __name__ == "__main__":
    main()
