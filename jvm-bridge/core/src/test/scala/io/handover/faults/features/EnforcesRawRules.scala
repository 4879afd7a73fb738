package io.handover.faults.features

import io.handover.visit.VisitStep
import io.handover.{BackendInfo, RejectedInput, Row}

/** Refuses raw rows itself, rightly. */
class EnforcesRawRules extends VisitStep {
  override def info: BackendInfo = super.info.copy(enforcesInputRules = true)

  override def features(raw: Row): Row = {
    val events = raw.rows("events")
    val kinds = Set("visit", "view", "basket")
    val unknown = events.indexWhere(event => !kinds(event.text("kind")))
    if (raw.elements("starts_ms").contains(io.handover.Value.Null))
      throw new RejectedInput("HR101", "starts_ms[0]", "a start is null")
    else if (events.isEmpty) throw new RejectedInput("HR106", "events", "no event")
    else if (unknown >= 0)
      throw new RejectedInput("HR105", s"events[$unknown].kind", "a kind we do not know")
    else super.features(raw)
  }
}
