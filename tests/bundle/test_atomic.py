"""A file appears whole or not at all, whoever is killed and whoever writes beside."""

import os
import signal
import subprocess
import sys
import threading

import pytest

from handover.bundle import write_atomically
from handover.faults import EnvironmentMissing

WRITE_SLOWLY = """
import signal, sys
from handover.bundle import write_atomically
# A process that the shell put into the background ignores Ctrl-C, and so do its children.
signal.signal(signal.SIGINT, signal.default_int_handler)
def pieces():
    yield b"new " * 1000
    print("half", flush=True)
    signal.pause()
    yield b"never"
write_atomically(sys.argv[1], pieces())
"""


@pytest.mark.parametrize("kill", [signal.SIGKILL, signal.SIGINT], ids=["SIGKILL", "Ctrl-C"])
def test_a_writer_killed_half_way_leaves_the_old_file(tmp_path, kill):
    target = tmp_path / "a.handover"
    target.write_bytes(b"old")
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITE_SLOWLY, str(target)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    try:
        assert writer.stdout.readline() == b"half\n"
        writer.send_signal(kill)
        writer.wait()
    finally:
        writer.kill()
        writer.stdout.close()
        writer.wait()
    assert target.read_bytes() == b"old"
    if kill is signal.SIGINT:
        assert os.listdir(tmp_path) == ["a.handover"]


def test_readers_beside_many_writers_see_whole_files_only(tmp_path):
    target = tmp_path / "a.handover"
    versions = [bytes([65 + number]) * 50_000 for number in range(4)]
    write_atomically(target, versions[0])

    def write(version):
        for _ in range(100):
            write_atomically(target, version)

    writers = [threading.Thread(target=write, args=[version]) for version in versions]
    for writer in writers:
        writer.start()
    while any(writer.is_alive() for writer in writers):
        assert target.read_bytes() in versions
    for writer in writers:
        writer.join()
    assert os.listdir(tmp_path) == ["a.handover"]


def test_a_full_disk_is_a_named_fault_and_changes_nothing(tmp_path):
    target = tmp_path / "a.handover"
    target.write_bytes(b"old")

    def pieces():
        yield b"new"
        raise OSError(28, "No space left on device")

    with pytest.raises(EnvironmentMissing) as refused:
        write_atomically(target, pieces())
    assert refused.value.faults[0].code == "HB501"
    assert "No space left" in refused.value.faults[0].found
    assert target.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["a.handover"]


def test_a_folder_in_the_way_is_a_named_fault(tmp_path):
    (tmp_path / "a.handover").mkdir()
    with pytest.raises(EnvironmentMissing) as refused:
        write_atomically(tmp_path / "a.handover", b"new")
    assert refused.value.faults[0].code == "HB501"
    assert os.listdir(tmp_path) == ["a.handover"]


def test_the_longest_file_name_and_other_letters_are_fine(tmp_path):
    name = "ä" * 120 + " b.handover"
    write_atomically(tmp_path / "deep er" / name, b"x")
    assert (tmp_path / "deep er" / name).read_bytes() == b"x"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no umask")
def test_others_may_read_what_the_umask_lets_them(tmp_path):
    write_atomically(tmp_path / "a", b"x")
    mask = os.umask(0)
    os.umask(mask)
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o666 & ~mask
