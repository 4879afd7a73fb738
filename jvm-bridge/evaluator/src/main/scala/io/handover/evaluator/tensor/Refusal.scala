package io.handover.evaluator.tensor

import io.handover.{Fault, Owner}
import scala.util.control.NoStackTrace

/** Carries a fault from where it is found to the edge of the evaluator; never leaves it otherwise.
  *
  * Codes: HE1 the file (HE101 not readable as ONNX, HE102 weights outside the file, HE103 version
  * of the format, HE104 over a limit, HE105 a part of ONNX that is not run), HE2 not supported
  * (HE201 operator, HE202 version of an operator set, HE203 attribute, HE204 type), HE3 the graph
  * (HE301 a value that nothing makes, or a cycle, HE302 a name given twice, HE303 no outputs, or
  * one without a name), HE4 an operator (HE401 attributes, HE402 types, HE403 shapes, HE404 trees),
  * HE5 scoring (HE501 an input that is not as the model wants it, HE502 a value the model refuses),
  * HE901 a defect here.
  */
private[evaluator] final class Refusal(val fault: Fault)
    extends RuntimeException(fault.line)
    with NoStackTrace {

  /** The same refusal, told with its place unless it has one. */
  def at(where: => String): Refusal =
    if (fault.where.isDefined) this else new Refusal(fault.copy(where = Some(where)))
}

private[evaluator] object Refusal {

  /** A refusal of what a data scientist exported. */
  def apply(
      code: String,
      message: String,
      expected: Option[String] = None,
      found: Option[String] = None,
      where: Option[String] = None,
      next: Option[String] = None
  ): Refusal =
    new Refusal(Fault(code, message, owner(code), where, expected, found, next.orElse(step(code))))

  /** A shape that is not wanted. */
  def shape(message: String, tensor: Tensor): Refusal = shaped(message, tensor.toString)

  /** Two shapes that do not fit together. */
  def shape(message: String, first: Tensor, second: Tensor): Refusal =
    shaped(message, s"$first, $second")

  /** Shapes that do not fit together. */
  def shape(message: String, tensors: Array[Tensor]): Refusal =
    shaped(message, tensors.mkString(", "))

  private def shaped(message: String, shapes: String): Refusal =
    Refusal("HE403", message, found = Some(shapes))

  private def step(code: String): Option[String] =
    if (code.startsWith("HE2") || code == "HE105")
      Some("Run the model with --backend onnxruntime, or change the step that asks for this.")
    else None

  private def owner(code: String): Owner =
    if (code.startsWith("HE5")) Owner.BackendOwner
    else if (code.startsWith("HE9")) Owner.Handover
    else Owner.DataScientist
}
