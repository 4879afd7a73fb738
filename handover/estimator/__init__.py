"""Reading of a fitted estimator: its steps, its feature layout, its answers, its trees.

In: an estimator, or the file or name it is loaded from. Out: plain values and arrays. Refused: a
model that cannot be loaded (HU201-HU206), and a contract whose outputs the estimator cannot
answer (HX101-HX107).
"""

from handover.estimator.answers import (
    answer,
    as_output,
    class_index,
    dense,
    metric_of,
    nearest,
    similarity,
)
from handover.estimator.booster_library import CONVERTED, Library, is_tree, library_of
from handover.estimator.encoders import known_categories, known_tokens
from handover.estimator.importing import first_line, import_object
from handover.estimator.label_margins import label_margins
from handover.estimator.layout import FeatureLayout, Shape
from handover.estimator.loading import load_estimator
from handover.estimator.members import (
    Member,
    Sees,
    branches_of,
    every_step,
    is_calibration,
    is_chain,
    is_chooser,
    is_committee,
    is_union,
    members_of,
    not_looked_into,
    replace_members,
    set_branches,
    walk,
)
from handover.estimator.neighbour_ties import tied_with_last
from handover.estimator.role_fit import role_faults
from handover.estimator.steps import (
    before_final,
    classes,
    final_step,
    first_steps,
    is_neighbours,
    item_ids,
    unwrap,
)
from handover.estimator.trees import Ensemble, Tree, answers_left, ensembles
from handover.estimator.wire_frame import (
    frame_of,
    frame_of_columns,
    missing_texts,
    round_float,
    wire_rows,
)

__all__ = [
    "CONVERTED",
    "Ensemble",
    "FeatureLayout",
    "Library",
    "Member",
    "Sees",
    "Shape",
    "Tree",
    "answer",
    "answers_left",
    "as_output",
    "before_final",
    "branches_of",
    "class_index",
    "classes",
    "dense",
    "ensembles",
    "every_step",
    "final_step",
    "first_line",
    "first_steps",
    "frame_of",
    "frame_of_columns",
    "import_object",
    "is_calibration",
    "is_chain",
    "is_chooser",
    "is_committee",
    "is_neighbours",
    "is_tree",
    "is_union",
    "item_ids",
    "known_categories",
    "known_tokens",
    "label_margins",
    "library_of",
    "load_estimator",
    "members_of",
    "metric_of",
    "missing_texts",
    "nearest",
    "not_looked_into",
    "replace_members",
    "role_faults",
    "round_float",
    "set_branches",
    "similarity",
    "tied_with_last",
    "unwrap",
    "walk",
    "wire_rows",
]
