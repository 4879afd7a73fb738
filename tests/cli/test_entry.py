"""The command line finds its verbs, and its exit codes mean what the documents say."""

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
