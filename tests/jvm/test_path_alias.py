"""A path stays as it is, unless the JVM could not open it."""

import os

import pytest

from handover.jvm import openable

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows knows no such locale")


@pytest.mark.parametrize(
    "environment",
    [{"LC_ALL": "C.UTF-8"}, {"LANG": "de_DE.utf8"}, {"LC_ALL": "", "LC_CTYPE": "en_GB.UTF-8"}],
)
def test_a_locale_with_utf8_needs_no_alias(tmp_path, environment):
    path = tmp_path / "größer.handover"
    assert openable(path, tmp_path, environment) == str(path)


def test_a_plain_path_needs_no_alias(tmp_path):
    assert openable(tmp_path / "a b.handover", tmp_path, {"LC_ALL": "C"}) == str(
        tmp_path / "a b.handover"
    )


@pytest.mark.parametrize("environment", [{}, {"LC_ALL": "C", "LANG": "de_DE.UTF-8"}])
def test_another_locale_gets_a_plain_name_for_the_same_file(tmp_path, environment):
    path, folder = tmp_path / "größer.jar", tmp_path / "links"
    path.write_bytes(b"jar")
    folder.mkdir()
    names = [openable(path, folder, environment) for _ in range(2)]
    for name in names:
        assert name.isascii()
        assert name.endswith(".jar")
        with open(name, "rb") as file:
            assert file.read() == b"jar"
    assert len(set(names)) == 2
