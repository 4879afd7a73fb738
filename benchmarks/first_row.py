"""From the launch of a JVM to the first scored row, the evaluator and ONNX Runtime in turns."""

from __future__ import annotations

import statistics
import subprocess
from pathlib import Path

# What a program that scores with either side has on its class path, and nothing else: every jar
# before the one that has a class is opened to look for it.
NEEDED = {
    "onnxruntime": ["handover-benchmarks", "onnxruntime-"],
    "scala": ["handover-benchmarks", "handover-core", "handover-evaluator", "scala-library"],
}
# As the JVM comes, and with its own archive of classes (`-XX:ArchiveClassesAtExit`, JDK 13) from a
# run before.
WAYS = ("plain", "archive")
PROGRAM = "io.handover.benchmarks.FirstRow"

Figures = dict[str, float]


class FirstRows:
    """Runs the JVM with the jars of one side on the models below a directory."""

    def __init__(self, jars: list[str], models: Path, scratch: Path) -> None:
        self.models = models
        self.scratch = scratch
        self.paths = {
            side: ":".join(jar for jar in jars if Path(jar).name.startswith(tuple(names)))
            for side, names in NEEDED.items()
        }

    def run(self, side: str, *arguments: str) -> Figures:
        """What a program of the benchmarks prints, by name."""
        done = subprocess.run(
            ["java", "-cp", self.paths[side], f"-Dhandover.models={self.models}", *arguments],
            check=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        pairs = (pair.split("=") for pair in done.stdout.split())
        return {key: int(value) for key, value in pairs}

    def medians(self, way: str, model: str, rounds: int) -> dict[str, Figures]:
        """Milliseconds and megabytes of each side, of runs in turns."""
        options: dict[str, list[str]] = {side: [] for side in NEEDED}
        if way == "archive":
            for side in NEEDED:
                archive = self.scratch / f"{model}-{side}.jsa"
                made = ("-Xlog:disable", f"-XX:ArchiveClassesAtExit={archive}")
                self.run(side, *made, PROGRAM, side, model)
                options[side] = [f"-XX:SharedArchiveFile={archive}"]
        runs: dict[str, list[Figures]] = {side: [] for side in NEEDED}
        for _ in range(rounds):
            for side, kept in runs.items():
                kept.append(self.run(side, *options[side], PROGRAM, side, model))
        return {
            side: {key: statistics.median(one[key] for one in kept) for key in kept[0]}
            for side, kept in runs.items()
        }


def first_rows(
    jars: list[str], names: tuple[str, ...], models: Path, scratch: Path, rounds: int = 15
) -> None:
    """Print what each side takes for each model, and what a loaded model holds of its file."""
    java = FirstRows(jars, models, scratch)
    heads = f"{'launch ms':>10} {'ratio':>6} {'cpu ms':>8} {'resident MB':>12} {'heap/file':>10}"
    print(f"{'model':10} {'way':10} {'side':12} {heads}")
    for model in names:
        held = java.run("scala", "io.handover.benchmarks.HeldBytes", model)
        for way in WAYS:
            found = java.medians(way, model, rounds)
            for side, middle in found.items():
                ratio = middle["launch"] / found["onnxruntime"]["launch"]
                times = f"{middle['launch']:10.0f} {ratio:6.2f} {middle['cpu']:8.0f}"
                share = f"{held['held'] / held['file']:10.2f}" if side == "scala" else ""
                print(f"{model:10} {way:10} {side:12} {times} {middle['resident']:12.0f} {share}")
