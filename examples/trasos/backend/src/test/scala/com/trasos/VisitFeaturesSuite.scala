package com.trasos

import java.io.InputStream
import java.nio.file.{Files, Path}

import io.handover.Row
import munit.FunSuite

/** Our features against those the model was trained on, made from the same events. */
class VisitFeaturesSuite extends FunSuite {
  private val folder = Path.of("../dist/features")

  private def opened[A](name: String)(read: InputStream => A): A = {
    assume(
      Files.exists(folder.resolve(name)),
      s"$name is missing; the hand-over (make demo) writes it"
    )
    read(Files.newInputStream(folder.resolve(name)))
  }

  test("every visit has the very features that the training side made") {
    val catalogue = opened("catalogue.tsv")(CatalogueItem.read)
    val events = opened("events.tsv")(EventLog.read)
    val expected = opened("visits.tsv")(Table.read)
    val obtained = events.groupBy(_.visitorId).values.flatMap(VisitFeatures.of(_, catalogue)).toMap
    assertEquals(obtained.size, expected.size - 1)
    val names = expected.head.tail
    expected.tail.foreach { cells =>
      val row = obtained(cells.head.toLong).toRow
      assertEquals(row.names, names)
      assertEquals(row, expectedRow(names.zip(cells.tail)), s"visit ${cells.head}")
    }
  }

  /** The written cells as a row in their types; an empty number is null. */
  private def expectedRow(cells: Vector[(String, String)]): Row =
    cells.foldLeft(Row.empty) {
      case (row, (name, cell)) if texts(name)  => row.add(name, cell)
      case (row, (name, cell)) if counts(name) => row.add(name, cell.toLong)
      case (row, (name, ""))                   => row.addNull(name)
      case (row, (name, cell))                 => row.add(name, java.lang.Float.parseFloat(cell))
    }

  private val texts = Set("device", "country", "referrer", "favourite_category")
  private val counts = Set("visits_30d", "item_views")
}
