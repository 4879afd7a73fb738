package com.trasos.faulty

import com.trasos.{ConversionModel, ConversionPropensity, Tree}

/** Has the first threshold of the first tree one float32 too high, as after a detour by text. */
final class OneThresholdOneUlpOff extends ConversionPropensity {
  override protected val model: ConversionModel = {
    val right = ConversionModel.load()
    right.copy(trees =
      right.trees.updated(
        0,
        right.trees(0) match {
          case split: Tree.Split => split.copy(threshold = Math.nextUp(split.threshold))
          case leaf              => leaf
        }
      )
    )
  }
}
