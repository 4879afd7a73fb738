package io.handover.backends

import io.handover.{Bundle, Fault}
import java.nio.file.{Files, Path}
import munit.FunSuite
import scala.jdk.CollectionConverters.*
import scala.util.Using

class BackendsTest extends FunSuite {
  // The classes of the faulty backends, which are on no classpath of this test.
  private val faulty = Path.of(sys.props("handover.faulty.classes"))
  private lazy val basket = Bundle
    .open(Path.of("fixtures", "basket-1.0.0.handover"))
    .fold(faults => fail(faults.map(_.line).mkString("\n")), identity)

  private def faults(name: String, classpath: Path*): Vector[Fault] = Backends
    .open(BackendAddress.OfClass(name), classpath.toVector, basket, None)
    .fold(identity, opened => fail(s"opened ${opened.loaded.implementation}"))

  private val folder = FunFixture[Path](_ => Files.createTempDirectory("handover-backends"), delete)

  private def delete(folder: Path): Unit = Using.resource(Files.walk(folder)) { paths =>
    paths.iterator.asScala.toVector.reverse.foreach(Files.delete)
  }

  test("a backend with a constructor for the bundle gets it") {
    val address = BackendAddress.OfClass("io.handover.faulty.OffByOneUlp")
    val opened = Backends.open(address, Vector(faulty), basket, None)
    assertEquals(opened.map(_.loaded.implementation.info.name), Right("off-by-one-ulp"))
    opened.foreach(_.close())
  }

  test("a classpath entry that is not there is named, every one of them") {
    assertEquals(
      faults("com.trasos.X", Path.of("no.jar"), faulty, Path.of("none")).map(f =>
        (f.code, f.where)
      ),
      Vector(("HJ201", Some("no.jar")), ("HJ201", Some("none")))
    )
  }

  test("a class in another package, or in other letters, is suggested") {
    assertEquals(
      faults("com.trasos.offbyoneulp", faulty).map(f => (f.code, f.next)),
      Vector(("HJ201", Some("Did you mean io.handover.faulty.OffByOneUlp?")))
    )
  }

  test("what is no backend is told from what is an object") {
    assertEquals(
      Vector("NotABackend", "IsAnObject").flatMap(name =>
        faults(s"io.handover.faulty.$name", faulty)
      ).map(_.message),
      Vector(
        "the class is neither an io.handover.Backend nor an io.handover.FeatureStep",
        "the backend is a Scala object, not a class"
      )
    )
  }

  test("a constructor that throws says what and where") {
    assertEquals(
      faults("io.handover.faulty.ConstructorThrows", faulty).map(f => (f.code, f.message)),
      Vector(
        (
          "HJ203",
          "the backend's constructor throws java.lang.IllegalStateException: no model at " +
            "s3://models/latest at io.handover.faulty.ConstructorThrows.<init>:7"
        )
      )
    )
  }

  test("a constructor that nobody can call is told with its parameters") {
    assertEquals(
      faults("io.handover.faulty.WantsSettings", faulty).map(_.message),
      Vector("the backend class cannot be made: its public constructors take (Map)")
    )
  }

  folder.test("a library that is not there is a linkage fault") { folder =>
    val directory = folder.resolve("io/handover/faulty")
    Files.createDirectories(directory): Unit
    val name = "LinksToALostLibrary.class"
    Files.copy(faulty.resolve("io/handover/faulty").resolve(name), directory.resolve(name)): Unit
    assertEquals(
      faults("io.handover.faulty.LinksToALostLibrary", folder).map(f => (f.code, f.next)),
      Vector(("HJ204", Some("Add the library that holds this class to its classpath.")))
    )
  }

  folder.test("a class file of a newer Java is told as such") { folder =>
    val source = faulty.resolve("io/handover/faulty/ReturnsNull.class")
    val bytes = Files.readAllBytes(source)
    // Byte 7 is the low byte of the class file's major version.
    bytes(7) = 120
    val target = folder.resolve("io/handover/faulty/ReturnsNull.class")
    Files.createDirectories(target.getParent): Unit
    Files.write(target, bytes): Unit
    val next = faults("io.handover.faulty.ReturnsNull", folder).flatMap(_.next)
    assert(next.exists(_.startsWith("It is compiled for a newer Java than")), next)
  }

  folder.test("a file that is no class file is a linkage fault, not a crash") { folder =>
    val target = folder.resolve("com/trasos/Broken.class")
    Files.createDirectories(target.getParent): Unit
    Files.write(target, Array[Byte](1, 2, 3)): Unit
    assertEquals(faults("com.trasos.Broken", folder).map(_.code), Vector("HJ204"))
  }

  test("ONNX Runtime is opened by its one word") {
    val opened = Backends.open(BackendAddress.OnnxRuntime, Vector.empty, basket, None)
    assertEquals(
      opened.map(_.loaded.implementation.info.runtime),
      Right(Some("onnxruntime 1.29.0"))
    )
    assertEquals(opened.map(_.accepted), Right(Vector.empty))
    opened.foreach(_.close())
  }
}
