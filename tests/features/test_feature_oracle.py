"""The feature function as an oracle: what it may return, and what is said when it may not."""

import math

import numpy as np
import pandas as pd
import pytest

from handover.faults import UsageError
from handover.oracle import FeatureOracle, Raised
from tests.features import visits

RAW = visits.raw_visits(1)[0]
TOLD = {"views_7d": 2, "spent_eur": 12.34, "hour": 9, "channel": "direct"}
WIRE = TOLD | {"spent_eur": float(np.float32(12.34))}


def answer(told):
    return FeatureOracle(visits.contract(), lambda raw: told).answer(RAW)


@pytest.mark.parametrize(
    "told",
    [
        TOLD,
        pd.Series(TOLD),
        pd.DataFrame([TOLD]),
        TOLD | {"views_7d": np.int32(2), "spent_eur": np.float64(12.34)},
        TOLD | {"views_7d": 2.0},
    ],
    ids=["dict", "series", "frame", "numpy numbers", "a whole float"],
)
def test_a_row_may_come_in_every_usual_shape(told):
    assert answer(told) == WIRE


@pytest.mark.parametrize("missing", [None, math.nan, np.nan, pd.NA, pd.NaT])
def test_whatever_is_missing_is_null(missing):
    assert answer(TOLD | {"spent_eur": missing}) == WIRE | {"spent_eur": None}


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (None, "NoneType, not a mapping"),
        ({**TOLD, "extra": 1}, "with extra, no input of the model"),
        ({"views_7d": 2}, "without channel, hour, spent_eur"),
        (TOLD | {"views_7d": 2.5}, "views_7d is float 2.5, not i64"),
        (TOLD | {"views_7d": 2**63}, "views_7d is int 9223372036854775808, not i64"),
        (TOLD | {"views_7d": True}, "views_7d is bool True, not i64"),
        (TOLD | {"views_7d": None}, "views_7d is null, which the model's input never is"),
        (TOLD | {"channel": 3}, "channel is int 3, not string"),
    ],
)
def test_what_is_no_row_of_features_is_said(told, said):
    found = answer(told)
    assert isinstance(found, Raised)
    assert said in found.message


def test_the_function_cannot_change_the_row_it_is_given():
    def takes_events(raw):
        raw["events"].clear()
        return TOLD

    before = repr(RAW)
    assert FeatureOracle(visits.contract(), takes_events).answer(RAW) == WIRE
    assert repr(RAW) == before


def test_an_exception_is_an_answer():
    found = FeatureOracle(visits.contract(), lambda raw: raw["nothing"]).answer(RAW)
    assert found == Raised("KeyError: 'nothing'")


@pytest.mark.parametrize(
    ("oracle", "code"),
    [
        ("no.such.module:f", "HU201"),
        ("tests.features.visits:nothing", "HU204"),
        ("tests.features.visits:WEEK_MS", "HU203"),
    ],
)
def test_an_oracle_that_cannot_be_imported_is_refused_by_name(oracle, code):
    with pytest.raises(UsageError) as refused:
        FeatureOracle(visits.contract(oracle=oracle))
    assert [fault.code for fault in refused.value.faults] == [code]
