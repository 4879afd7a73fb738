"""Imports only go downwards, and third-party packages enter in one place each."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "handover"

# A row imports only rows below it; neighbours in a row never import each other.
LAYERS = [
    {"cli", "testing"},
    {"report"},
    {"pipeline", "readiness"},
    {"fuzzing", "mutation"},
    {"parity"},
    {"backends"},
    {"jvm"},
    {"bundle"},
    {"drawing", "strategies"},
    {"contract_draft", "metrics", "row_space"},
    {"onnx_export"},
    {"oracle", "holdout"},
    {"onnx_file"},
    {"estimator"},
    {"compare"},
    {"contract"},
    {"testvectors"},
    {"values"},
    {"faults", "progress"},
]
DEPTH = {name: depth for depth, row in enumerate(LAYERS) for name in row}

HOMES = {
    "pydantic": {"contract"},
    "yaml": {"contract"},
    "skl2onnx": {"onnx_export"},
    "onnx": {"onnx_export", "onnx_file", "oracle", "mutation"},
    "onnxmltools": {"onnx_export"},
    "xgboost": {"onnx_export"},
    "lightgbm": {"onnx_export"},
    "catboost": {"onnx_export"},
    "onnxruntime": {"onnx_file", "oracle"},
    "py4j": {"jvm"},
    "click": {"cli"},
    "rich": {"cli", "report"},
    "hypothesis": {"fuzzing", "strategies", "testing"},
    "pytest": {"testing"},
    "sklearn": {"contract_draft", "drawing", "estimator", "metrics", "onnx_export", "row_space"},
    "pandas": {
        *("contract_draft", "drawing", "estimator", "holdout", "metrics", "mutation"),
        *("onnx_export", "oracle", "row_space"),
    },
    "numpy": {
        *("compare", "contract_draft", "drawing", "estimator", "fuzzing", "holdout", "metrics"),
        *("mutation", "onnx_export", "onnx_file", "oracle", "row_space"),
    },
    "scipy": {"drawing", "estimator", "metrics", "onnx_export", "oracle"},
}


def package_of(file):
    """Return the room of a file: its package, or a module beside the packages itself."""
    return file.relative_to(PACKAGE).with_suffix("").parts[0]


def modules():
    return sorted(PACKAGE.rglob("*.py"))


def type_checking_lines(tree):
    lines = set()
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.If)
            and isinstance(node.test, ast.Name)
            and node.test.id == "TYPE_CHECKING"
        ):
            lines |= {inner.lineno for inner in ast.walk(node) if hasattr(inner, "lineno")}
    return lines


def imports(file):
    """Yield (line, module, is_only_for_types) for each import of a file."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    typing_only = type_checking_lines(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node.lineno, alias.name, node.lineno in typing_only
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            yield node.lineno, node.module, node.lineno in typing_only


def test_every_package_has_a_row():
    found = {path.name for path in PACKAGE.iterdir() if path.is_dir() and path.name[0] not in "._"}
    assert found - {"schemas", "__pycache__"} <= set(DEPTH)


def test_imports_only_go_downwards():
    wrong = []
    for file in modules():
        home = package_of(file)
        if home not in DEPTH:
            continue
        for line, module, _ in imports(file):
            parts = module.split(".")
            if parts[0] != "handover" or len(parts) < 2 or parts[1] not in DEPTH:
                continue
            if parts[1] != home and DEPTH[parts[1]] <= DEPTH[home]:
                wrong.append(f"{file.relative_to(PACKAGE)}:{line} {home} imports {parts[1]}")
    assert wrong == []


def test_third_party_packages_enter_in_one_place_each():
    wrong = []
    for file in modules():
        home = package_of(file)
        for line, module, typing_only in imports(file):
            allowed = HOMES.get(module.split(".")[0])
            if allowed is not None and home not in allowed and not typing_only:
                wrong.append(f"{file.relative_to(PACKAGE)}:{line} imports {module}")
    assert wrong == []


def test_no_file_says_nothing_about_what_lives_there():
    vague = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "base"}
    assert [str(file) for file in modules() if file.stem in vague] == []


def test_files_hold_one_concept():
    long = [
        f"{file.relative_to(PACKAGE)}: {lines} lines"
        for file in modules()
        if (lines := len(file.read_text(encoding="utf-8").splitlines())) > 450
    ]
    assert long == []


@pytest.mark.parametrize("verb", ["--help", "check", "show", "verify", "status"])
def test_light_verbs_import_none_of_the_heavy_packages(verb):
    """Their modules and what those import at module level stay free of the export extra."""
    import subprocess
    import sys

    code = (
        "import sys\n"
        "from handover.cli import main\n"
        f"main([{verb!r}, '--help'] if {verb!r} != '--help' else ['--help'])\n"
        "heavy = {'sklearn', 'skl2onnx', 'onnx', 'onnxruntime', 'numpy', 'pandas', 'hypothesis'}\n"
        "heavy |= {'xgboost', 'lightgbm', 'catboost', 'onnxmltools'}\n"
        "loaded = heavy & set(sys.modules)\n"
        "import handover.bundle, handover.parity, handover.report, handover.readiness\n"
        "loaded |= heavy & set(sys.modules)\n"
        "sys.exit(f'loaded: {sorted(loaded)}' if loaded else 0)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_sessions_of_onnx_runtime_are_made_in_one_place():
    # What a session may read is decided there; see handover/onnx_file/session.py.
    made = [
        str(file.relative_to(PACKAGE))
        for file in modules()
        if "InferenceSession(" in file.read_text(encoding="utf-8")
    ]
    assert made == ["onnx_file/session.py"]
    scala = PACKAGE.parent / "jvm-bridge"
    made = [
        file.name
        for file in scala.rglob("src/main/scala/io/handover/onnxruntime/*.scala")
        if "createSession(" in file.read_text(encoding="utf-8")
    ]
    assert made == ["ModelSession.scala"]


def late_imports():
    """Yield the imports of our own modules inside functions, which a measured start needs."""
    for file in modules():
        tree = ast.parse(file.read_text(encoding="utf-8"))
        typing_only = type_checking_lines(tree)
        for node in ast.walk(tree):
            own = isinstance(node, ast.ImportFrom) and (node.module or "").startswith("handover")
            if own and node.col_offset and node.lineno not in typing_only:
                yield f"{file.relative_to(PACKAGE)}:{node.lineno} {node.module}"


def test_rooms_are_light_by_themselves_not_by_late_imports():
    outside = [each for each in late_imports() if not each.startswith("cli/")]
    assert len(outside) <= 24, outside
