package io.handover.cli

import io.handover.Fault
import io.handover.Owner
import io.handover.backends.BackendAddress
import java.io.File
import java.nio.file.Path
import munit.FunSuite

class CommandLineTest extends FunSuite {

  private def parse(line: String): Either[Vector[Fault], Command] =
    CommandLine.parse(line.split(' ').toList.filter(_.nonEmpty))

  private def messages(line: String): Vector[(String, String, Option[String])] =
    parse(line).left.getOrElse(Vector.empty).map(f => (f.code, f.message, f.next))

  test("a bundle alone is verified on the evaluator") {
    assertEquals(parse("verify a.handover"), Right(Command.Verify(Path.of("a.handover"))))
  }

  test("every option of verify is read, in any order") {
    val paths = s"x.jar${File.pathSeparator}classes"
    val line =
      s"verify --backend com.trasos.SimilarItems --classpath $paths --only v-1 a.handover " +
        "--only=v-2 --json v.json --junit=v.xml --classpath more.jar --timeout 2.5 --force " +
        "--heap=512m"
    assertEquals(
      parse(line),
      Right(
        Command.Verify(
          bundle = Path.of("a.handover"),
          backend = BackendAddress.OfClass("com.trasos.SimilarItems"),
          classpath = Vector("x.jar", "classes", "more.jar").map(Path.of(_)),
          only = Vector("v-1", "v-2"),
          json = Some(Path.of("v.json")),
          junit = Some(Path.of("v.xml")),
          seconds = 2.5,
          heap = Some("512m"),
          force = true
        )
      )
    )
  }

  test("a runtime outside the profile is accepted with a reason") {
    val parsed = CommandLine.parse(
      List("verify", "a.handover", "--accept", "HJ402", "--reason", "agreed with Ada until May")
    )
    assertEquals(
      parsed,
      Right(
        Command.Verify(Path.of("a.handover"), acceptRuntime = Some("agreed with Ada until May"))
      )
    )
  }

  test("an acceptance without a reason is refused") {
    assertEquals(
      messages("verify a.handover --accept HJ402"),
      Vector(
        (
          "HU101",
          "every --accept needs a --reason of its own",
          Some("""Give them in pairs: --accept HJ402 --reason "agreed with …".""")
        )
      )
    )
  }

  test("what belongs to export cannot be accepted here") {
    assertEquals(
      messages("verify a.handover --accept HX203 --reason so").map(_._1),
      Vector("HU102")
    )
  }

  test("every fault of a command line is reported at once") {
    assertEquals(
      messages("verify --bakend x --json --only v-1 --backend 7up"),
      Vector(
        ("HU104", "there is no option --bakend", Some("Did you mean --backend?")),
        ("HU104", "--json needs a value", Some("See --help.")),
        (
          "HU113",
          "this is no address of a backend on the JVM",
          Some("Give the class with its package.")
        )
      )
    )
  }

  test("a missing bundle and two bundles are faults") {
    assertEquals(
      messages("verify"),
      Vector(("HU104", "the bundle is missing", Some("See --help.")))
    )
    assertEquals(
      parse("show a b"),
      Left(
        Vector(
          Fault(
            code = "HU104",
            message = "one bundle at a time",
            owner = Owner.BackendOwner,
            found = Some("bundles=a,b"),
            next = Some("See --help.")
          )
        )
      )
    )
  }

  test("an option given twice is a fault where one value is wanted") {
    assertEquals(
      messages("verify a --json x --json y"),
      Vector(("HU104", "--json is given more than once", Some("See --help.")))
    )
  }

  test("a mistyped command is guessed, a strange one is not") {
    assertEquals(
      messages("verfiy a.handover"),
      Vector(("HU104", "there is no command verfiy", Some("Did you mean verify?")))
    )
    assertEquals(
      messages("train a.handover"),
      Vector(("HU104", "there is no command train", Some("See --help.")))
    )
  }

  test("what follows -- is never an option") {
    assertEquals(parse("show -- --odd.handover"), Right(Command.Show(Path.of("--odd.handover"))))
  }

  test("a deadline and a heap that are none are faults") {
    assertEquals(
      Vector("0", "-1", "soon", "NaN", "Infinity").flatMap(s => messages(s"verify a --timeout $s")),
      Vector.fill(5)(("HU104", "--timeout takes seconds above 0", Some("See --help.")))
    )
    assertEquals(
      Vector("0", "-1m", "12t", "big").flatMap(size => messages(s"verify a --heap $size")),
      Vector.fill(4)(("HU104", "--heap takes a size such as 512m or 2g", Some("See --help.")))
    )
  }

  test("a switch takes no value") {
    assertEquals(
      messages("verify a --force=yes"),
      Vector(("HU104", "--force takes no value", Some("See --help.")))
    )
    assertEquals(messages("show a --force").map(_._2), Vector("there is no option --force"))
  }

  test("no command is no request for help") {
    assertEquals(parse(""), Right(Command.NoCommand))
  }

  test("help is asked for in three ways") {
    assertEquals(parse("--help"), Right(Command.Help("handover")))
    assertEquals(parse("verify -h"), Right(Command.Help("verify")))
    assertEquals(parse("show a.handover --help"), Right(Command.Help("show")))
    assertEquals(parse("--version"), Right(Command.Version))
  }
}
