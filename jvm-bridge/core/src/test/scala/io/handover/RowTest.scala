package io.handover

/** Nested rows, and arrays of every type. */
class RowTest extends munit.FunSuite {

  private val event = Row.empty.add("at_ms", 5L).add("kind", "view")

  private val row = Row.empty
    .add("floats", Array(1f))
    .add("doubles", Array(1.5))
    .add("ints", Array(1, 2))
    .add("longs", Array(3L))
    .add("texts", Array("a", "b"))
    .add("booleans", Array(true, false))
    .add("events", Vector(event, event.add("at_ms", 6L)))
    .add("geo", Row.empty.add("country", "IT"))
    .add("none", Array.empty[Long])

  test("what was added reads back") {
    assertEquals(row.floats("floats").toVector, Vector(1f))
    assertEquals(row.doubles("doubles").toVector, Vector(1.5))
    assertEquals(row.ints("ints").toVector, Vector(1, 2))
    assertEquals(row.longs("longs").toVector, Vector(3L))
    assertEquals(row.texts("texts").toVector, Vector("a", "b"))
    assertEquals(row.booleans("booleans").toVector, Vector(true, false))
    assertEquals(row.rows("events").map(_.long("at_ms")), Vector(5L, 6L))
    assertEquals(row.nested("geo").text("country"), "IT")
    assertEquals(row.longs("none").length + row.texts("none").length, 0)
    assertEquals(row.rows("none"), Vector.empty)
  }

  test("another kind of cell is refused by name") {
    def said(read: => Any): String = intercept[IllegalArgumentException](read: Unit).getMessage
    assertEquals(said(row.nested("longs")), "column=longs is Many(Vector(I64(3))), not an object")
    assertEquals(
      said(row.rows("geo")),
      "column=geo is Nested(Row(country=Text(IT))), not an array of objects"
    )
    assertEquals(said(row.longs("ints")), "column=ints is I32(1), asked for type=i64")
    assertEquals(
      said(row.longs("geo")),
      "column=geo is Nested(Row(country=Text(IT))), not an array"
    )
  }

  test("a batch takes no objects") {
    Vector[Value](Value.Nested(event), Value.Rows(Vector(event))).foreach { cell =>
      val refused = intercept[IllegalArgumentException] {
        val _ = Batch.ofRows(Vector(Row.empty.add("events", cell)))
      }
      assertEquals(
        refused.getMessage,
        "column=events holds objects: a model takes scalars and arrays of scalars"
      )
    }
  }
}
