import pytest

from tests.shared_work import once
from tests.zoo.planted import LINEAR, PROFILE
from tests.zoo.subjects import linear_risk, order_profile, return_risk


@pytest.fixture(scope="session")
def tree_subject():
    return return_risk()


@pytest.fixture(scope="session")
def tree_bundle(tree_subject, tmp_path_factory):
    """The path of the tree model's bundle."""
    (bundle,) = once(tmp_path_factory, "trees", tree_subject.bundle).iterdir()
    return bundle


@pytest.fixture(scope="session")
def bundles(tree_subject, tree_bundle, tmp_path_factory):
    """The bundles' paths by subject, and the folder of the weights that Scala classes read."""

    def write(folder):
        others = [linear_risk(), order_profile()]
        for subject in (tree_subject, return_risk(rows=400, name="return_risk_old"), *others):
            subject.write_weights(folder)
        for subject in others:
            subject.bundle(folder / subject.name)

    folder = once(tmp_path_factory, "zoo", write)
    paths = {name: next((folder / name).iterdir()) for name in (LINEAR, PROFILE)}
    return {tree_subject.name: tree_bundle, **paths}, folder
