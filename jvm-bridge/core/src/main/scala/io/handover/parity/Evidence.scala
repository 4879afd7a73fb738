package io.handover.parity

import io.handover.Value
import io.handover.contract.{Role, Tolerance}
import io.handover.values.ColumnType

/** Everything that is known about one mismatch: of an array element that element, of ids the list.
  *
  * @param columnType
  *   the declared type of the output
  * @param deviation
  *   the cause recorded at export, where the ONNX answer is known to deviate
  * @param control
  *   what the same model file gave on ONNX Runtime beside the backend; asked for only when it
  *   matters
  * @param third
  *   what the evaluator makes of the same file; asked for only when the runtime is the cause
  * @param probes
  *   answers for altered rows; asked for only when the backend is the cause
  */
final class Evidence(
    val kind: MismatchKind,
    val columnType: ColumnType,
    val role: Role,
    val tolerance: Tolerance,
    val converter: Tolerance.AbsRel,
    val source: Option[Value],
    val wire: Option[Value],
    val onnx: Value,
    val obtained: Value,
    val runsModelFile: Boolean,
    val deviation: Option[Cause],
    control: => Option[Value],
    third: => Option[Value],
    probes: => Vector[Probe]
) {

  /** The control's answer, if there is one. */
  lazy val controlled: Option[Value] = control

  /** The third opinion, if there is one. */
  lazy val opinion: Option[Value] = third

  /** The answers for altered rows. */
  lazy val probed: Vector[Probe] = probes

  /** True when two values are the same for a person: within the output's tolerance, or for floats
    * within the converter's.
    */
  def agree(expected: Value, found: Value): Boolean =
    Likeness.of(tolerance, converter)(expected, found)
}
