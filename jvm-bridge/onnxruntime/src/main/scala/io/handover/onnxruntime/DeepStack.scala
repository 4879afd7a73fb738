package io.handover.onnxruntime

import java.nio.file.{Files, Path}
import scala.util.{Failure, Success, Try}
import scala.util.control.NonFatal

/** Runs what makes ONNX Runtime's environment, on a thread whose stack it cannot overflow.
  *
  * ONNX Runtime 1.29.0 recurses over the command line of its process while it makes the
  * environment: 257 bytes of native stack a character (measured on Linux x86-64: 10,000 characters
  * need 2.6 MB, 120,000 need 30.1 MB). A class path as build tools write it is long enough to
  * overflow the 1 MB of a JVM thread, and the JVM then ends with SIGSEGV and no message.
  */
private[onnxruntime] object DeepStack {

  private val bytesPerCharacter = 512L
  private val base = 8L << 20

  // Where the length cannot be read. Address space only: untouched pages are never resident.
  private val unmeasured = 64L << 20

  /** What `make` returns or throws. */
  def apply[A](make: () => A): A = {
    var made: Try[A] = Failure(new IllegalStateException("the thread has not run"))
    val thread = new Thread(
      null,
      () =>
        made =
          try Success(make())
          catch { case error: Throwable => Failure(error) },
      "handover-onnxruntime-environment",
      stackSize
    )
    thread.start()
    thread.join()
    made.get
  }

  private def stackSize: Long =
    try base + bytesPerCharacter * Files.readAllBytes(Path.of("/proc/self/cmdline")).length
    catch { case NonFatal(_) => unmeasured }
}
