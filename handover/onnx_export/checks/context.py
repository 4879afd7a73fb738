"""Context of every check: the estimator, the columns of each step, and the contract."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from handover.onnx_export.feature_flow import Visit, flow
from handover.onnx_export.profile import installed
from handover.oracle import EstimatorOracle
from handover.values import Column

if TYPE_CHECKING:
    import pandas as pd

    from handover.contract import InputRule, ModelContract, Tolerance
    from handover.onnx_file import Exactness, Gaps

_WATCHED = ("onnxruntime", "protobuf", "skl2onnx")


@dataclass(frozen=True)
class Examination:
    """A static view of one export.

    ``null_text`` maps each text column to what the training frame calls missing (None or NaN).
    ``versions`` holds the installed versions of what is known to be wrong in some version.
    ``tolerances`` is what each output is held to, ``declared`` those that the contract states;
    ``classes`` is how near the graph can come, ``gaps`` how far sibling leaves lie apart in an
    output and ``sizes`` how large its answers usually are, once there is a graph.
    """

    estimator: Any
    columns: tuple[Column, ...]
    roles: Mapping[str, str]
    rules: Mapping[str, InputRule]
    visits: tuple[Visit, ...]
    string_missing: str
    null_text: Mapping[str, Any]
    sample: pd.DataFrame | None
    versions: Mapping[str, str]
    tolerances: Mapping[str, Tolerance]
    declared: frozenset[str]
    classes: Mapping[str, Exactness] = field(default_factory=dict)
    gaps: Mapping[str, Gaps] = field(default_factory=dict)
    sizes: Mapping[str, float] = field(default_factory=dict)

    @staticmethod
    def of(
        oracle: EstimatorOracle, contract: ModelContract, sample: pd.DataFrame | None
    ) -> Examination:
        """Look at an estimator that fits its contract."""
        versions = {name: installed(name) for name in _WATCHED}
        return Examination(
            estimator=oracle.estimator,
            columns=oracle.inputs,
            roles=oracle.roles,
            rules={column.name: contract.rules(column.name) for column in oracle.inputs},
            visits=flow(oracle.estimator, oracle.layout),
            string_missing=contract.string_missing,
            null_text=oracle.null_text,
            sample=sample,
            versions={name: found for name, found in versions.items() if found is not None},
            tolerances={name: contract.tolerance(name) for name in oracle.roles},
            declared=frozenset(contract.parity.tolerance),
        )

    @staticmethod
    def of_file(
        contract: ModelContract,
        sample: pd.DataFrame | None,
        *,
        classes: Mapping[str, Exactness],
        gaps: Mapping[str, Gaps],
        sizes: Mapping[str, float],
    ) -> Examination:
        """Look at a model file that came without an estimator: contract and environment."""
        columns = tuple(contract.input_columns)
        outputs = contract.output_columns
        versions = {name: installed(name) for name in _WATCHED}
        return Examination(
            estimator=None,
            columns=columns,
            roles={column.name: contract.role(column.name) for column in outputs},
            rules={column.name: contract.rules(column.name) for column in columns},
            visits=(),
            string_missing=contract.string_missing,
            null_text={},
            sample=sample,
            versions={name: found for name, found in versions.items() if found is not None},
            tolerances={column.name: contract.tolerance(column.name) for column in outputs},
            declared=frozenset(contract.parity.tolerance),
            classes=classes,
            gaps=gaps,
            sizes=sizes,
        )

    def column(self, name: str) -> Column:
        """Return the input column of that name."""
        return next(column for column in self.columns if column.name == name)
