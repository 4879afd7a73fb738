"""One line reaches any backend; a typing error is answered with the nearest one."""

import pytest

from handover.backends import parse_address
from handover.faults import UsageError


@pytest.mark.parametrize(
    ("text", "where", "name", "options"),
    [
        ("scala", "jvm", "scala", {}),
        ("onnxruntime", "jvm", "onnxruntime", {}),
        ("jvm:com.trasos.SimilarItems", "jvm", "com.trasos.SimilarItems", {}),
        ("jvm:Outer$Inner", "jvm", "Outer$Inner", {}),
        ("python:onnxruntime", "python", "onnxruntime", {}),
        ("python:estimator,path=a b.joblib", "python", "estimator", {"path": "a b.joblib"}),
        ("python:estimator,path=x,y=1.joblib", None, None, None),
        ("python:estimator,path=dir,with,commas/m.joblib", "python", "estimator", None),
        ("python:estimator,path=package.module:name", "python", "estimator", None),
    ],
)
def test_an_address_says_where_and_who(text, where, name, options):
    if where is None:
        with pytest.raises(UsageError):
            parse_address(text)
        return
    address = parse_address(text)
    assert (address.where, address.name, str(address)) == (where, name, text)
    if options is not None:
        assert dict(address.options) == options


@pytest.mark.parametrize(
    ("text", "code", "expected"),
    [
        ("scalla", "HU111", "scala"),
        ("onnxruntme", "HU111", "onnxruntime"),
        ("python:onnx", "HU111", "python:onnxruntime"),
        ("pyton:estimator,path=x", "HU111", "python:estimator"),
        ("com.trasos.SimilarItems", "HU111", "jvm:com.trasos.SimilarItems"),
        ("jvm:", "HU113", "jvm:com.example.Model"),
        ("jvm:com/trasos/SimilarItems", "HU113", "jvm:com.example.Model"),
        ("python:estimator", "HU112", "estimator,path=…"),
        ("python:estimator,file=x", "HU112", "path=…"),
        ("python:estimator,path=", "HU112", "path=…"),
        ("python:estimator,path=a,path=b", "HU112", "path=…"),
        ("python:onnxruntime,path=x", "HU112", "no options"),
        ("", "HU111", None),
    ],
)
def test_a_wrong_address_is_refused_with_what_was_meant(text, code, expected):
    with pytest.raises(UsageError) as refused:
        parse_address(text)
    fault = refused.value.faults[0]
    assert fault.code == code
    assert expected is None or fault.expected == expected
