"""A hundred common scikit-learn pipelines and the rows they are fitted on."""

from __future__ import annotations

from benchmarks.catalogue.models import BAYES, KERNELS, LINEAR, NEIGHBOURS, NETWORKS
from benchmarks.catalogue.pipeline import Pipeline
from benchmarks.catalogue.rows import COLUMNS, FITTED_ROWS, rows_of, targets
from benchmarks.catalogue.steps import META, STEPS
from benchmarks.catalogue.tree_models import TREES

__all__ = ["COLUMNS", "FITTED_ROWS", "Pipeline", "catalogue", "rows_of", "targets"]


def catalogue() -> list[Pipeline]:
    """Every pipeline, trees first."""
    return TREES + LINEAR + KERNELS + BAYES + NEIGHBOURS + NETWORKS + STEPS + META
