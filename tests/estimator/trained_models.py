"""Things that `package.module:object` can name; imported by the loading tests."""

from sklearn.linear_model import LinearRegression

fitted = LinearRegression().fit([[0.0], [1.0]], [0.0, 1.0])
number = 3
Kind = LinearRegression


def make():
    return fitted


def broken():
    raise RuntimeError("no database today")
