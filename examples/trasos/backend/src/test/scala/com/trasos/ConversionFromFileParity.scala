package com.trasos

import io.handover.testkit.ParitySuite

/** The model file in pure Scala, row by row, against what the data scientist handed over. */
class ConversionFromFileParity
    extends ParitySuite(
      "../dist/conversion-propensity-1.0.0.handover",
      bundle => new ConversionFromFile(bundle)
    )
