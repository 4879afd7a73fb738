package io.handover.json

/** Documents that are within the size limit and would fill the memory all the same. */
class HostileJsonTest extends munit.FunSuite {

  private def code(unit: String, times: Int): Option[String] =
    JsonReader.read(("[" + unit * times).getBytes("UTF-8"), "bomb").left.toOption.map(_.code)

  test("millions of empty arrays are refused while they are read") {
    assertEquals(code("[],", 2100000), Some("HB105"))
  }

  test("millions of empty strings are refused while they are read") {
    assertEquals(code("\"\",", 2100000), Some("HB105"))
  }

  test("millions of members are refused while they are read") {
    assertEquals(code("{\"\":0},", 2100000), Some("HB105"))
  }

  test("two million values are read") {
    val text = "[" + "0," * 1999999 + "0]"
    assert(JsonReader.read(text.getBytes("UTF-8"), "large").isRight)
  }
}
