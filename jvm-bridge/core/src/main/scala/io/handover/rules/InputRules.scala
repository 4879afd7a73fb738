package io.handover.rules

import io.handover.contract.InputColumn
import io.handover.json.{Json, JsonWriter}

/** The contract's input rules, enforced around any backend that does not enforce them itself.
  *
  * HR101 null in a required column, HR102 column absent, HR103 wrong type, HR104 out of range,
  * HR105 not in the enum, HR106 wrong length, HR107 not finite, HR108 unknown column. An array
  * breaks a rule when one of its elements does.
  */
object InputRules {

  /** Every rule that a row breaks: contract column order, then code; unknown columns last, by name.
    */
  def broken(columns: Vector[InputColumn], row: Map[String, Json]): Vector[BrokenRule] = {
    val known = columns.flatMap(column => CellRules.broken(column, row.get(column.name)))
    val named = columns.map(_.name).toSet
    val unknown = row.keys.filterNot(named).toVector.sorted(JsonWriter.byCodePoint)
    known ++ unknown.map(name => BrokenRule("HR108", name, "the contract names no such column"))
  }
}
