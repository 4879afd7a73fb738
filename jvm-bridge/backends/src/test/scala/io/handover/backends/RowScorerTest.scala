package io.handover.backends

import io.handover.evaluator.{EvaluatorBackend, RowScorer}
import io.handover.loading.RefusedByBackend
import io.handover.vectors.Outcome
import io.handover.{Batch, Bundle, Column, Row, Value}
import java.nio.file.Path
import munit.FunSuite

class RowScorerTest extends FunSuite {
  private lazy val basket = Bundle
    .open(Path.of("fixtures", "basket-1.0.0.handover"))
    .fold(faults => fail(faults.map(_.line).mkString("\n")), identity)
  private lazy val backend = new EvaluatorBackend(basket)
  private lazy val scored = basket.vectors.collect {
    case vector if vector.outcome.isInstanceOf[Outcome.Answer] => vector.row
  }.flatten

  private def fill(scorer: RowScorer, row: Row): Unit = basket.contract.inputs.foreach { column =>
    val place = scorer.input(column.name)
    row.value(column.name) match {
      case Value.F32(value)  => scorer.set(place, value)
      case Value.I64(value)  => scorer.set(place, value)
      case Value.Text(value) => scorer.set(place, value)
      case Value.Null        => scorer.set(place, Float.NaN)
      case other             => fail(s"the basket has no $other")
    }
  }

  test("row by row gives the bits of the batch") {
    val inputs = basket.contract.inputs
    val batch = Batch.of(inputs.map { column =>
      val cells = scored.map(_.value(column.name))
      Column.ofCells(column.name, column.columnType.element, column.columnType.length, cells)
    })
    val answers = backend.score(batch)
    val scorer = backend.rowScorer()
    assert(scored.length > 50)
    scored.zipWithIndex.foreach { case (row, index) =>
      fill(scorer, row)
      scorer.score()
      basket.contract.outputs.foreach { output =>
        val expected = answers.column(output.name).value(index)
        val place = scorer.output(output.name)
        val found = expected match {
          case Value.F32(_)  => Value.F32(scorer.float(place))
          case Value.I64(_)  => Value.I64(scorer.long(place))
          case Value.Text(_) => Value.Text(scorer.text(place))
          case other         => fail(s"the basket answers no $other")
        }
        assertEquals(found, expected)
      }
    }
  }

  test("a column that a row leaves out is refused, not taken from the row before") {
    val scorer = backend.rowScorer()
    fill(scorer, scored.head)
    scorer.score()
    val refused = intercept[RefusedByBackend](scorer.score())
    assertEquals(refused.fault.code, "HE501")
    assertEquals(refused.fault.where, Some(s"column=${basket.contract.inputs.head.name}"))
  }

  test("a wrong name, type or element is refused by name") {
    val scorer = backend.rowScorer()
    val first = basket.contract.inputs.head.name
    Vector[() => Any](
      () => scorer.input("nobody"),
      () => scorer.output("nobody"),
      () => scorer.set(scorer.input(first), true),
      () => scorer.set(scorer.input(first), Array(1f, 2f)),
      () => scorer.float(0, 7)
    ).foreach(call => assertEquals(intercept[RefusedByBackend](call()).fault.code, "HE501"))
  }
}
