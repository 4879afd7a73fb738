package io.handover.faulty

import io.handover.{Backend, BackendInfo, Batch}

/** Writes to address 0 at the first row: the JVM dies of SIGSEGV and leaves an hs_err file. */
final class CrashesTheJvm extends Backend {
  def info: BackendInfo = BackendInfo("crashes-the-jvm", "1.0")

  def score(batch: Batch): Batch = {
    // By reflection, since the class is not part of the Java API the build compiles against.
    val unsafe = Class.forName("sun.misc.Unsafe")
    val field = unsafe.getDeclaredField("theUnsafe")
    field.setAccessible(true)
    unsafe
      .getMethod("putAddress", classOf[Long], classOf[Long])
      .invoke(field.get(unsafe), Long.box(0L), Long.box(0L)): Unit
    batch
  }
}
