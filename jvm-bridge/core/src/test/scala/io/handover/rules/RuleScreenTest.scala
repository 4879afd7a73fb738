package io.handover.rules

import io.handover.contract.{Bounds, InputColumn}
import io.handover.values.{ColumnType, ValueJson}
import io.handover.{Batch, Column, ElementType, LawSuite, Value}
import org.scalacheck.Gen
import org.scalacheck.Prop.forAll

/** A row that is no suspect breaks no rule, and here not even a suspect is spared. */
class RuleScreenTest extends LawSuite {

  private val edge = 9007199254740993L // 2^53 + 1: its double is another whole number

  private val inputs = Vector(
    InputColumn(
      "f32",
      ColumnType(ElementType.F32),
      required = false,
      Bounds(minimum = Some(Value.F32(0.1f)), exclusiveMaximum = Some(Value.F32(5f)))
    ),
    InputColumn(
      "f64",
      ColumnType(ElementType.F64),
      required = true,
      Bounds(exclusiveMinimum = Some(Value.F64(-1)), maximum = Some(Value.F64(1)))
    ),
    InputColumn(
      "i32",
      ColumnType(ElementType.I32),
      required = true,
      Bounds(allowed = Some(Vector(Value.I32(1), Value.I32(2))))
    ),
    InputColumn(
      "i64",
      ColumnType(ElementType.I64),
      required = true,
      Bounds(minimum = Some(Value.I64(-3)), exclusiveMaximum = Some(Value.I64(edge)))
    ),
    InputColumn(
      "text",
      ColumnType(ElementType.Text),
      required = false,
      Bounds(minLength = Some(1), maxLength = Some(2))
    ),
    InputColumn("bool", ColumnType(ElementType.Bool), required = true),
    InputColumn(
      "array",
      ColumnType(ElementType.F32, Some(2)),
      required = true,
      Bounds(maximum = Some(Value.F32(1f)))
    )
  )

  private def floats = Gen.oneOf(0.1f, Math.nextDown(0.1f), 5f, 4.9f, -0f, 1f, Float.NaN, 1f / 0f)
  private def doubles = Gen.oneOf(-1.0, -0.5, 1.0, Math.nextUp(1.0), Double.NaN, -1.0 / 0)

  private val cells: Vector[Gen[Value]] = Vector(
    Gen.oneOf(floats.map(Value.F32(_)), Gen.const(Value.Null)),
    Gen.oneOf(doubles.map(Value.F64(_)), Gen.const(Value.Null)),
    Gen.oneOf(Value.I32(1), Value.I32(2), Value.I32(3)),
    Gen.oneOf(-4L, -3L, edge - 1, edge, Long.MaxValue).map(Value.I64(_)),
    Gen.oneOf(Value.Text(""), Value.Text("a"), Value.Text("👗👗"), Value.Text("abc"), Value.Null),
    Gen.oneOf(Value.Bool(true), Value.Bool(false)),
    Gen.listOfN(2, floats.map(Value.F32(_))).map(found => Value.Many(found.toVector))
  )

  private val rows = Gen.listOfN(8, Gen.sequence[Vector[Value], Value](cells))

  // A missing scalar float is a null by the time a batch is made of it.
  private def batch(rows: List[Vector[Value]]): Batch = Batch.of(inputs.zipWithIndex.map {
    case (input, place) =>
      val missing = rows.map(_(place)).map {
        case Value.F32(number) if number.isNaN => Value.Null
        case Value.F64(number) if number.isNaN => Value.Null
        case other                             => other
      }
      val ColumnType(element, length) = input.columnType
      Column.ofCells(input.name, element, length, missing.toVector)
  })

  private def breaks(row: Vector[Value]): Boolean = InputRules
    .broken(inputs, inputs.map(_.name).zip(row.map(ValueJson.write)).toMap)
    .nonEmpty

  property("the suspects are the rows that break a rule") {
    forAll(rows) { rows =>
      assertEquals(RuleScreen.suspects(inputs, batch(rows)).toVector, rows.map(breaks).toVector)
    }
  }
}
