"""HC206: whether an output can be the answer of the estimator that it says it is."""

from __future__ import annotations

from collections.abc import Iterator

from handover.contract.lint.rule import Subject
from handover.contract.model import ROLES, ModelContract, Property
from handover.contract.model.columns import is_role, wire_column
from handover.contract.observation import Observation
from handover.contract.place import Path
from handover.faults import Fault
from handover.values import Column

_CLASSIFICATION = ("binary-classification", "multiclass-classification")
_ROLE_TASKS = {
    "probability": _CLASSIFICATION,
    "label": (*_CLASSIFICATION, "anomaly-detection"),
    "score": (*_CLASSIFICATION, "anomaly-detection"),
    "value": ("regression",),
    "cluster": ("clustering",),
    "distances": ("clustering",),
    "neighbours": ("retrieval",),
}


def role_type(subject: Subject) -> Iterator[Observation]:
    """Yield HC206 for every output whose role, type and task do not go together."""
    contract = subject.contract
    for path, field in subject.outputs():
        if field.transform_logic is not None and not is_role(field.transform_logic):
            yield _observation(
                path, field, "is no answer of an estimator", f"one of {', '.join(ROLES)}"
            )
            continue
        column = wire_column(field)
        if isinstance(column, Fault):
            continue  # HC203, HC209, or a type that only export can refuse
        role = contract.role(field.name)
        misfit = _type_misfit(role, column) or _task_misfit(role, contract)
        if misfit:
            yield _observation(path, field, *misfit, role=role)


def _observation(
    path: Path, field: Property, message: str, expected: str, *, role: str | None = None
) -> Observation:
    place = (*path, "transformLogic") if field.transform_logic else path
    name = field.transform_logic or role
    return Observation(
        "HC206",
        place,
        f"{name} {message}",
        expected=expected,
        found=f"transformLogic={name}",
    )


def _type_misfit(role: str, column: Column) -> tuple[str, str] | None:
    """Return what is wrong and what was expected, None when the type can hold the role."""
    is_array = column.length is not None
    if role == "label":
        fits, expected = not is_array, "a scalar"
    elif role in ("probability", "distances", "neighbours.distance", "neighbours.similarity"):
        fits, expected = is_array and column.type.is_float, "an array of f32 or f64"
    elif role.startswith("probability["):
        fits, expected = not is_array and column.type.is_float, "a scalar f32 or f64"
    elif role == "cluster":
        fits, expected = not is_array and column.type.is_integer, "a scalar i32 or i64"
    elif role == "neighbours.ids":
        fits, expected = is_array and column.type.is_integer, "an array of i64"
    else:  # score, value, transform
        fits, expected = column.type.is_float, "f32 or f64"
    if fits:
        return None
    shape = column.type.value if column.length is None else f"array of {column.type.value}"
    return f"cannot be the {shape} {column.name}", expected


def _task_misfit(role: str, contract: ModelContract) -> tuple[str, str] | None:
    task = contract.model.task
    tasks = _ROLE_TASKS.get(role.split(".")[0].split("[")[0])
    if tasks is not None and task not in tasks:
        return f"is no answer of task {task}", f"task: {' or '.join(tasks)}"
    if task == "binary-classification" and role.startswith("probability["):
        index = int(role[len("probability[") : -1])
        if index > 1:
            return "names a third class of two", "probability[0] or probability[1]"
    return None
