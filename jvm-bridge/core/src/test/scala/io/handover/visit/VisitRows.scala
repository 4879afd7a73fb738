package io.handover.visit

import io.handover.{Row, Value}

/** The raw rows of the test bundle, each with the flag and the reason it is there for. */
object VisitRows {

  /** A raw row, its flag, and why it is there. */
  final case class Chosen(flag: String, why: String, row: Row)

  /** When every visit of the test bundle starts. */
  val Start: Long = 1700000000000L

  /** An event so many milliseconds after the start. */
  def event(after: Long, kind: String, cents: Long = 0L): Row =
    Row.empty.add("at_ms", Start + after).add("kind", kind).add("cents", cents)

  /** A raw row of the contract's types. */
  def row(source: String, starts: Vector[Long], country: Option[String])(events: Row*): Row =
    Row.empty
      .add("source", source)
      .add("starts_ms", starts.toArray)
      .add("events", events.toVector)
      .add(
        "geo",
        country.fold[Value](Value.Null)(name => Value.Nested(Row.empty.add("country", name)))
      )

  /** All raw rows that have features. */
  val all: Vector[Chosen] = {
    val visits = Vector.tabulate(8) { k =>
      val seconds = 11000L + 7001L * k.toLong
      Chosen(
        "raw-visit",
        s"visit $k",
        row("google", Vector(Start - 1000L - k.toLong), Some("IT"))(
          event(0L, "visit"),
          event(2000L, "view", 1999L + k.toLong),
          event(seconds, "basket", 4995L * (k + 1).toLong)
        )
      )
    }
    val edges = Vector(
      "at the start" -> 0L,
      "thirty days before" -> -VisitStep.WindowMs,
      "a millisecond more than thirty days before" -> (-VisitStep.WindowMs - 1L)
    ).map { case (where, at) =>
      Chosen(
        "raw-window",
        s"an earlier start $where",
        row("google", Vector(Start + at), None)(event(0L, "visit"), event(9000L, "view", 500L))
      )
    }
    val alone =
      Chosen("raw-single", "one event", row("web", Vector.empty, None)(event(0L, "visit")))
    val texts = Vector(" google", "BING").map { source =>
      Chosen(
        "raw-text",
        s"source is '$source'",
        row(source, Vector.empty, Some("DE"))(event(0L, "visit"), event(70000L, "view", 100L))
      )
    }
    val split = Chosen(
      "raw-split",
      "dwell_s is at the model's threshold",
      row("web", Vector.empty, None)(event(0L, "visit"), event(30000L, "view", 100L))
    )
    visits ++ edges ++ texts :+ alone :+ split
  }
}
