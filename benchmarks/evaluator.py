"""The evaluator beside ONNX Runtime's Java API and PMML4S, in one run.

python -m benchmarks.evaluator [--only one,many,first,growth] [--profile gc] [--pmml]

`one`: one row a call, values set and answers read (JMH). `many`: 20,000 rows a call (JMH). `first`:
launch to first scored row, plain and with an archive of classes, resident memory after 20,000 rows,
the model's bytes on the heap.
`growth`: time by trees, depth, rows and threads (JMH). `--profile gc` adds the bytes that a row
allocates, `--pmml` adds PMML4S.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import warnings
from pathlib import Path
from typing import Any

from benchmarks.evaluator_models import growing_models, pmml_packages, three_models
from benchmarks.first_row import first_rows

ROOT = Path(__file__).resolve().parents[1]
MODELS = ("boosting", "forest", "mixed")
Results = dict[tuple[str, int, str], dict[str, Any]]


def sbt(*commands: str) -> str:
    """Run sbt, return what it printed."""
    done = subprocess.run(
        [sys.executable, "-m", "build_tools.sbt", *commands],
        cwd=ROOT,
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    return done.stdout


def jmh(pattern: str, options: str, scratch: Path) -> Results:
    """Run the benchmarks that match; results by model, rows and runner."""
    result = scratch / "jmh.json"
    sbt(f"benchmarks/Jmh/run -foe true -rf json -rff {result} {options} {pattern}")
    return {
        (r["params"]["model"], int(r["params"].get("rows", 1)), r["benchmark"].rsplit(".", 1)[1]): r
        for r in json.loads(result.read_text())
    }


def table(results: Results) -> None:
    """One line a model and batch: times, ratios to ours, bytes a row."""
    runners = sorted({key[2] for key in results} - {"scala"})
    heads = "".join(f"{name + ' us':>16} {'ratio':>6}" for name in runners)
    print(f"{'model':16} {'rows':>6} {'scala us':>10}{heads} {'B/row':>7}")
    for model, rows in sorted({key[:2] for key in results}):
        ours = results[model, rows, "scala"]
        mine = ours["primaryMetric"]["score"]
        line = f"{model:16} {rows:6} {mine:10.2f}"
        for name in runners:
            if (model, rows, name) in results:
                theirs = results[model, rows, name]["primaryMetric"]["score"]
                line += f"{theirs:16.2f} {mine / theirs:6.2f}"
            else:
                line += f"{'':16} {'':6}"
        memory = ours.get("secondaryMetrics", {}).get("gc.alloc.rate.norm", {}).get("score")
        print(line + (f" {memory / rows:7.1f}" if memory is not None else ""))


def class_path() -> list[str]:
    """What the benchmarks run with."""
    found = sbt("print benchmarks/Runtime/fullClasspathAsJars")
    return [
        part.split("(")[1].split(")")[0]
        for part in found.replace("Attributed", "\nAttributed").splitlines()
        if part.startswith("Attributed(")
    ]


def growth(scratch: Path) -> None:
    """Time by trees, depth, rows and threads."""
    models = scratch / "growth"
    names = ",".join(growing_models(models))
    options = f"-wi 2 -i 3 -jvmArgsAppend -Dhandover.models={models}"
    for threads in (1, 2):
        print(f"threads: {threads}, each with 1,000 rows a call")
        table(jmh("Scoring", f"-p model={names} -p rows=1000 -t {threads} {options}", scratch))
    print("rows a call, one thread")
    asked = f"-p model=trees100depth4 -p rows=1,10,100,1000,10000 {options}"
    table(jmh("Scoring", asked, scratch))


def main() -> None:
    """Write the models, run, print ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="one,many,first,growth")
    parser.add_argument("--profile")
    parser.add_argument("--pmml", action="store_true")
    given = parser.parse_args()
    asked = given.only.split(",")
    with tempfile.TemporaryDirectory() as name, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        scratch = Path(name)
        models = scratch / "models"
        packages = pmml_packages(scratch / "pmml") if given.pmml else None
        if set(asked) & {"one", "many", "first"}:
            three_models(models, packages)
        profile = f" -prof {given.profile}" if given.profile else ""
        options = f"-jvmArgsAppend -Dhandover.models={models}{profile}"
        if "one" in asked:
            runners = "scala|onnxruntime"
            more = options
            if packages is not None:
                runners += "|pmml4s"
                # JMH takes the option once; sbt keeps what is quoted together.
                jars = f"-Dhandover.pmml4s={packages / 'pypmml' / 'jars'}"
                more = f'-jvmArgsAppend "-Dhandover.models={models} {jars}"{profile}'
            table(jmh(f"OneRow.({runners})", more, scratch))
        if "many" in asked:
            table(jmh("Scoring", f"-p rows=20000 {options}", scratch))
        if "first" in asked:
            first_rows(class_path(), MODELS, models, scratch)
        if "growth" in asked:
            growth(scratch)


if __name__ == "__main__":
    main()
