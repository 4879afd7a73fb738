"""The living contracts: no finding but what cannot be checked, and signed as they stand."""

from pathlib import Path

import pytest
from trasos.places import CONTRACTS

from handover.contract import ModelContract, Severity, check, load

PATHS = sorted(CONTRACTS.glob("*.yaml"))
ROLES = {"data-scientist", "data-engineer", "bi-analyst"}


@pytest.fixture(params=PATHS, ids=lambda path: path.stem)
def path(request: pytest.FixtureRequest) -> Path:
    return request.param


@pytest.fixture
def contract(path: Path) -> ModelContract:
    return load(path)


def test_both_models_have_one() -> None:
    assert [path.stem for path in PATHS] == ["conversion_propensity", "similar_items"]


def test_lint_finds_nothing_to_mend(path: Path) -> None:
    assert [f for f in check(path) if f.severity is not Severity.INFO] == []


def test_all_three_roles_signed_the_text_as_it_stands(contract: ModelContract) -> None:
    signed = {s.role for s in contract.sign_offs if s.contract_digest == contract.agreement_digest}
    assert signed == ROLES, f"sign again with contractDigest {contract.agreement_digest}"


def test_the_documents_it_names_are_there(contract: ModelContract) -> None:
    named = [item.evidence for item in contract.definition_of_done if item.evidence]
    named += [outcome.definition for outcome in contract.business.outcomes if outcome.definition]
    assert [name for name in named if not (CONTRACTS / name).is_file()] == []
