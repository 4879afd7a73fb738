"""A report takes the place of a report, and of nothing else."""

import json
import os
from pathlib import Path

import pytest

from handover.cli import main
from handover.cli.output_file import is_json_report, is_junit_report, require_writable
from handover.faults import UsageError

TABLE = json.loads(
    (Path(__file__).parents[1] / "shared" / "output_files.json").read_text(encoding="utf-8")
)
KINDS = {"json": is_json_report, "junit": is_junit_report}


def placed(folder, there):
    """Put what a case says at a path, and return the path."""
    path = folder / "report"
    if isinstance(there, dict):
        path.write_bytes(there["text"].encode() if "text" in there else bytes.fromhex(there["hex"]))
    elif there in ("folder", "full folder"):
        path.mkdir()
        if there == "full folder":
            (path / "notes.txt").touch()
    elif there == "pipe":
        os.mkfifo(path)
    elif there == "link to folder":
        path.symlink_to(folder)
    elif there == "link to nowhere":
        path.symlink_to(folder / "nowhere")
    elif there == "no parent":
        return folder / "missing" / "report"
    elif there == "file as parent":
        path.touch()
        return path / "report"
    else:
        assert there is None, there
    return path


def refusal(path, case, *, force):
    try:
        require_writable((path, KINDS[case["kind"]]), force=force)
    except UsageError as refused:
        return refused.faults[0].code
    return None


@pytest.mark.skipif(os.name == "nt", reason="pipes and links")
@pytest.mark.parametrize("case", TABLE["cases"], ids=lambda case: case["name"])
def test_what_stands_there_decides(case, tmp_path):
    path = placed(tmp_path, case["there"])
    assert refusal(path, case, force=False) == case["code"]
    assert refusal(path, case, force=True) == case["forced"]


def test_two_reports_in_one_file_are_refused(tmp_path):
    here = tmp_path / "report"
    again = Path(os.path.relpath(here))
    with pytest.raises(UsageError) as refused:
        require_writable((here, is_json_report), (again, is_junit_report))
    assert [fault.code for fault in refused.value.faults] == ["HU104"]


COMMANDS = {
    "verify": ["verify", "no.handover", "--json"],
    "verify, JUnit": ["verify", "no.handover", "--junit"],
    "explain": ["explain", "no.handover", "id", "--json"],
    "strength": ["strength", "no.handover", "--json"],
    "fuzz": ["fuzz", "no.handover", "--json"],
}


@pytest.mark.parametrize("name", COMMANDS)
def test_a_folder_is_refused_before_the_bundle_is_looked_for(name, tmp_path, capsys):
    assert main([*COMMANDS[name], str(tmp_path)]) == 2
    assert "HU121" in capsys.readouterr().err
    assert tmp_path.is_dir()


def test_a_draft_takes_the_place_of_no_folder(tmp_path, capsys):
    code = main(["init", "--model", "m.joblib", "--data", "d.csv", "-o", str(tmp_path), "--force"])
    assert (code, "HU121" in capsys.readouterr().err) == (2, True)
