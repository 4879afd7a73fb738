"""Every faulty Python backend is caught in this process; right ones raise no alarm."""

import inspect

import pytest

from handover.bundle import read
from handover.parity.python_verifier import verify_backend
from tests.zoo import python_faults
from tests.zoo.planted import HARMLESS_PYTHON, PYTHON
from tests.zoo.return_risk import ReturnRisk
from tests.zoo.verdicts import assert_caught, assert_clean


@pytest.fixture(scope="module")
def play(tree_subject, tree_bundle):
    bundle = read(tree_bundle)
    return lambda kind: verify_backend(bundle, kind(tree_subject.weights), address="python:zoo")


@pytest.mark.parametrize("planted", PYTHON, ids=lambda planted: planted.name)
def test_the_fault_is_caught_and_named(play, planted):
    assert_caught(play(getattr(python_faults, planted.name)), planted)


@pytest.mark.parametrize("planted", HARMLESS_PYTHON, ids=lambda planted: planted.name)
def test_what_the_contract_allows_is_no_fault(play, planted):
    assert_clean(play(getattr(python_faults, planted.name)))


def test_the_right_backend_raises_no_alarm(play):
    assert_clean(play(ReturnRisk))


def test_every_class_of_the_zoo_is_in_the_table():
    kinds = [
        name
        for name, kind in inspect.getmembers(python_faults, inspect.isclass)
        if issubclass(kind, ReturnRisk) and kind is not ReturnRisk
    ]
    assert sorted(kinds) == sorted(planted.name for planted in (*PYTHON, *HARMLESS_PYTHON))
