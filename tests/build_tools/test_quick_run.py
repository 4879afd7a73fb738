"""The rooms whose tests `make test-quick` runs."""

from build_tools import quick_run


def test_a_changed_file_runs_the_tests_of_its_room():
    paths = ["handover/bundle/archive.py", "tests/values/test_row.py", "benchmarks/size.py"]
    assert quick_run.rooms(paths) == ["bundle", "values"]


def test_files_outside_of_rooms_belong_to_none():
    assert quick_run.rooms(["README.md", "handover/version.py", "tests/conftest.py"]) == []


def test_the_example_and_the_build_are_rooms():
    assert quick_run.rooms(["examples/trasos/demo.py", "build_tools/jars.py"]) == [
        "build_tools",
        "examples",
    ]


def test_sbt_runs_the_modules_whose_sources_changed():
    paths = [
        "jvm-bridge/core/src/main/scala/io/handover/Row.scala",
        "jvm-bridge/cli/src/test/scala/io/handover/cli/ProgramTest.scala",
        "handover/bundle/archive.py",
    ]
    assert quick_run.scala_modules(paths) == ["cli", "core"]
    assert quick_run.scala_modules(["handover/bundle/archive.py"]) == []


def test_a_room_that_is_named_starts_no_sbt():
    assert quick_run.commands(["bundle"]) == (["tests/bundle", "tests/test_layers.py"], [])
