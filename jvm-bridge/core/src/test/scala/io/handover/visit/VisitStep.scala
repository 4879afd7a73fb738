package io.handover.visit

import io.handover.{BackendInfo, FeatureStep, Row, Value}
import java.util.Locale

/** The feature step of the test bundle, and its oracle; each fault in `io.handover.faults.features`
  * overrides one step of it.
  */
class VisitStep extends FeatureStep {

  def info: BackendInfo = BackendInfo("visit-step", "1.0")

  def features(raw: Row): Row = {
    val events = raw.rows("events")
    val times = events.map(_.long("at_ms"))
    val alone = events.length == 1
    Row.empty
      .add("visits", raw.longs("starts_ms").count(inWindow(_, times.head)).toLong)
      .add("dwell_s", if (alone) missing else Value.F32(dwell(times)))
      .add("basket_eur", if (alone) missing else Value.F32(euros(events, "basket")))
      .add("views_eur", views(events))
      .add("source", source(raw.text("source")))
      .add("country", if (raw.isNull("geo")) "none" else raw.nested("geo").text("country"))
  }

  /** What stands for a number that no one knows. */
  protected def missing: Value = Value.Null

  /** Whether an earlier visit lies in the thirty days before the start. */
  protected def inWindow(at: Long, start: Long): Boolean =
    start - VisitStep.WindowMs <= at && at < start

  /** Seconds from the first event to the last. */
  protected def dwell(times: Vector[Long]): Float = ((times.last - times.head) / 1000.0).toFloat

  /** A source as the model was trained on it. */
  protected def source(tracked: String): String = tracked.strip.toLowerCase(Locale.ROOT)

  /** Euros of all events of a kind. */
  protected def euros(events: Vector[Row], kind: String): Float =
    (events.filter(_.text("kind") == kind).map(_.long("cents")).sum / 100.0).toFloat

  private def views(events: Vector[Row]): Value =
    if (events.exists(_.text("kind") == "view")) Value.F32(euros(events, "view")) else missing
}

object VisitStep {

  /** Thirty days. */
  val WindowMs: Long = 30L * 86400000L
}
