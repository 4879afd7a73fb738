package io.handover.child

import io.handover.json.Json
import io.handover.tables.SharedTable.{cases, member, text}

/** Runs `tests/shared/child_ends.json`. */
class ChildEndTableTest extends munit.FunSuite {

  cases("child_ends.json").foreach { row =>
    test(text(row, "name")) {
      val end = ChildEnd(
        member(row, "killedAfter").double,
        member(row, "exit").long.fold(fail("exit"))(_.toInt),
        member(row, "crash").text,
        text(row, "output")
      )
      val told = member(row, "fault").members.getOrElse(fail("fault"))
      assertEquals(end.fault.json, Json.Obj(told.updated("owner", Json.str("backend owner"))): Json)
    }
  }
}
