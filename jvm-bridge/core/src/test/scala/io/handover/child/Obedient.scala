package io.handover.child

import io.handover.json.Json
import io.handover.{Fault, Owner}
import java.nio.file.{Files, Path}
import scala.collection.mutable.ArrayBuffer

/** A child that does whatever its request says, however foolish. */
object Obedient {

  /** The child. */
  def main(arguments: Array[String]): Unit = ChildTask.run { request =>
    request.get("does").flatMap(_.text).foreach(act)
    Right(Json.obj("echo" -> request, "heap" -> Json.int(Runtime.getRuntime.maxMemory)))
  }

  private def act(does: String): Unit = does match {
    case "exits with 0"              => System.exit(0)
    case "exits with 3"              => System.exit(3)
    case "halts with 0"              => Runtime.getRuntime.halt(0)
    case "exits on another thread"   => new Thread(() => System.exit(0)).start(); hang()
    case "hangs"                     => hang()
    case "fills the heap"            => fill()
    case "overflows the stack"       => deeper(0): Unit
    case "throws"                    => throw new IllegalStateException("out of luck")
    case "throws an interrupt"       => throw new InterruptedException("now")
    case "floods"                    => flood()
    case "forges an answer"          => forge(); System.exit(0)
    case "leaves a process"          => process(): Unit
    case "hangs with a process"      => process(); hang()
    case "exits with a process"      => process(); System.exit(0)
    case "halts with a process"      => process(); Thread.sleep(1500); Runtime.getRuntime.halt(0)
    case "closes its output"         => System.out.close(); System.err.close()
    case "reads its input"           => require(System.in.read() == -1)
    case "leaves a thread"           => new Thread(() => hang()).start()
    case "says nothing out of place" => ()
  }

  private def hang(): Unit = while (true) Thread.sleep(1000)

  private def deeper(depth: Int): Int = if (depth < 0) 0 else 1 + deeper(depth + 1)

  private def fill(): Unit = {
    val held = ArrayBuffer.empty[Array[Long]]
    while (true) held += new Array[Long](1 << 20)
  }

  private def flood(): Unit = {
    val line = "x" * 1023
    (1 to 256 * 1024).foreach(_ => System.out.println(line)) // a quarter of a GiB
    System.err.println("the last words")
  }

  // The folder is named by the place of the crash report, which the backend can see.
  private def forge(): Unit = JvmOptions.here.inherited.toVector.flatten
    .find(_.startsWith("-XX:ErrorFile="))
    .foreach { option =>
      val answer = """{"nonce":"","answer":{"ok":{"format":"handover-verdict/1"}}}"""
      val folder = Path.of(option.stripPrefix("-XX:ErrorFile=")).getParent
      Files.writeString(folder.resolve(ChildTask.Answered), answer): Unit
    }

  private def process(): Process = {
    val started = new ProcessBuilder("sleep", "600").inheritIO().start()
    println(s"started ${started.pid}")
    started
  }
}

/** A child that answers with two faults. */
object Refusing {

  /** The faults. */
  val faults: Vector[Fault] = Vector(
    Fault("HB201", "one", Owner.DataScientist, where = Some("a"), next = Some("Go on.")),
    Fault("HB202", "two", Owner.Handover, expected = Some("x=1"), found = Some("x=2"))
  )

  /** The child. */
  def main(arguments: Array[String]): Unit = ChildTask.run(_ => Left(faults))
}

/** A program that knows nothing of questions and answers. */
object PrintsItsArguments {

  /** The program. */
  def main(arguments: Array[String]): Unit =
    print(io.handover.json.JsonWriter.write(Json.arr(arguments.map(Json.str))))
}
