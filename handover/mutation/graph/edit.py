"""Changes of one node of a graph, made in place on a copy."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    import onnx


@dataclass(frozen=True)
class Site:
    """A node as mutants are made of it.

    ``attributes`` are its attributes by name; ``constants`` its inputs that are initializers, by
    input number.
    """

    node: onnx.NodeProto
    attributes: Mapping[str, Any]
    constants: Mapping[int, npt.NDArray[Any]]

    @property
    def output(self) -> str:
        """The first output, which names the node."""
        return str(self.node.output[0])


@dataclass(frozen=True)
class Change:
    """One mutant of one node: its kind, what exactly is changed, and the change itself."""

    kind: str
    what: str
    output: str
    apply: Callable[[onnx.GraphProto], None] = field(repr=False)


def attribute_set(site: Site, kind: str, what: str, **values: Any) -> Change:
    """Give attributes other values; None removes one."""

    def apply(graph: onnx.GraphProto) -> None:
        from onnx import helper

        node = node_of(graph, site.output)
        kept = [
            type(each).FromString(each.SerializeToString())
            for each in node.attribute
            if each.name not in values
        ]
        kept += [
            helper.make_attribute(name, value)
            for name, value in values.items()
            if value is not None
        ]
        del node.attribute[:]
        node.attribute.extend(kept)

    return Change(kind, what, site.output, apply)


def constant_set(site: Site, kind: str, what: str, number: int, value: npt.NDArray[Any]) -> Change:
    """Give one input another constant; other readers of the old one keep it."""

    def apply(graph: onnx.GraphProto) -> None:
        from onnx import numpy_helper

        node = node_of(graph, site.output)
        name = f"{node.input[number]}__changed"
        graph.initializer.append(numpy_helper.from_array(value, name))
        node.input[number] = name

    return Change(kind, what, site.output, apply)


def operator_set(site: Site, kind: str, what: str, operator: str) -> Change:
    """Make it another operator with the same inputs."""

    def apply(graph: onnx.GraphProto) -> None:
        node_of(graph, site.output).op_type = operator

    return Change(kind, what, site.output, apply)


def bypassed(site: Site, kind: str, what: str, number: int = 0) -> Change:
    """Pass one input through untouched."""

    def apply(graph: onnx.GraphProto) -> None:
        node = node_of(graph, site.output)
        kept = node.input[number]
        del node.input[:]
        del node.attribute[:]
        node.input.append(kept)
        node.op_type, node.domain = "Identity", ""
        # Only the first output of a bypassed node is read in what we change.
        del node.output[1:]

    return Change(kind, what, site.output, apply)


def inputs_swapped(site: Site, kind: str, what: str, one: int, other: int) -> Change:
    """Read two inputs in each other's place."""

    def apply(graph: onnx.GraphProto) -> None:
        node = node_of(graph, site.output)
        node.input[one], node.input[other] = node.input[other], node.input[one]

    return Change(kind, what, site.output, apply)


Inserted = Callable[[str, str], "list[onnx.NodeProto]"]


def inserted(
    site: Site,
    kind: str,
    what: str,
    number: int,
    make: Inserted,
    constants: Mapping[str, npt.NDArray[Any]] | None = None,
) -> Change:
    """Put nodes between an input and the node: ``make(read, written)`` returns them."""

    def apply(graph: onnx.GraphProto) -> None:
        from onnx import numpy_helper

        node = node_of(graph, site.output)
        read, written = node.input[number], f"{site.output}__inserted{number}"
        at = next(place for place, each in enumerate(graph.node) if site.output in each.output)
        for place, each in enumerate(make(read, written)):
            graph.node.insert(at + place, each)
        for name, value in (constants or {}).items():
            graph.initializer.append(numpy_helper.from_array(value, name))
        node_of(graph, site.output).input[number] = written

    return Change(kind, what, site.output, apply)


def node_of(graph: onnx.GraphProto, output: str) -> onnx.NodeProto:
    """Return the node that makes a tensor."""
    found: onnx.NodeProto = next(node for node in graph.node if output in node.output)
    return found


def numbers_changed(values: npt.NDArray[Any], place: int, value: Any) -> npt.NDArray[Any]:
    """Return a copy with one number changed, counted flat."""
    changed = np.array(values, copy=True)
    changed.reshape(-1)[place] = value
    return changed
