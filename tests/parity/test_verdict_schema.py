"""What Python writes is what the published schema describes, and what the JVM writes too."""

import json
from importlib import resources

import pytest

from handover.parity.python_verifier import verify_backend
from handover.values import canonical_json
from tests.parity import faulty_backends as faulty
from tests.parity.json_schema import violations

SCHEMA = json.loads(
    resources.files("handover.schemas").joinpath("verdict-v1.schema.json").read_bytes()
)


@pytest.mark.parametrize(
    "fault",
    [
        faulty.Right,
        faulty.SwapsColumns,
        faulty.AnswersNaN,
        faulty.ThrowsForIos,
        faulty.ReturnsDoubles,
        faulty.ReturnsNullValues,
        faulty.EnforcesButLetsNullThrough,
        faulty.ReturnsTooFewRows,
    ],
)
def test_every_verdict_fits_the_schema(shop_bundle, fault):
    verdict = verify_backend(shop_bundle, fault(shop_bundle), address="python:faulty")
    assert violations(json.loads(canonical_json(verdict.to_json())), SCHEMA) == []


def test_the_schema_refuses_what_is_no_verdict(shop_bundle):
    verdict = verify_backend(shop_bundle, faulty.Right(shop_bundle), address="python:faulty")
    document = json.loads(canonical_json(verdict.to_json()))
    assert violations({**document, "status": "green"}, SCHEMA)
    assert violations({k: v for k, v in document.items() if k != "cause"}, SCHEMA)
    assert violations({**document, "mismatches": None}, SCHEMA)
