package io.handover.archive

/** The sizes no bundle goes beyond; checked before anything is allocated. */
object Limits {

  /** Bytes of the whole file. */
  val File: Long = 2L << 30

  /** Entries. */
  val Entries: Int = 1000

  /** Bytes of one entry. */
  val Entry: Long = 1L << 30

  /** Bytes of `manifest.json`. */
  val Manifest: Long = 1L << 20

  /** Bytes of a JSON file, or of one line of a JSON Lines file. */
  val Json: Long = 64L << 20

  /** Characters (code points) of an entry name. */
  val Name: Int = 200
}
