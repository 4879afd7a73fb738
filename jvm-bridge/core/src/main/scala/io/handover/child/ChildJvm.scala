package io.handover.child

import io.handover.json.{Json, JsonReader, JsonWriter}
import io.handover.{Fault, Owner}
import java.io.{File, IOException}
import java.lang.System.nanoTime
import java.nio.charset.StandardCharsets.UTF_8
import java.nio.file.{Files, Path}
import java.security.SecureRandom
import java.util.Base64
import java.util.concurrent.TimeUnit.{MILLISECONDS, NANOSECONDS, SECONDS}

/** A JVM of its own for code that may end it: started, asked once, gone afterwards.
  *
  * The child finds its question on standard input, which stays open as its [[Lifeline]], and leaves
  * its answer in a file ([[ChildTask]]). Whatever else becomes of it is a fault: HJ104 it did not
  * start, HJ301 it hung, HJ303 it was ended, HJ304 it crashed; HJ302 is its own answer.
  */
private[handover] object ChildJvm {

  /** What the child answers to `request`, or how it ended. */
  def ask(settings: ChildSettings, request: Json): Either[Vector[Fault], Json] =
    try {
      val folder = PrivateFolder.make()
      try asked(start(settings, folder), settings, folder, request)
      finally PrivateFolder.delete(folder)
    } catch { case refused: IOException => Left(Vector(noStart(refused.toString, machine))) }

  private def start(settings: ChildSettings, folder: Path): Process = {
    val options = JvmOptions.here
    val arguments = options.of(settings, folder.resolve(crash).toString) ++
      Vector("-cp", settings.classpath.mkString(File.pathSeparator), settings.main)
    val file = ArgumentFile.write(folder.resolve("arguments"), arguments)
    val builder = new ProcessBuilder(JavaProgram.path, file).redirectErrorStream(true)
    options.variables.foreach(builder.environment.remove(_))
    builder.start()
  }

  private def asked(
      process: Process,
      settings: ChildSettings,
      folder: Path,
      request: Json
  ): Either[Vector[Fault], Json] = {
    val tree = new ProcessTree(process.toHandle)
    val endsToo = new Thread(() => { tree.kill(); PrivateFolder.delete(folder) })
    try {
      // This JVM may be ended meanwhile: by Ctrl-C, by whoever runs the tests.
      Runtime.getRuntime.addShutdownHook(endsToo)
      val drain = new OutputDrain(process.getInputStream, settings.output)
      val nonce = secret()
      send(process, folder, nonce, request)
      val inTime = waited(process, tree, settings.seconds)
      tree.kill()
      process.waitFor(10, SECONDS): Unit
      drain.finish(1000)
      answer(folder, nonce).getOrElse {
        val end = ChildEnd(
          Option.unless(inTime)(settings.seconds),
          if (process.isAlive) -1 else process.exitValue,
          read(folder.resolve(crash)).map(new String(_, UTF_8)),
          drain.text
        )
        val runs = Files.exists(folder.resolve(ChildTask.Started))
        Left(Vector(
          if (runs || !inTime) end.fault
          else noStart(s"exit=${end.exit}; ${end.lastWords}", options)
        ))
      }
    } finally {
      tree.kill()
      try Runtime.getRuntime.removeShutdownHook(endsToo): Unit
      catch { case _: IllegalStateException => () } // this JVM is ending already
    }
  }

  private def send(process: Process, folder: Path, nonce: String, request: Json): Unit = {
    val question = Json.obj(
      "folder" -> Json.str(folder.toString),
      "nonce" -> Json.str(nonce),
      "request" -> request
    )
    val input = process.getOutputStream
    try {
      input.write((JsonWriter.write(question) + "\n").getBytes(UTF_8))
      input.flush() // and never closed: its end is the child's
    } catch { case _: IOException => () } // gone already; its end says why
  }

  /** Whether it ended by itself within so many seconds. */
  private def waited(process: Process, tree: ProcessTree, seconds: Double): Boolean = {
    val deadline = nanoTime + (seconds * 1e9).min(Long.MaxValue / 4.0).toLong
    Iterator
      .continually {
        val left = NANOSECONDS.toMillis(deadline - nanoTime).max(0)
        val ended = process.waitFor(left.min(between), MILLISECONDS)
        if (!ended) tree.look()
        (ended, left <= between)
      }
      .collectFirst { case (ended, last) if ended || last => ended }
      .contains(true)
  }

  /** The answer, when one with the nonce is there. */
  private def answer(folder: Path, nonce: String): Option[Either[Vector[Fault], Json]] =
    read(folder.resolve(ChildTask.Answered)).flatMap { bytes =>
      JsonReader.read(bytes, "answer") match {
        case Left(fault) => Some(Left(Vector(noAnswer(fault.line))))
        case Right(json) if json.get("nonce").contains(Json.str(nonce)) =>
          val found = json.get("answer").flatMap(Answer.read)
          Some(found.getOrElse(Left(Vector(noAnswer("members=nonce")))))
        case Right(_) => None
      }
    }

  private def read(path: Path): Option[Array[Byte]] =
    try Some(Files.readAllBytes(path))
    catch { case _: IOException => None }

  private def secret(): String = {
    val bytes = new Array[Byte](32)
    new SecureRandom().nextBytes(bytes)
    Base64.getUrlEncoder.withoutPadding.encodeToString(bytes)
  }

  private def noStart(why: String, next: String): Fault = Fault(
    code = "HJ104",
    message = "the child JVM did not start",
    owner = Owner.Environment,
    where = Some(JavaProgram.path),
    found = Some(why),
    next = Some(next)
  )

  private def noAnswer(found: String): Fault = Fault(
    code = "HV401",
    message = "the answer of the child JVM cannot be understood",
    owner = Owner.Handover,
    found = Some(found),
    next = Some("Report it with this message.")
  )

  private val options =
    "Look at --heap and at the options of this JVM: the child gets the same ones."
  private val machine =
    "Look that Java is there, and the temporary folder (java.io.tmpdir), with space."

  private val crash = "hs_err.log"

  // Looking for what the child started takes 10 ms of a machine with a hundred processes.
  private val between = 500L
}
