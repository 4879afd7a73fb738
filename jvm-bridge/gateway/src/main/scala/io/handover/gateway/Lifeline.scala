package io.handover.gateway

import java.io.{IOException, InputStream}

/** Ends this JVM when its parent is gone, however the parent went.
  *
  * The parent holds the other end of standard input and writes nothing; the operating system closes
  * it when the parent dies, even of SIGKILL. The JVM is halted rather than exited: shutdown hooks
  * of a backend that hangs would keep it alive, and ONNX Runtime's crashes it while a session is
  * being made (microsoft/onnxruntime#31352).
  */
private[gateway] object Lifeline {

  /** Watches `input` from a thread of its own; `end` runs at its end. */
  def watch(input: InputStream)(end: () => Unit): Thread = {
    val thread = new Thread(() => { drain(input); end() }, "handover-lifeline")
    thread.setDaemon(true)
    thread.start()
    thread
  }

  private def drain(input: InputStream): Unit = {
    val ignored = new Array[Byte](256)
    try while (input.read(ignored) >= 0) {}
    catch { case _: IOException => () }
  }
}
