package io.handover.cli

import io.handover.json.{Json, JsonReader}
import java.io.{ByteArrayOutputStream, PrintStream}
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

  private def delete(folder: Path): Unit = {
    val files = folder.toFile.listFiles
    files.foreach(_.delete)
    Files.delete(folder)
  }

  test("the model file passes on ONNX Runtime") {
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

  test("a file that cannot be written is said, and the report stands") {
    val ended = run("verify", basket, "--json", "no/such/folder/v.json")
    assertEquals(ended.code, 2)
    assertEquals(ended.err.linesIterator.next(), "no/such/folder/v.json:")
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
