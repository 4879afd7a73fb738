package io.handover.gateway.frame

/** The sizes no frame goes beyond, checked before anything is allocated; Python holds the same. */
private[gateway] object FrameLimits {

  /** Bytes of the whole file. */
  val File: Long = 1L << 30

  /** Bytes of the header. */
  val Header: Int = 4 << 20

  /** Rows. */
  val Rows: Int = 1 << 24

  /** Columns. */
  val Columns: Int = 10000

  /** Elements of an array column in one row. */
  val Length: Int = 1 << 20
}
