package io.handover.evaluator.plan

import io.handover.evaluator.model.{Attribute, Graph}

/** The names that a graph within a node takes from the graphs around it. */
private[plan] object Captures {

  /** The names, in the order of their first use. */
  def of(graph: Graph): Array[String] = {
    val made = graph.inputs.map(_.name).toSet ++ graph.initializers.map(_.name) ++
      graph.nodes.flatMap(_.outputs)
    val used = graph.nodes.flatMap { node =>
      node.inputs ++ node.attributes.flatMap {
        case Attribute.OfGraph(_, body) => of(body)
        case _                          => Array.empty[String]
      }
    } ++ graph.outputs.map(_.name)
    used.distinct.filterNot(name => name.isEmpty || made(name))
  }
}
