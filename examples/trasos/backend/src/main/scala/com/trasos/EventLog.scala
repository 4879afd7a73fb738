package com.trasos

import java.io.InputStream

/** Reads the tracker's log: tab-separated text with a header, in order of time. */
object EventLog {

  /** The events of `in`. Throws on a line that is not an event, with its number. */
  def read(in: InputStream): Vector[ShopEvent] =
    Table.read(in).zipWithIndex.drop(1).map { case (cells, index) =>
      event(cells).getOrElse(
        throw new IllegalArgumentException(
          s"line ${index + 1} is not an event: ${cells.mkString(" | ")}"
        )
      )
    }

  private def event(cells: Vector[String]): Option[ShopEvent] = cells match {
    case Vector(at, visitor, visit, kind, item, device, country, referrer) =>
      EventKind.parse(kind).map(
        ShopEvent(
          at.toLong,
          visitor.toLong,
          visit.toLong,
          _,
          item.toLong,
          device,
          country,
          referrer
        )
      )
    case _ => None
  }
}
