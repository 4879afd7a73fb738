package com.trasos.faulty

import com.trasos.{ConversionFeatures, Visit}
import io.handover.Row

/** Leaves the last event out, as a loop does that ends one too early. */
final class DropsTheLastEvent extends ConversionFeatures {
  override protected def visit(raw: Row): Visit = {
    val whole = super.visit(raw)
    if (whole.steps.size > 1) whole.copy(steps = whole.steps.init) else whole
  }
}
