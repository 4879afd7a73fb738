"""Progress: a stage that counts on a terminal, and not a byte of it anywhere else."""

import io
import os
import pty
import sys

from handover.cli.progress import Stages


def run_stages():
    with Stages() as stage:
        stage("drawing vectors")
        stage.count("rows answered", 1_200, 2_000)
        stage.count("rows answered", 2_000, 2_000)


def test_a_stage_shows_on_a_terminal_how_far_it_has_come(monkeypatch):
    ours, theirs = pty.openpty()
    with os.fdopen(theirs, "w") as terminal, os.fdopen(ours, "rb", buffering=0) as reader:
        monkeypatch.setattr(sys, "stderr", terminal)
        run_stages()
        terminal.flush()
        shown = b""
        while not shown.endswith(b" s)\r\n"):
            shown += reader.read(4096)
    shown = shown.decode()
    first, counted, again, ended = shown.split("\r\x1b[K")
    assert first == "  drawing vectors …"
    assert counted == "  drawing vectors … 1,200 of 2,000 rows answered"
    assert again == "  drawing vectors …"
    assert ended.startswith("  drawing vectors (")


def test_nothing_is_shown_where_there_is_no_terminal(monkeypatch):
    written = io.StringIO()
    monkeypatch.setattr(sys, "stderr", written)
    run_stages()
    assert written.getvalue() == ""
