package io.handover.onnxruntime

import ai.onnxruntime.OrtSession.SessionOptions.OptLevel
import io.handover.contract.{InputColumn, OutputColumn as Output, Role, Tolerance}
import io.handover.values.ColumnType
import io.handover.{Batch, Column, ColumnData, ElementType, ModelContract, Row, Value}
import java.nio.file.{Files, Path}
import munit.FunSuite
import scala.util.Using

class OnnxModelTest extends FunSuite {
  private val resources = Path.of("onnxruntime", "src", "test", "resources")

  private val types = Vector(
    "price" -> ColumnType(ElementType.F32),
    "total" -> ColumnType(ElementType.F64),
    "visits" -> ColumnType(ElementType.I32),
    "item" -> ColumnType(ElementType.I64),
    "member" -> ColumnType(ElementType.Bool),
    "city" -> ColumnType(ElementType.Text),
    "taste" -> ColumnType(ElementType.F32, Some(3))
  )

  private def contract(
      inputs: Vector[(String, ColumnType)],
      outputs: Vector[(String, ColumnType)]
  ): ModelContract = ModelContract(
    id = "test",
    name = "test",
    version = "1.0.0",
    task = "transformation",
    inputs = inputs.map { case (name, kind) => InputColumn(name, kind, required = false) },
    outputs = outputs.map { case (name, kind) =>
      Output(name, kind, nullable = true, Role.Transform, Tolerance(Tolerance.Bits))
    },
    stringMissing = "?",
    converter = Tolerance.AbsRel(0, 0),
    sha256 = "0" * 64
  )

  private def withModel[A](file: String, contract: ModelContract)(use: OnnxModel => A): A = {
    val environment = NativeLibrary.environment.fold(fault => fail(fault.line), identity)
    val bytes = Files.readAllBytes(resources.resolve(file))
    Using.resource(OnnxModel.open(environment, bytes, contract, OptLevel.ALL_OPT))(use)
  }

  private def echo[A](use: OnnxModel => A): A =
    withModel(
      "echo.onnx",
      contract(types, types.map { case (name, kind) => (s"${name}_out", kind) })
    )(use)

  private def batch(nulls: Boolean): Batch = {
    def column(name: String, data: ColumnData, length: Option[Int]): Column =
      Column.of(name, data, length, Array(false, nulls))
    Batch.of(
      column("price", new ColumnData.F32(Array(0.1f, Float.NaN)), None),
      column("total", new ColumnData.F64(Array(-0.0, Double.NaN)), None),
      column("visits", new ColumnData.I32(Array(Int.MinValue, 0)), None),
      column("item", new ColumnData.I64(Array(9007199254740993L, 0L)), None),
      column("member", new ColumnData.Bool(Array(true, false)), None),
      column("city", new ColumnData.Text(Array("Köln", "")), None),
      column("taste", new ColumnData.F32(Array(1f, 2f, 3f, 4f, 5f, 6f)), Some(3))
    )
  }

  test("every type goes in and comes out unchanged") {
    echo { model =>
      val answer = model.score(batch(nulls = false))
      assertEquals(
        answer.row(0),
        Row.empty
          .add("price_out", 0.1f)
          .add("total_out", -0.0)
          .add("visits_out", Int.MinValue)
          .add("item_out", 9007199254740993L)
          .add("member_out", true)
          .add("city_out", "Köln")
          .add("taste_out", Array(1f, 2f, 3f))
      )
    }
  }

  test("null is NaN for a float and the contract's text for a string") {
    echo { model =>
      val answer = model.score(batch(nulls = true)).row(1)
      assertEquals(answer.value("price_out"), Value.F32(Float.NaN))
      assertEquals(answer.value("total_out"), Value.F64(Double.NaN))
      assertEquals(answer.value("city_out"), Value.Text("?"))
    }
  }

  test("a category outside the basic plane, and one with U+0000, are found") {
    val cities = contract(
      Vector("city" -> ColumnType(ElementType.Text)),
      Vector("code" -> ColumnType(ElementType.I64))
    )
    withModel("city_code.onnx", cities) { model =>
      val asked = Array("😀", "a\u0000b", "Koeln", "😀😀", "")
      val answer = model.score(Batch.of(Column.texts("city", asked)))
      assertEquals(answer.column("code").longs.toVector, Vector(1L, 2L, 3L, -1L, -1L))
    }
  }

  test("four threads get the answers that one gets") {
    echo { model =>
      val asked = batch(nulls = false)
      val alone = model.score(asked).row(0)
      val answers = Vector.fill(4)(new Asking(model, asked))
      answers.foreach(_.start())
      answers.foreach(_.join())
      assertEquals(answers.flatMap(_.found).distinct, Vector(alone))
    }
  }

  test("an input column that is not in the batch is named") {
    echo { model =>
      val thrown = intercept[NoSuchElementException](
        model.score(Batch.of(Column.floats("price", Array(1f))))
      )
      assertEquals(thrown.getMessage, "column=total is not in the batch, which has price")
    }
  }

  private final class Asking(model: OnnxModel, asked: Batch) extends Thread {
    @volatile var found: Vector[Row] = Vector.empty
    override def run(): Unit = found = Vector.fill(50)(model.score(asked).row(0))
  }
}
