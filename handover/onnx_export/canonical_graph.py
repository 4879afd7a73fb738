"""One spelling of a graph: the same computation gives the same bytes.

Converters draw names from counters, hashes and object ids, and order nodes as they come (the
neighbours' graphs differ between two processes). Here nodes are ordered by a walk from the
outputs, values named by that order, unused ones dropped.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import onnx


def canonical_graph(model: onnx.ModelProto) -> onnx.ModelProto:
    """Return the model in its one spelling; names of graph inputs and outputs stay."""
    result = type(model)()
    result.CopyFrom(model)
    graph = result.graph
    _drop_identities(graph)
    _order(graph)
    kept = {value.name for value in [*graph.input, *graph.output]}
    _rename(graph, {name: name for name in kept}, _Counter())
    return result


class _Counter:
    """Numbers values and nodes in the order in which they are met, through all subgraphs."""

    def __init__(self) -> None:
        self.values = 0
        self.nodes = 0

    def value(self) -> str:
        self.values += 1
        return f"v{self.values}"

    def node(self, kind: str) -> str:
        self.nodes += 1
        return f"n{self.nodes}_{kind}"


def _subgraphs(node: Any) -> list[Any]:
    """Return a node's graphs in attribute order, which `_sort_attributes` has fixed."""
    found = []
    for attribute in node.attribute:
        if attribute.HasField("g"):
            found.append(attribute.g)
        found.extend(attribute.graphs)
    return found


def _reads(node: Any) -> list[str]:
    """Return what a node reads, also from inside its subgraphs."""
    names = list(node.input)
    for graph in _subgraphs(node):
        own = {value.name for value in [*graph.input, *graph.initializer]}
        own.update(name for inner in graph.node for name in inner.output)
        inside = [name for inner in graph.node for name in _reads(inner)]
        inside += [value.name for value in graph.output]
        names += [name for name in inside if name not in own]
    return names


def _drop_identities(graph: Any) -> None:
    outputs = {value.name for value in graph.output}
    same: dict[str, str] = {}
    kept = []
    for node in graph.node:
        if node.op_type == "Identity" and node.output[0] not in outputs:
            same[node.output[0]] = same.get(node.input[0], node.input[0])
        else:
            kept.append(node)
    for node in kept:
        _replace_reads(node, same)
    nodes = [type(node).FromString(node.SerializeToString()) for node in kept]
    del graph.node[:]
    graph.node.extend(nodes)


def _replace_reads(node: Any, same: dict[str, str]) -> None:
    for index, name in enumerate(node.input):
        if name in same:
            node.input[index] = same[name]
    for graph in _subgraphs(node):
        for inner in graph.node:
            _replace_reads(inner, same)


def _order(graph: Any) -> None:
    """Order nodes depth first from the outputs; drop nodes and initializers nobody reads."""
    for node in graph.node:
        attributes = sorted(node.attribute, key=lambda attribute: attribute.name)
        copies = [type(item).FromString(item.SerializeToString()) for item in attributes]
        del node.attribute[:]
        node.attribute.extend(copies)
        for inner in _subgraphs(node):
            _order(inner)
    maker = {name: index for index, node in enumerate(graph.node) for name in node.output if name}
    ordered: list[int] = []
    done: set[int] = set()
    waiting = [(value.name, False) for value in reversed(graph.output)]
    # An explicit stack: a chain of thousands of nodes must not meet the recursion limit.
    while waiting:
        name, expanded = waiting.pop()
        index = maker.get(name)
        if index is None or index in done:
            continue
        if expanded:
            done.add(index)
            ordered.append(index)
            continue
        waiting.append((name, True))
        waiting.extend((read, False) for read in reversed(_reads(graph.node[index])))
    nodes = [
        type(graph.node[index]).FromString(graph.node[index].SerializeToString())
        for index in ordered
    ]
    del graph.node[:]
    graph.node.extend(nodes)
    read = dict.fromkeys(name for node in nodes for name in _reads(node))
    read.update(dict.fromkeys(value.name for value in graph.output))
    by_name = {item.name: item for item in graph.initializer}
    used = [
        type(by_name[name]).FromString(by_name[name].SerializeToString())
        for name in read
        if name in by_name
    ]
    del graph.initializer[:]
    graph.initializer.extend(used)
    del graph.value_info[:]


def _rename(graph: Any, names: dict[str, str], counter: _Counter) -> None:
    def new(name: str) -> str:
        if name not in names:
            names[name] = counter.value()
        return names[name]

    for value in graph.input:
        value.name = new(value.name)
    for node in graph.node:
        for index, name in enumerate(node.input):
            if name:
                node.input[index] = new(name)
        for inner in _subgraphs(node):
            # Inner names may shadow; outer ones are visible inside.
            _rename(inner, _visible(inner, names), counter)
            inner.name = "body"
        for index, name in enumerate(node.output):
            if name:
                node.output[index] = new(name)
        node.name = counter.node(node.op_type)
        node.doc_string = ""
    for value in graph.output:
        value.name = new(value.name)
    for initializer in graph.initializer:
        initializer.name = new(initializer.name)
        initializer.doc_string = ""


def _visible(inner: Any, names: dict[str, str]) -> dict[str, str]:
    own = {value.name for value in [*inner.input, *inner.initializer]}
    own.update(name for node in inner.node for name in node.output)
    return {name: new for name, new in names.items() if name not in own}
