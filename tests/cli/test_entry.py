"""The command line finds its verbs, and its exit codes mean what the documents say."""

import os
import subprocess
import sys

import pytest

from handover.cli import main
from handover.cli.entry import VERBS


def test_help_lists_every_verb_within_eighty_columns(capsys):
    assert main(["--help"]) == 0
    out = capsys.readouterr().out
    assert all(f"  {verb} " in out for verb in VERBS)
    assert max(map(len, out.splitlines())) <= 80


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_explains_itself(verb, capsys):
    assert main([verb, "--help"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("Usage: handover")
    assert max(map(len, out.splitlines())) <= 80


def test_an_unknown_verb_is_a_usage_error_with_the_nearest_one(capsys):
    assert main(["verfy"]) == 2
    assert "Did you mean 'verify'?" in capsys.readouterr().err


def test_an_unknown_option_is_a_usage_error(capsys):
    assert main(["check", "--bogus"]) == 2
    assert "--bogus" in capsys.readouterr().err


def test_the_module_is_the_command():
    done = subprocess.run(
        [sys.executable, "-m", "handover", "--version"], capture_output=True, text=True, check=True
    )
    assert done.stdout.startswith("handover 0.")


def test_accept_without_a_reason_is_a_usage_error(capsys, tmp_path):
    code = main(["verify", str(tmp_path / "x.handover"), "--accept", "HJ402"])
    assert code == 2
    assert "HU101" in capsys.readouterr().err


def test_only_what_can_be_accepted_is_accepted(capsys, tmp_path):
    code = main(["verify", str(tmp_path / "x.handover"), "--accept", "HX1", "--reason", "because"])
    assert code == 2
    assert "HU102" in capsys.readouterr().err


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="Linux alone has /dev/full")
def test_a_full_disk_behind_standard_output_is_named():
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "handover", "--help"], stdout=full, stderr=subprocess.PIPE
        )
    assert done.returncode == 4
    assert done.stderr.decode().startswith("HB502 standard output cannot be written")


@pytest.mark.parametrize("size", ["0", "-1", "2 GB", "12t", "", "1g -XX:+Evil"])
def test_a_heap_that_is_no_size_is_a_usage_error(size, capsys):
    assert main(["verify", "x.handover", "--heap", size]) == 2
    assert "is no size such as 512m or 2g" in capsys.readouterr().err
