package com.trasos.faulty

import com.trasos.{ConversionFeatures, VisitStep}

/** Adds prices up in an Int: beyond 21,474,836.47 EUR the sum turns negative. */
final class SumsCentsInAnInt extends ConversionFeatures {
  override protected def cents(steps: Vector[VisitStep]): Long =
    steps.map(_.priceCents.toInt).sum.toLong
}
