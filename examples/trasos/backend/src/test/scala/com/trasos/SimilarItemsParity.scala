package com.trasos

import io.handover.testkit.ParitySuite

/** The model file in pure Scala against what the data scientist handed over. */
class SimilarItemsParity
    extends ParitySuite("../dist/similar-items-1.0.0.handover", bundle => new SimilarItems(bundle))
