# Everything is set up by the target that needs it: `make demo` works on a fresh clone with git,
# make and Python >= 3.10. A JDK >= 17 or an sbt on the machine is used; what is missing comes as a
# Python package into .toolchain/.
PYTHON ?= python3
VENV   := .venv
PY     := $(VENV)/bin/python
SBT    := $(PYTHON) -m build_tools.sbt

.PHONY: setup check check-python check-jvm test test-nightly test-quick test-python test-jvm
.PHONY: demo dist jars publish-local clean
.DEFAULT_GOAL := help

help:
	@echo "make setup   .venv with everything, and the jars"
	@echo "make check   formatters, linters, types"
	@echo "make test    check, and every test of both languages"
	@echo "make test-quick ROOM=bundle   the tests of one room; without ROOM, of those that changed"
	@echo "make test-nightly   make test with other examples, ten times as many"
	@echo "make demo    the Trasos models from training to a verified hand-over"
	@echo "make jars    the jars whose Scala sources changed"
	@echo "make dist    the wheel and handover.jar in dist/"
	@echo "make clean   remove what was built; caches and .venv stay"
.PHONY: help

# The environment is newer than pyproject.toml once everything in it is installed.
$(VENV)/.installed: pyproject.toml
	test -x $(PY) || $(PYTHON) -m venv $(VENV)
	$(PY) -m pip install --quiet -e ".[$$($(PYTHON) -m build_tools.extras)]"
	touch $@

# Where this Python has no wheel of the ONNX Runtime in the jar, its native library comes by sbt.
setup: $(VENV)/.installed jars
	$(PY) -m build_tools.native_library

jars:
	$(PYTHON) -m build_tools.jars

# The JVM artifacts into the local Ivy repository, where a service's own sbt build finds them.
publish-local:
	$(SBT) +core/publishLocal +evaluator/publishLocal +onnxruntime/publishLocal +testkit/publishLocal

check: check-python check-jvm

check-python: $(VENV)/.installed
	$(VENV)/bin/ruff check handover tests build_tools benchmarks examples
	$(VENV)/bin/ruff format --check handover tests build_tools benchmarks examples
	$(VENV)/bin/mypy handover build_tools

check-jvm:
	$(SBT) scalafmtCheckAll scalafmtSbtCheck

# One start of sbt, and Python's part beside it.
test: $(VENV)/.installed
	$(PY) -m build_tools.native_library
	$(PY) -m build_tools.test_run

# The same laws on other examples, and as many times more of them.
test-nightly: export HANDOVER_SEARCH = 10
test-nightly: test

test-quick: $(VENV)/.installed
	$(PY) -m build_tools.quick_run $(ROOM)

test-python: setup
	$(PY) -m pytest -n auto --maxprocesses 4 --dist worksteal

# Both Scala versions; tests run forked, one JVM at a time.
test-jvm: jars
	$(SBT) +test

demo: setup
	$(PY) -m examples.trasos.demo

dist: $(VENV)/.installed jars
	$(PYTHON) -m build_tools.jars --cli
	$(PY) -m build --quiet --wheel --outdir dist

clean:
	rm -rf dist build handover/jvm/jars examples/trasos/dist
	find jvm-bridge -name target -type d -prune -exec rm -rf {} +
