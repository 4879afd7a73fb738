package io.handover.report

import munit.FunSuite

class ParagraphTest extends FunSuite {

  test("words move to the next line whole") {
    assertEquals(
      Paragraph.wrapped("one two three", width = 9),
      Vector("  one two", "    three")
    )
  }

  test("spaces within a line are kept, those at a break are not") {
    assertEquals(
      Paragraph.wrapped("PASSED  basket    1.0.0", width = 16, indent = ""),
      Vector("PASSED  basket", "    1.0.0")
    )
  }

  test("a word longer than the line stands alone, uncut") {
    assertEquals(
      Paragraph.wrapped("a 0123456789abcdef b", width = 10),
      Vector("  a", "    0123456789abcdef", "    b")
    )
  }

  test("a line break is a space") {
    assertEquals(Paragraph.wrapped("one\ntwo"), Vector("  one two"))
  }

  test("no text is an empty line") {
    assertEquals(Paragraph.wrapped(""), Vector(""))
  }

  test("an emoji is one character wide") {
    assertEquals(Paragraph.wrapped("😀😀 b", width = 4, indent = ""), Vector("😀😀 b"))
  }

  test("a line that may not be wrapped is cut in front, where it says least") {
    assertEquals(
      Paragraph.cut("com.shop.Model.score(Model.scala:7)", 24, "  at "),
      "  at ...e(Model.scala:7)"
    )
    assertEquals(Paragraph.cut("Model.scala:7", 24, "  at "), "  at Model.scala:7")
  }
}
