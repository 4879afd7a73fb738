package io.handover.json

/** Bytes from hexadecimal text, as the shared tables write them. */
object Hex {

  /** The bytes. */
  def bytes(text: String): Array[Byte] =
    text.grouped(2).map(pair => Integer.parseInt(pair, 16).toByte).toArray
}
