package io.handover.archive

import java.io.ByteArrayOutputStream

/** The local header: the very bytes that must stand before an entry's content. */
private[archive] object LocalHeader {

  /** What starts it: PK 3 4. */
  val Signature: Long = 0x04034b50L

  /** The bytes that belong to a central header. */
  def bytes(central: CentralHeader): Array[Byte] = {
    val out = new ByteArrayOutputStream
    def u16(value: Int): Unit = { out.write(value & 0xff); out.write(value >> 8 & 0xff) }
    def u32(value: Long): Unit = { u16((value & 0xffff).toInt); u16((value >> 16 & 0xffff).toInt) }
    u32(Signature)
    Vector(CentralHeader.Version, central.flags, 0, 0, CentralHeader.Date).foreach(u16)
    Vector(central.crc, central.size, central.size).foreach(u32)
    Vector(central.name.length, 0).foreach(u16)
    out.write(central.name, 0, central.name.length)
    out.toByteArray
  }
}
