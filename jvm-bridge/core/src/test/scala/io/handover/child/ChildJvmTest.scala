package io.handover.child

import io.handover.Fault
import io.handover.json.{Json, JsonReader}
import java.io.{ByteArrayOutputStream, IOException}
import java.nio.charset.StandardCharsets.UTF_8
import java.nio.file.{Files, Path}
import java.util.concurrent.TimeUnit.SECONDS
import scala.concurrent.duration.{Duration, DurationInt}

/** What came of a child, and what it printed. */
final case class ChildEnded(answer: Either[Vector[Fault], Json], printed: String) {

  /** Code and found of the one fault. */
  def fault: (String, Option[String]) = answer match {
    case Left(Vector(one)) => (one.code, one.found)
    case other             => throw new AssertionError(other.toString)
  }

  /** The number of the process that the child said it started. */
  def started: Long = printed.linesIterator
    .collectFirst { case s"started $pid" => pid.toLong }
    .getOrElse(throw new AssertionError(printed))
}

/** A child JVM answers or is a fault with a name, whatever it does. */
class ChildJvmTest extends munit.FunSuite {

  override val munitTimeout: Duration = 2.minutes

  private val classpath = Vector(sys.props("java.class.path"))

  private def run(does: String, seconds: Double = 60, heap: Option[String] = None): ChildEnded = {
    val output = new ByteArrayOutputStream
    val main = Obedient.getClass.getName.stripSuffix("$")
    val settings = ChildSettings(main, classpath, seconds, heap, output)
    val answer = ChildJvm.ask(settings, Json.obj("does" -> Json.str(does)))
    ChildEnded(answer, output.toString(UTF_8))
  }

  private def start(settings: ChildSettings): Fault =
    ChildJvm.ask(settings, Json.obj()) match {
      case Left(Vector(one)) => one
      case other             => fail(other.toString)
    }

  test("the answer is what the work makes of the request, to the letter") {
    val request =
      Json.obj("text" -> Json.str("größer \"\\\n\u2028\ud83d\ude00"), "n" -> Json.Num("1e400"))
    val settings = ChildSettings("io.handover.child.Obedient", classpath)
    assertEquals(
      ChildJvm.ask(settings, request).map(_.get("echo")),
      Right(Some(request)): Either[Vector[Fault], Option[Json]]
    )
  }

  test("faults come back as they were made") {
    val settings = ChildSettings("io.handover.child.Refusing", classpath)
    assertEquals(
      ChildJvm.ask(settings, Json.obj()),
      Left(Refusing.faults): Either[Vector[Fault], Json]
    )
  }

  Vector(
    "exits with 0" -> "exit=0; no output",
    "exits with 3" -> "exit=3; no output",
    "halts with 0" -> "exit=0; no output",
    "exits on another thread" -> "exit=0; no output",
    "forges an answer" -> "exit=0; no output"
  ).foreach { case (does, found) =>
    test(s"a child that $does is HJ303") {
      assertEquals(run(does).fault, ("HJ303", Some(found)))
    }
  }

  test("a child that hangs is HJ301 at the deadline") {
    val begin = System.nanoTime
    assertEquals(run("hangs", seconds = 3).fault, ("HJ301", None))
    assert(System.nanoTime - begin < SECONDS.toNanos(20))
  }

  test("a child that fills the heap is HJ302, with the heap that it was options") {
    val (code, _) = run("fills the heap", heap = Some("64m")).fault
    assertEquals(code, "HJ302")
  }

  Vector("overflows the stack", "throws", "throws an interrupt").foreach { does =>
    test(s"work that $does is a defect of ours") {
      assertEquals(run(does).fault._1, "HJ900")
    }
  }

  Vector("closes its output", "reads its input", "leaves a thread", "says nothing out of place")
    .foreach { does =>
      test(s"a child that $does answers") {
        assert(run(does).answer.isRight, does)
      }
    }

  test("a quarter of a GiB of output blocks nobody, and its beginning is shown") {
    val ended = run("floods", heap = Some("64m"))
    assert(ended.answer.isRight, ended.answer)
    assert(ended.printed.length < OutputDrain.Shown + 200, ended.printed.length)
    assert(ended.printed.contains("the rest is not shown"))
  }

  Vector(
    ("leaves a process", 60.0),
    ("hangs with a process", 5.0),
    ("exits with a process", 60.0),
    ("halts with a process", 60.0)
  ).foreach { case (does, seconds) =>
    test(s"what a child that $does started ends with it") {
      val pid = run(does, seconds).started
      val deadline = System.nanoTime + SECONDS.toNanos(10)
      while (runs(pid) && System.nanoTime < deadline) Thread.sleep(20)
      assert(!runs(pid), pid)
    }
  }

  // A process that has ended and that nobody has waited for yet is not running.
  private def runs(pid: Long): Boolean = {
    val stat = Path.of("/proc", pid.toString, "stat")
    try !Files.readString(stat).contains(") Z ")
    catch {
      case _: IOException => Files.notExists(Path.of("/proc")) && ProcessHandle.of(pid).isPresent
    }
  }

  test("the largest heap is the one that was asked for") {
    val heap = run("says nothing out of place", heap = Some("96m")).answer.map(_.get("heap"))
    val found = heap.toOption.flatten.flatMap(_.long).getOrElse(0L) >> 20
    assert(found > 80 && found <= 96, found)
  }

  test("nothing is left in the temporary folder") {
    def ours: Set[String] =
      Path.of(sys.props("java.io.tmpdir")).toFile.list.toSet.filter(_.startsWith("handover-jvm-"))
    val seen = ours
    assert(run("exits with 0").answer.isLeft)
    // Other processes of this machine may have made theirs; each of ours is gone.
    val left = (ours -- seen).filter { name =>
      val arguments = Path.of(sys.props("java.io.tmpdir"), name, "arguments")
      Files.exists(arguments) && Files.readString(arguments).contains("io.handover.child.Obedient")
    }
    assertEquals(left, Set.empty[String])
  }

  test("a class that is not there is a child that does not start, in the JVM's own words") {
    val fault = start(ChildSettings("com.trasos.Nope", classpath))
    assertEquals(fault.code, "HJ104")
    assert(fault.found.exists(_.startsWith("exit=1; Error: Could not find or load main class")))
  }

  test("a heap that the JVM does not take is a child that does not start") {
    val fault = start(ChildSettings("io.handover.child.Obedient", classpath, heap = Some("7")))
    assertEquals(fault.code, "HJ104")
    assert(fault.found.exists(_.contains("Too small maximum heap")), fault.found)
  }

  test("arguments come out of their file as they went in") {
    val options =
      Vector("a b", "\"quoted\"", "back\\slash", "#no comment", "", "'single'", "x\ny", "@at")
    val folder = Files.createTempDirectory("handover-arguments")
    val file = ArgumentFile.write(
      folder.resolve("arguments"),
      Vector("-cp", classpath.mkString, "io.handover.child.PrintsItsArguments") ++ options
    )
    val process = new ProcessBuilder(JavaProgram.path, file).start()
    val printed = new String(process.getInputStream.readAllBytes(), UTF_8)
    PrivateFolder.delete(folder)
    assertEquals(
      JsonReader.read(printed, "arguments").map(_.elements.map(_.flatMap(_.text))),
      Right(Some(options)): Either[Fault, Option[Vector[String]]]
    )
  }
}
