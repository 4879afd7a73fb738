"""The contract as typed, frozen values, one block a file, by ODCS 3.2 names where it has them.

In come a document's values, or Python values by snake_case names; out goes a `ModelContract`.
Refused by type: unknown keys, missing keys, values that are not what the key asks for.
"""

from handover.contract.model.business import Business, Control, Experiment, Outcome
from handover.contract.model.columns import NUMERIC_FORMATS, ROLES
from handover.contract.model.contract import ModelContract, Status
from handover.contract.model.description import (
    AuthoritativeDefinition,
    CustomProperty,
    Description,
)
from handover.contract.model.done_item import CHECKS, NOT_CHECKED, DoneItem, SignOff
from handover.contract.model.feature_stage import FeatureStage, RawVectorPlan
from handover.contract.model.label import Label
from handover.contract.model.metric import MEASURED_BASELINES, Baseline, Metric
from handover.contract.model.model_block import Artifact, ModelBlock, Runtime, RuntimeName, Task
from handover.contract.model.monitoring import Monitoring, Signal, SignalGroup
from handover.contract.model.parity import (
    CLASS_FLAGS,
    ConverterTolerance,
    Coverage,
    Parity,
    ToleranceDeclaration,
    VectorPlan,
)
from handover.contract.model.quality import QualityRule, Thresholds
from handover.contract.model.responsibility import Responsibility
from handover.contract.model.schema_property import (
    EnumValue,
    Items,
    LogicalTypeOptions,
    Property,
    SchemaObject,
)
from handover.contract.model.sla import SlaProperty
from handover.contract.model.team import Member, SupportChannel, Team

__all__ = [
    "CHECKS",
    "CLASS_FLAGS",
    "MEASURED_BASELINES",
    "NOT_CHECKED",
    "NUMERIC_FORMATS",
    "ROLES",
    "Artifact",
    "AuthoritativeDefinition",
    "Baseline",
    "Business",
    "Control",
    "ConverterTolerance",
    "Coverage",
    "CustomProperty",
    "Description",
    "DoneItem",
    "EnumValue",
    "Experiment",
    "FeatureStage",
    "Items",
    "Label",
    "LogicalTypeOptions",
    "Member",
    "Metric",
    "ModelBlock",
    "ModelContract",
    "Monitoring",
    "Outcome",
    "Parity",
    "Property",
    "QualityRule",
    "RawVectorPlan",
    "Responsibility",
    "Runtime",
    "RuntimeName",
    "SchemaObject",
    "SignOff",
    "Signal",
    "SignalGroup",
    "SlaProperty",
    "Status",
    "SupportChannel",
    "Task",
    "Team",
    "Thresholds",
    "ToleranceDeclaration",
    "VectorPlan",
]
