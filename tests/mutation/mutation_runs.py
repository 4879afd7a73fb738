"""Examiners of the shop's models, made once for all tests."""

from __future__ import annotations

from functools import cache

from handover.drawing import draw
from handover.drawing.draw_context import ground
from handover.mutation.mutated_model import mutated_model_of_context
from handover.mutation.mutation_run import MutationRun
from handover.onnx_export import export
from tests.drawing.shop import FAMILIES, HOLDOUT, PROPENSITY


@cache
def exported(kind):
    """Return (estimator, exported model, drawn vectors) of a family."""
    estimator = FAMILIES[kind]()
    model = export(estimator, PROPENSITY, sample=HOLDOUT)
    return estimator, model, draw(PROPENSITY, estimator, model, data=HOLDOUT)


@cache
def examiner_of(kind):
    """Return the examiner of a family's drawn vectors."""
    estimator, model, drawn = exported(kind)
    base = ground(PROPENSITY, estimator, HOLDOUT, seed=20)
    return MutationRun(mutated_model_of_context(base, model.onnx, most=200), drawn.vectors)


@cache
def examined(kind):
    """Return the examiner of a family and what came of its mutants."""
    examiner = examiner_of(kind)
    return examiner, examiner.examine()
