package io.handover.zoo

import java.nio.charset.StandardCharsets

import scala.io.{Codec, Source}

/** The numbers of a model as tab-separated text, one value a line, its kind first. */
final class Weights private (lines: Vector[Vector[String]]) {

  /** The lines in order, each with its kind. */
  def all: Vector[Vector[String]] = lines

  /** The cells behind a kind, line after line. */
  def of(kind: String): Vector[Vector[String]] = lines.filter(_.head == kind).map(_.tail)
}

object Weights {

  /** The numbers that lie beside this class as `name.tsv`. */
  def load(name: String): Weights = {
    val resource = s"$name.tsv"
    val in = Option(getClass.getResourceAsStream(resource)).getOrElse(
      throw new IllegalStateException(s"io/handover/zoo/$resource is not on the classpath")
    )
    val source = Source.fromInputStream(in)(Codec(StandardCharsets.UTF_8))
    try new Weights(source.getLines().map(_.split("\t", -1).toVector).toVector)
    finally source.close()
  }
}
