package com.trasos

import java.io.InputStream
import java.nio.charset.StandardCharsets

import scala.io.{Codec, Source}

/** Tab-separated text in UTF-8, whatever the default charset is. */
object Table {

  /** The lines of `in` as cells, empty ones at the end kept; closes `in`. */
  def read(in: InputStream): Vector[Vector[String]] = {
    val source = Source.fromInputStream(in)(Codec(StandardCharsets.UTF_8))
    try source.getLines().map(_.split("\t", -1).toVector).toVector
    finally source.close()
  }
}
