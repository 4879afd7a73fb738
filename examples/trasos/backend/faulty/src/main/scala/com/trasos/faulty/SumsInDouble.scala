package com.trasos.faulty

import com.trasos.ConversionPropensity

/** Adds the trees up in double and rounds once, where the model file adds in float. */
final class SumsInDouble extends ConversionPropensity {
  override protected def total(leaves: Vector[Float]): Float =
    (leaves.map(_.toDouble).sum + model.base.toDouble).toFloat
}
