package io.handover.archive

import java.security.MessageDigest

/** SHA-256 as the manifest writes it: 64 lower-case hexadecimal digits. */
private[handover] object Digest {

  // By hand: formatting a number follows the locale.
  private val Digits = "0123456789abcdef"

  /** The digest of `bytes`. */
  def of(bytes: Array[Byte]): String = hex(MessageDigest.getInstance("SHA-256").digest(bytes))

  /** Bytes in hexadecimal. */
  def hex(bytes: Array[Byte]): String =
    bytes.map(byte => Digits(byte >> 4 & 15).toString + Digits(byte & 15)).mkString

  /** True when `text` has the form of a digest. */
  def isDigest(text: String): Boolean =
    text.length == 64 && text.forall(Digits.contains(_))
}
