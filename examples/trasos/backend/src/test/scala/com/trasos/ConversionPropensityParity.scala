package com.trasos

import io.handover.testkit.ParitySuite

/** Our trees against what the data scientist handed over. */
class ConversionPropensityParity
    extends ParitySuite("../dist/conversion-propensity-1.0.0.handover", new ConversionPropensity)
