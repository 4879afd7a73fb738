package io.handover.cli

import java.nio.charset.StandardCharsets.UTF_8
import java.nio.file.{Files, Path}
import munit.FunSuite

class HelpTest extends FunSuite {

  // The pages as a user reads them; a change of words is a change of these files.
  private val golden = Path.of("cli", "src", "test", "resources", "help")

  List("handover", "verify", "show", "explain", "conformance").foreach { page =>
    test(s"the page of $page is the one written down") {
      assertEquals(Help.page(page) + "\n", Files.readString(golden.resolve(s"$page.txt"), UTF_8))
    }

    test(s"the page of $page fits a terminal of 80 columns") {
      assertEquals(Help.page(page).linesIterator.filter(_.length > 80).toList, Nil)
    }
  }
}
