"""The model contract: every block as a typed, frozen value, and its canonical form."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cached_property
from typing import Any, Literal

from pydantic import Field, PrivateAttr, ValidationError

from handover.contract.input_rules import InputRule, input_rule
from handover.contract.model.block import Block
from handover.contract.model.business import Business
from handover.contract.model.columns import default_role, fields_of, wire_column, wire_columns
from handover.contract.model.description import (
    AuthoritativeDefinition,
    CustomProperty,
    Description,
)
from handover.contract.model.done_item import DoneItem, SignOff
from handover.contract.model.feature_stage import FeatureStage
from handover.contract.model.label import Label
from handover.contract.model.metric import Metric
from handover.contract.model.model_block import ModelBlock
from handover.contract.model.monitoring import Monitoring
from handover.contract.model.parity import Parity
from handover.contract.model.raw_fields import RawRule, raw_rules
from handover.contract.model.responsibility import Responsibility
from handover.contract.model.scalar_types import Slug, Text, Version
from handover.contract.model.schema_property import Property, SchemaObject
from handover.contract.model.sla import SlaProperty
from handover.contract.model.team import SupportChannel, Team
from handover.contract.model.tolerances import declared, spelled
from handover.contract.place import Path, parse_path
from handover.contract.reading import Document
from handover.contract.tolerance import Tolerance, default_tolerance
from handover.faults import BundleInvalid, Fault, Owner
from handover.values import Column, canonical_json, parse_json
from handover.values.raw_field import RawField
from handover.values.strict_json import Number

Status = Literal["proposed", "draft", "active", "deprecated", "retired"]


class ModelContract(Block):
    """What a data scientist, a data engineer and a BI analyst agree on about one model.

    Built by `handover.load` from a file, or in Python from the blocks of
    `handover.contract.model` by their snake_case names. Building checks types alone;
    `handover.contract.lint` judges the rest. Two contracts say the same when their ``digest`` is
    the same.
    """

    api_version: Literal["handover/v1"] = "handover/v1"
    kind: Literal["ModelContract"] = "ModelContract"
    id: Slug
    version: Version = Field(description="semantic version, quoted")
    name: Slug = Field(description="name of the bundle file")
    status: Status
    domain: Text | None = None
    description: Description | None = None
    team: Team = Team()
    support: tuple[SupportChannel, ...] = ()
    inputs: tuple[SchemaObject, ...] = Field(min_length=1)
    outputs: tuple[SchemaObject, ...] = Field(min_length=1)
    features: FeatureStage | None = None
    label: Label | None = None
    sla_properties: tuple[SlaProperty, ...] = ()
    model: ModelBlock
    parity: Parity = Parity()
    metrics: tuple[Metric, ...] = ()
    business: Business = Business()
    monitoring: Monitoring = Monitoring()
    responsibilities: tuple[Responsibility, ...] = ()
    definition_of_done: tuple[DoneItem, ...] = ()
    sign_offs: tuple[SignOff, ...] = ()
    tags: tuple[Text, ...] = ()
    authoritative_definitions: tuple[AuthoritativeDefinition, ...] = ()
    custom_properties: tuple[CustomProperty, ...] = ()

    _document: Document | None = PrivateAttr(default=None)

    @classmethod
    def from_document(cls, document: Document, value: dict[str, object]) -> ModelContract:
        """Type a document's values; keys must be the camelCase ones.

        ``value`` is ``document.value``, or what is left of it without the parts that are wrong.

        Raises
        ------
        pydantic.ValidationError
            Turned into observations by `handover.contract.model.shape`.
        """
        contract = cls.model_validate(value, by_alias=True, by_name=False)
        contract._document = document
        return contract

    @staticmethod
    def from_canonical(data: bytes) -> ModelContract:
        """Read ``contract.json`` out of a bundle.

        What an older handover wrote has not the defaults that came later: they are filled in, and
        the bundle stays readable. That the bytes are the ones exported, the manifest's digest says.

        Raises
        ------
        BundleInvalid
            HB301-HB307 not strict JSON; HB401 no contract, or its JSON not sorted and compact.
        """
        value = parse_json(data, where="contract.json")
        try:
            contract = ModelContract.model_validate(
                _as_numbers(value), by_alias=True, by_name=False
            )
        except ValidationError as broken:
            raise BundleInvalid(*map(_not_a_contract, broken.errors(include_url=False))) from None
        if canonical_json(_as_numbers(value)) != data:
            raise BundleInvalid(_not_canonical())
        return contract

    def model_copy(
        self, *, update: Mapping[str, Any] | None = None, deep: bool = False
    ) -> ModelContract:
        """Return the contract with other values, which no file says any more.

        What was computed of this contract (columns, rules, digest) is not carried over.
        """
        copied = super().model_copy(update=update, deep=deep)
        for name in copied.__dict__.keys() - type(self).model_fields.keys():
            del copied.__dict__[name]
        if update:
            copied._document = None
        return copied

    @cached_property
    def input_columns(self) -> tuple[Column, ...]:
        """The model's inputs, in contract order. Raises ExportRefused for types not carried."""
        return wire_columns(self.inputs)

    @cached_property
    def output_columns(self) -> tuple[Column, ...]:
        """The model's outputs, in contract order. Raises ExportRefused for types not carried."""
        return wire_columns(self.outputs)

    @property
    def raw_fields(self) -> tuple[RawField, ...]:
        """The fields of a raw row, in contract order; empty without a ``features`` block."""
        return tuple(rule.field for rule in self.raw_rules)

    @cached_property
    def raw_rules(self) -> tuple[RawRule, ...]:
        """What a raw row must satisfy; empty without a ``features`` block."""
        return raw_rules(self.features.inputs) if self.features else ()

    def feature_tolerance(self, input_name: str) -> Tolerance:
        """Return how far a feature may lie from the oracle's: bits where nothing is declared."""
        declaration = self.features.tolerance.get(input_name) if self.features else None
        return declared(declaration, Tolerance("bits"))

    def role(self, output_name: str) -> str:
        """Return which answer of the estimator an output is, such as ``probability[1]``."""
        field = self._fields(self.outputs)[output_name]
        column = wire_column(field)
        if field.transform_logic or isinstance(column, Fault):
            return field.transform_logic or "value"
        return default_role(column, self.model.task)

    def rules(self, column_name: str) -> InputRule:
        """Return what a value of the input column must satisfy."""
        return self._rules[column_name]

    def tolerance(self, output_name: str) -> Tolerance:
        """Return the comparison class of an output: the declared one, or the type's default."""
        column = wire_column(self._fields(self.outputs)[output_name])
        if isinstance(column, Fault):
            return Tolerance("bits")
        default = default_tolerance(column.type)
        return declared(self.parity.tolerance.get(output_name), default)

    @property
    def converter_tolerance(self) -> Tolerance:
        """How near ONNX must be to the estimator on the wire row to count as converted right."""
        converter = self.parity.converter
        return Tolerance("absrel", abs=converter.abs, rel=converter.rel)

    @property
    def string_missing(self) -> str:
        """The text that stands for a null string on the wire."""
        return self.model.artifact.string_missing

    @property
    def source_text(self) -> str | None:
        """The YAML as written; None for a contract that no file was read for."""
        return self._document.text if self._document else None

    @property
    def source_name(self) -> str | None:
        """The file as the user named it; None for a contract that no file was read for."""
        return self._document.name if self._document else None

    @property
    def document(self) -> Document | None:
        """The file's values and positions; None for a contract that no file was read for."""
        return self._document

    def position(self, path: str | Path) -> tuple[int, int] | None:
        """Return line and column, from 1, of a path such as ``$.inputs[0].properties[1].name``.

        None where the file does not say it (a default), or where there is no file.
        """
        if self._document is None:
            return None
        steps = parse_path(path) if isinstance(path, str) else path
        mark = self._document.marks.get(steps)
        return (mark.line, mark.column) if mark else None

    def canonical_json(self) -> bytes:
        """Return the contract as machines read it: every default filled in, sorted, compact.

        Left out are ``signOffs`` and the dates of evidence: records *about* the agreement, which
        change without the agreement changing. A bundle therefore still belongs to its contract
        after it was signed.
        """
        return self._canonical

    @property
    def digest(self) -> str:
        """SHA-256 of `canonical_json`, hexadecimal."""
        return hashlib.sha256(self._canonical).hexdigest()

    @property
    def agreement_digest(self) -> str:
        """SHA-256 of what is signed: the canonical form without ``status``.

        A contract is signed as a draft and made active once all have signed; that step must not
        void the signatures.
        """
        agreed = self._canonical_value()
        del agreed["status"]
        return hashlib.sha256(canonical_json(agreed)).hexdigest()

    @cached_property
    def _rules(self) -> dict[str, InputRule]:
        return {field.name: input_rule(field) for _, field in fields_of(self.inputs)}

    @cached_property
    def _canonical(self) -> bytes:
        return canonical_json(self._canonical_value())

    def _canonical_value(self) -> dict[str, Any]:
        value = self.model_dump(
            mode="python", by_alias=True, exclude_none=True, exclude={"sign_offs"}
        )
        for item in value["definitionOfDone"]:
            item.pop("date", None)
        for (index, *_, place), field in fields_of(self.outputs):
            column = wire_column(field)
            if isinstance(column, Fault):
                continue
            role = self.role(field.name)
            value["outputs"][index]["properties"][place]["transformLogic"] = role
            value["parity"]["tolerance"][field.name] = spelled(self.tolerance(field.name), role)
        for _, field in fields_of(self.inputs) if self.features else ():
            tolerance = spelled(self.feature_tolerance(field.name), "value")
            value["features"]["tolerance"][field.name] = tolerance
        return value

    @staticmethod
    def _fields(objects: tuple[SchemaObject, ...]) -> dict[str, Property]:
        return {field.name: field for _, field in fields_of(objects)}


def _as_numbers(value: object) -> object:
    if isinstance(value, Number):
        return float(value)
    if isinstance(value, dict):
        return {key: _as_numbers(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_as_numbers(item) for item in value]
    return value


def _not_a_contract(error: Any) -> Fault:
    place = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in error["loc"])
    return Fault(
        code="HB401",
        message=f"not a contract: {error['msg']}",
        owner=Owner.DATA_SCIENTIST,
        where=f"contract.json $.{place.lstrip('.')}",
        next="Export the bundle again; never edit it by hand.",
    )


def _not_canonical() -> Fault:
    return Fault(
        code="HB401",
        message="contract.json is not in canonical form",
        owner=Owner.DATA_SCIENTIST,
        where="contract.json",
        next="Export the bundle again; never edit it by hand.",
    )
