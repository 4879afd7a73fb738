package com.trasos

import java.io.InputStream

/** The trained numbers of conversion propensity.
  *
  * @param base
  *   the score every row starts from, in log-odds
  */
final case class ConversionModel(features: Vector[Feature], base: Float, trees: Vector[Tree])

object ConversionModel {
  private val resource = "conversion_propensity.tsv"

  /** The model that the service was built with. */
  def load(): ConversionModel =
    Option(getClass.getResourceAsStream(resource)).map(read).getOrElse(
      throw new IllegalStateException(
        s"com/trasos/$resource is not on the classpath; the hand-over (make demo) writes it"
      )
    )

  /** Reads what the hand-over wrote: one value a line, its kind first.
    *
    * Floats are read as floats: by way of double some would be rounded twice.
    */
  def read(in: InputStream): ConversionModel = {
    val lines = Table.read(in)
    val features = lines.collect {
      case Vector("number", column, "")      => Feature.Number(column, None)
      case Vector("number", column, imputed) => Feature.Number(column, Some(float(imputed)))
      case Vector("category", column, value) => Feature.Category(column, value)
    }
    val base = lines.collectFirst { case Vector("base", score) => float(score) }
    val nodes =
      lines.filter(line => line.head == "split" || line.head == "leaf").groupBy(_(1).toInt)
    ConversionModel(
      features,
      base.getOrElse(throw new IllegalArgumentException("the model has no base score")),
      nodes.toVector.sortBy(_._1).map { case (_, own) =>
        tree(own.map(n => n(2).toInt -> n).toMap, 0)
      }
    )
  }

  private def tree(nodes: Map[Int, Vector[String]], at: Int): Tree = nodes(at) match {
    case Vector("split", _, _, feature, threshold, left, right) =>
      Tree.Split(feature.toInt, float(threshold), tree(nodes, left.toInt), tree(nodes, right.toInt))
    case Vector("leaf", _, _, value) => Tree.Leaf(float(value))
    case line => throw new IllegalArgumentException(s"not a node: ${line.mkString(" | ")}")
  }

  private def float(text: String): Float = java.lang.Float.parseFloat(text)
}
