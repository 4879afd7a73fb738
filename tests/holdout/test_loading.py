"""A hold-out is typed by the contract, and every cell that does not fit is named."""

import math

import pandas as pd
import pytest

from handover.faults import HandoverError
from handover.holdout import load_holdout
from handover.values import Column, ElementType

SKU = Column("sku", ElementType.STRING)
COUNTRY = Column("country", ElementType.STRING, nullable=True)
PRICE = Column("price", ElementType.F32, nullable=True)
VISITS = Column("visits", ElementType.I64)
BOUGHT = Column("bought", ElementType.BOOL)


@pytest.fixture
def csv(tmp_path):
    def write(text, name="rows.csv"):
        path = tmp_path / name
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path

    return write


def codes(error):
    return [fault.code for fault in error.value.faults]


def test_text_that_looks_like_numbers_or_missing_values_stays_text(csv):
    frame = load_holdout(csv("sku,country\n00123,NA\n7,\n"), [SKU, COUNTRY])
    assert list(frame["sku"]) == ["00123", "7"]
    assert frame["country"][0] == "NA"
    assert pd.isna(frame["country"][1])


def test_declared_numbers_keep_their_float64_value_and_empty_cells_are_missing(csv):
    frame = load_holdout(
        csv("price,visits,bought\n0.1,3,TRUE\n,4,false\n"), [PRICE, VISITS, BOUGHT]
    )
    assert frame["price"][0] == 0.1
    assert math.isnan(frame["price"][1])
    assert frame["visits"].dtype == "int64"
    assert list(frame["bought"]) == [True, False]


def test_columns_no_contract_names_are_typed_by_their_text(csv):
    frame = load_holdout(csv("a,b,c,d,e\n1,1.5,true,x,007\n2,,false,,1\n"))
    assert [str(frame[name].dtype) for name in "abc"] == ["int64", "float64", "bool"]
    assert list(frame["e"]) == ["007", "1"]
    assert pd.isna(frame["d"][1])


def test_arrays_come_as_json_text_in_csv_and_as_lists_in_parquet(csv, tmp_path):
    column = Column("profile", ElementType.F32, length=2)
    frame = load_holdout(csv('profile\n"[1, 2.5]"\n'), [column])
    assert frame["profile"][0] == [1, 2.5]
    path = tmp_path / "rows.parquet"
    pd.DataFrame({"profile": [[1.0, 2.5]]}).to_parquet(path)
    assert load_holdout(path, [column])["profile"][0] == [1.0, 2.5]


def test_a_file_without_a_header_takes_the_names_given(csv):
    frame = load_holdout(csv("1,2\n3,4\n"), names=["a", "b"])
    assert list(frame.columns) == ["a", "b"]
    assert len(frame) == 2


UNUSABLE = {
    "no such file": (None, "rows.csv", "HO101"),
    "unknown format": ("x", "rows.xlsx", "HO102"),
    "empty file": ("", "rows.csv", "HO104"),
    "header without rows": ("sku\n", "rows.csv", "HO104"),
    "column missing": ("skuu\n1\n", "rows.csv", "HO105"),
    "column doubled": ("sku,sku\n1,2\n", "rows.csv", "HO106"),
    "not UTF-8": (b"sku\n\xff\xfe\n", "rows.csv", "HO103"),
    "ragged rows": ("sku\n1,2,3\n", "rows.csv", "HO103"),
    "parquet that is not": ("PAR1", "rows.parquet", "HO103"),
    "cut xz": (b"\xfd7zXZ\x00", "rows.csv.xz", "HO103"),
}


@pytest.mark.parametrize("case", UNUSABLE)
def test_an_unusable_file_is_refused_by_name(case, csv, tmp_path):
    content, name, code = UNUSABLE[case]
    path = tmp_path / name if content is None else csv(content, name)
    with pytest.raises(HandoverError) as error:
        load_holdout(path, [SKU])
    assert code in codes(error)


MISFITS = {
    "text for a number": "price,visits,bought\nabc,1,true\n",
    "fraction for an integer": "price,visits,bought\n1,1.5,true\n",
    "infinity for an integer": "price,visits,bought\n1,inf,true\n",
    "beyond int64": "price,visits,bought\n1,9223372036854775808,true\n",
    "number for a boolean": "price,visits,bought\n1,1,2\n",
}


@pytest.mark.parametrize("case", MISFITS)
def test_a_cell_that_does_not_fit_is_named_with_its_row(case, csv):
    with pytest.raises(HandoverError) as error:
        load_holdout(csv(MISFITS[case]), [PRICE, VISITS, BOUGHT])
    assert codes(error) == ["HO107"]
    assert "row 1" in error.value.faults[0].where


def test_all_missing_columns_are_named_at_once_with_the_nearest_name(csv):
    with pytest.raises(HandoverError) as error:
        load_holdout(csv("prize,x\n1,2\n"), [PRICE, VISITS], also=["target"])
    assert codes(error) == ["HO105"] * 3
    assert "'prize'" in error.value.faults[0].next
