package io.handover.child

import java.io.{IOException, InputStream}

/** Ends this JVM when its parent is gone, however the parent went.
  *
  * The parent holds the other end of standard input and writes no more; the operating system closes
  * it when the parent dies, even of SIGKILL. The JVM is halted rather than exited: shutdown hooks
  * of a backend that hangs would keep it alive, and ONNX Runtime's crashes it while a session is
  * being made (microsoft/onnxruntime#31352).
  */
private[handover] object Lifeline {

  /** Watches `input` from a thread of its own; at its end this JVM and what it started are gone. */
  def watch(input: InputStream): Unit =
    watch(
      input,
      () => {
        ProcessTree.killOwn()
        Runtime.getRuntime.halt(0)
      }
    )

  private[child] def watch(input: InputStream, end: () => Unit): Unit = {
    val thread = new Thread(() => { drain(input); end() }, "handover-lifeline")
    thread.setDaemon(true)
    thread.start()
  }

  private def drain(input: InputStream): Unit = {
    val ignored = new Array[Byte](256)
    try while (input.read(ignored) >= 0) {}
    catch { case _: IOException => () }
  }
}
