package io.handover.testkit

/** The small exported bundle that these tests play. */
object Basket {

  /** Its path, from the directory that tests run in. */
  val path: String = "fixtures/basket-1.0.0.handover"
}
