package com.trasos

import io.handover.testkit.ParitySuite

/** Our feature code and our trees, from the tracker's raw visit on. */
class ConversionServiceParity
    extends ParitySuite("../dist/conversion-propensity-1.0.0.handover", new ConversionService)
