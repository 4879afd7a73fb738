import pytest

from tests.zoo.subjects import linear_risk, order_profile, return_risk


@pytest.fixture(scope="session")
def tree_subject():
    return return_risk()


@pytest.fixture(scope="session")
def tree_bundle(tree_subject, tmp_path_factory):
    """The path of the tree model's bundle."""
    return tree_subject.bundle(tmp_path_factory.mktemp("trees"))


@pytest.fixture(scope="session")
def bundles(tree_subject, tree_bundle, tmp_path_factory):
    """The bundles' paths by subject, and the folder of the weights that Scala classes read."""
    folder = tmp_path_factory.mktemp("zoo")
    subjects = [linear_risk(), order_profile()]
    for subject in (tree_subject, return_risk(rows=400, name="return_risk_old"), *subjects):
        subject.write_weights(folder)
    paths = {subject.name: subject.bundle(folder) for subject in subjects}
    return {tree_subject.name: tree_bundle, **paths}, folder
