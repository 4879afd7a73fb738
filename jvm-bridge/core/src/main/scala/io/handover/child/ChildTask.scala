package io.handover.child

import io.handover.json.{Json, JsonReader, JsonWriter}
import io.handover.Fault
import java.io.{ByteArrayOutputStream, InputStream}
import java.nio.charset.StandardCharsets.UTF_8
import java.nio.file.{Files, Path}

/** The child's side of one question: read it, do the work, leave the answer, end.
  *
  * The question is one line of standard input, `{"folder","nonce","request"}`; nothing of it is on
  * the command line. The answer is a file in the folder with the nonce in it: a backend that ends
  * this JVM, or prints whatever it likes, leaves no such file.
  */
private[handover] object ChildTask {

  /** Made as soon as this JVM has read its question. */
  val Started: String = "started"

  /** The answer, which appears whole. */
  val Answered: String = "answer.json"

  /** Runs `work` on the request and ends this JVM. */
  def run(work: Json => Either[Vector[Fault], Json]): Unit = {
    val parent = System.in
    val question = line(parent)
    Lifeline.watch(parent)
    // What a backend starts goes with it, even where the backend ends this JVM itself.
    Runtime.getRuntime.addShutdownHook(new Thread(() => ProcessTree.killOwn()))
    System.setIn(InputStream.nullInputStream())
    try answer(question, work)
    catch { case error: Throwable => error.printStackTrace() }
    System.out.flush()
    System.err.flush()
    ProcessTree.killOwn()
    // Not exit: threads that a backend left behind, and hooks it registered, would run on.
    Runtime.getRuntime.halt(0)
  }

  private def answer(question: String, work: Json => Either[Vector[Fault], Json]): Unit = {
    val asked = JsonReader.read(question, "the question").toOption
    for {
      folder <- asked.flatMap(_.get("folder")).flatMap(_.text).map(Path.of(_))
      nonce <- asked.flatMap(_.get("nonce")).flatMap(_.text)
      request <- asked.flatMap(_.get("request"))
    } {
      Files.createFile(folder.resolve(Started)): Unit
      val whole = Json.obj("nonce" -> Json.str(nonce), "answer" -> Answer.of(work(request)))
      WholeFile.write(folder.resolve(Answered), JsonWriter.bytes(whole))
    }
  }

  private def line(input: InputStream): String = {
    val bytes = new ByteArrayOutputStream
    Iterator.continually(
      input.read()
    ).takeWhile(byte => byte >= 0 && byte != '\n').foreach(bytes.write)
    bytes.toString(UTF_8)
  }
}
