package io.handover.evaluator

import java.nio.file.{Files, Path}
import munit.FunSuite
import scala.jdk.CollectionConverters.*
import scala.util.Using

/** What a JVM loads until the first answer: each class of a jar is read, linked and verified before
  * anything is computed, so that a slip into Scala's collections costs a start more than the model.
  */
class ColdStartTest extends FunSuite {

  private val leaf = Tree.Leaf(Vector((0, 1.5f)))
  private val trees = Tree.regressor(
    Seq(Tree.Branch("BRANCH_LEQ", 1, 0.25f, missingYes = true, leaf, leaf), leaf),
    1
  )
  private val pipeline = OnnxBytes.model(
    Seq(
      OnnxBytes.scaler("X", "S", Seq(1f, 2f), Seq(0.5f, 2f)),
      OnnxBytes.node("MatMul", Seq("S", "W"), Seq("Y"))
    ),
    Seq(OnnxBytes.value("X", 1L)),
    Seq(OnnxBytes.value("Y", 1L)),
    Seq(OnnxBytes.floatTensor("W", Seq(2L, 1L), Seq(1f, 2f)))
  )

  private def loaded(model: Array[Byte]): Vector[String] = {
    val file = Files.createTempFile("model", ".onnx")
    try {
      val _ = Files.write(file, model)
      val java = Path.of(System.getProperty("java.home"), "bin", "java").toString
      val command = Vector(java, "-cp", System.getProperty("java.class.path"), "-Xlog:class+load")
      val program = Vector("io.handover.evaluator.ColdStart", file.toString)
      val started = new ProcessBuilder((command ++ program)*).redirectErrorStream(true).start()
      val lines = Using.resource(started.inputReader())(_.lines.iterator.asScala.toVector)
      assertEquals(started.waitFor(), 0, lines.mkString("\n"))
      val Name = """.*\] (\S+) source: (?:file|jar):.*""".r
      lines.takeWhile(_ != ColdStart.Answered).collect { case Name(name) => name }
    } finally Files.delete(file)
  }

  Vector("trees" -> trees, "a pipeline" -> pipeline).foreach { case (name, model) =>
    test(s"$name: a first answer takes few classes, and none of Scala's sequences") {
      val classes = loaded(model)
      val heavy = Vector("Predef$", "Array$", "collection.Seq", "collection.immutable.List")
      assert(classes.contains("io.handover.evaluator.LoadedModel"), classes.mkString("\n"))
      assertEquals(classes.filter(heavy.map(name => s"scala.$name").contains), Vector.empty)
      assert(clue(classes.length) < 170, classes.mkString("\n"))
    }
  }
}
