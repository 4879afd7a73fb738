package io.handover.cli

import io.handover.json.{Json, JsonReader}
import io.handover.Bundle
import java.io.{ByteArrayOutputStream, IOException, OutputStream, PrintStream}
import java.nio.charset.StandardCharsets.UTF_8
import java.nio.file.{Files, Path}
import munit.FunSuite

class ProgramTest extends FunSuite {
  private val basket = Path.of("fixtures", "basket-1.0.0.handover").toString
  private val folder = FunFixture[Path](_ => Files.createTempDirectory("handover-cli"), delete)

  private def run(arguments: String*): ProgramTest.Ended = {
    val (out, err) = (new ByteArrayOutputStream, new ByteArrayOutputStream)
    val program = new Program(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8))
    val code = program.run(arguments.toList)
    ProgramTest.Ended(code, out.toString(UTF_8), err.toString(UTF_8))
  }

  // The classes of the faulty backends, which are on no classpath of this test.
  private def faulty(name: String, more: String*): ProgramTest.Ended = {
    val address = s"io.handover.faulty.$name"
    val classes = sys.props("handover.faulty.classes")
    val asked = Vector("verify", basket, "--backend", address, "--classpath", classes) ++ more
    run(asked*)
  }

  private lazy val first: String = Bundle
    .open(Path.of(basket))
    .fold(faults => fail(faults.map(_.line).mkString), _.vectors.head.id)

  private def delete(folder: Path): Unit = {
    val files = folder.toFile.listFiles
    files.foreach(_.delete)
    Files.delete(folder)
  }

  test("the model file passes on the evaluator") {
    val ended = run("verify", basket)
    assertEquals((ended.code, ended.err), (0, ""))
    assertEquals(ended.out.linesIterator.next(), "PASSED  basket 1.0.0: 148 of 148 vectors pass")
    assertEquals(ended.out.linesIterator.filter(_.length > 80).toList, Nil)
  }

  folder.test("verdict and JUnit file are written whole") { folder =>
    val (json, junit) = (folder.resolve("v.json"), folder.resolve("v.xml"))
    assertEquals(run("verify", basket, "--json", json.toString, "--junit", junit.toString).code, 0)
    val verdict = JsonReader.read(Files.readAllBytes(json), "v.json")
    assertEquals(verdict.map(_.get("status")), Right(Some(Json.str("passed"))))
    val factory = javax.xml.parsers.DocumentBuilderFactory.newInstance
    val suite =
      factory.newDocumentBuilder.parse(junit.toFile).getElementsByTagName("testsuite").item(0)
    assertEquals(suite.getAttributes.getNamedItem("tests").getNodeValue, "14")
    assertEquals(suite.getAttributes.getNamedItem("failures").getNodeValue, "0")
    assertEquals(Files.list(folder).count, 2L)
  }

  test("one vector can be played alone") {
    val id = "tree-split-"
    val shown = run("verify", basket, "--only", id)
    assertEquals(
      (shown.code, shown.err.linesIterator.next()),
      (2, "HV201 no vector of the bundle has this id")
    )
  }

  test("a file that is no bundle is invalid") {
    val ended = run("show", "build.sbt")
    assertEquals((ended.code, ended.out), (3, ""))
  }

  test("a class that is not there is a missing environment") {
    val ended = run("verify", basket, "--backend", "com.trasos.Nope")
    assertEquals(ended.code, 4)
    assertEquals(
      ended.err.linesIterator.take(2).toList,
      List("com.trasos.Nope:", "  HJ201 the backend class is not on the classpath")
    )
  }

  test("a wrong command line is usage, all of it at once") {
    val ended = run("verify", "--bakend=x")
    assertEquals(ended.code, 2)
    assertEquals(ended.err.linesIterator.count(_.startsWith("HU104")), 2)
  }

  folder.test("what stands where a report goes is refused before anything runs") { folder =>
    val notes = Files.writeString(folder.resolve("notes.json"), "mine\n")
    val ended = run("verify", "no.handover", "--json", notes.toString, "--junit", folder.toString)
    assertEquals((ended.code, ended.out), (2, ""))
    assertEquals(
      ended.err.linesIterator.toVector.filter(_.startsWith("  H")).map(_.trim.take(5)),
      Vector("HU122", "HU121")
    )
    assertEquals(Files.readString(notes), "mine\n")
    assertEquals(
      run("verify", basket, "--only", first, "--json", notes.toString, "--force").code,
      0
    )
    assertEquals(
      JsonReader.read(Files.readAllBytes(notes), "v").map(_.get("status")),
      Right(Some(Json.str("passed")))
    )
    assertEquals(run("verify", basket, "--only", first, "--json", notes.toString).code, 0)
  }

  test("two reports do not go to one file") {
    val ended = run("verify", basket, "--json", "report", "--junit", "./report")
    assertEquals(
      (ended.code, ended.err.linesIterator.next()),
      (2, "HU104 two reports go to one file")
    )
  }

  test("no command is a mistake, and the help says which there are") {
    val ended = run()
    assertEquals((ended.code, ended.out), (2, ""))
    assertEquals(ended.err.linesIterator.toVector, Help.page("handover").linesIterator.toVector)
  }

  test("a report that cannot be printed is no success") {
    val err = new ByteArrayOutputStream
    val full: OutputStream = _ => throw new IOException("No space left on device")
    val program =
      new Program(new PrintStream(full, true, UTF_8), new PrintStream(err, true, UTF_8))
    assertEquals(program.run(List("show", basket)), 4)
    assertEquals(
      err.toString(UTF_8).linesIterator.next(),
      "HB502 standard output cannot be written"
    )
  }

  private val ends = Vector(
    "ExitsZero" -> "exit=0; no output",
    "HaltsZero" -> "exit=0; no output",
    "ExitsThree" -> "exit=3; no output",
    "ExitsInStaticInitialiser" -> "exit=0; no output",
    "ExitsFromAnotherThread" -> "exit=0; no output",
    "ExitsWhenClosed" -> "exit=0; no output"
  )

  ends.foreach { case (name, found) =>
    folder.test(s"a backend that $name breaks the contract, and leaves no report") { folder =>
      val json = folder.resolve("v.json")
      val ended = faulty(name, "--json", json.toString)
      assertEquals(
        ended,
        ProgramTest.Ended(
          1,
          "",
          s"""HJ303 the JVM is gone: the backend, or somebody else, ended it
             |    found: $found
             |    owner: backend owner
             |    next: Remove System.exit from the backend; exit=137 is a kill, or the memory
             |      guard's.
             |""".stripMargin
        )
      )
      assert(Files.notExists(json))
    }
  }

  test("what a backend prints is no verdict, and is shown") {
    val ended = faulty("PrintsAVerdict")
    assertEquals((ended.code, ended.out), (1, ""))
    assertEquals(
      ended.err.linesIterator.next(),
      """{"format":"handover-verdict/1","status":"passed"}"""
    )
    assertEquals(ended.err.linesIterator.count(_.startsWith("HJ303")), 1)
  }

  test("a backend that hangs is killed at the deadline") {
    val ended = faulty("HangsForever", "--timeout", "4")
    assertEquals((ended.code, ended.out), (1, ""))
    assertEquals(
      ended.err.linesIterator.next(),
      "HJ301 the backend did not answer within 4 s; the JVM was killed"
    )
  }

  test("a backend that crashes the JVM is named with the signal") {
    val ended = faulty("CrashesTheJvm")
    assertEquals((ended.code, ended.out), (1, ""))
    assert(ended.err.contains("HJ304 the JVM crashed in native code"), ended.err)
    assert(ended.err.contains("SIGSEGV"), ended.err)
  }

  test("a backend that takes all memory is named with the heap") {
    val ended = faulty("EatsAllMemory", "--heap", "64m")
    assertEquals((ended.code, ended.out), (1, ""))
    assert(ended.err.startsWith("HJ302 the JVM ran out of memory"), ended.err)
    assert(ended.err.contains("heap=6"), ended.err) // the collector keeps a part for itself
  }

  test("a backend that prints 32 MiB a row passes, and its beginning is shown") {
    val ended = faulty("FloodsStdout", "--only", first)
    assertEquals(ended.code, 0)
    assertEquals(
      ended.out.linesIterator.next(),
      "PASSED  basket 1.0.0: 1 of 1 vectors pass"
    )
    assert(ended.err.length < 300 * 1024, ended.err.length)
  }

  test("a backend is verified as before, with the text and the codes of its verdict") {
    val ended = faulty("ReadsNullAsZero")
    assertEquals(ended.code, 1)
    assert(ended.out.startsWith("FAILED  basket 1.0.0: "), ended.out)
    assert(ended.out.contains("owner: backend owner"), ended.out)
  }

  test("show tells what the bundle promises") {
    val ended = run("show", basket)
    assertEquals(ended.code, 0)
    assertEquals(ended.out.linesIterator.next(), "basket 1.0.0  (binary-classification)")
    assertEquals(ended.out.linesIterator.count(_.startsWith("  basket_eur")), 1)
    assertEquals(ended.out.linesIterator.filter(_.length > 80).toList, Nil)
  }

  test("help and version end with 0") {
    assertEquals(run("--help").code, 0)
    assertEquals(run("--version").out, "handover development\n")
  }
}

object ProgramTest {

  /** What a command left behind. */
  final case class Ended(code: Int, out: String, err: String)
}
