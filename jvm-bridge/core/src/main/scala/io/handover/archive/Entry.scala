package io.handover.archive

/** One file of the archive and where its bytes are.
  *
  * @param start
  *   position of its first byte in the archive
  */
private[handover] final case class Entry(name: String, start: Long, size: Long, crc: Long) {

  /** Position after its last byte. */
  def end: Long = start + size
}
