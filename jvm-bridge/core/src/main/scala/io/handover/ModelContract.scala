package io.handover

import io.handover.contract.{FeatureContract, InputColumn, OutputColumn, Role, Tolerance}

/** What both sides agreed on, as far as a backend and its verification need it.
  *
  * @param sha256
  *   digest of the canonical contract
  * @param stringMissing
  *   the text that stands for a null string on the wire
  * @param converter
  *   how near ONNX must be to the estimator on the wire row
  * @param features
  *   the stage that makes the inputs from raw rows, when the contract has one
  */
final case class ModelContract(
    id: String,
    name: String,
    version: String,
    task: String,
    inputs: Vector[InputColumn],
    outputs: Vector[OutputColumn],
    stringMissing: String,
    converter: Tolerance.AbsRel,
    sha256: String,
    features: Option[FeatureContract] = None
) {

  /** The output called `name`, or none. */
  def output(name: String): Option[OutputColumn] = outputs.find(_.name == name)

  /** The output that a label, a cluster or neighbour ids are decided by, or none. */
  def scoreOf(output: OutputColumn): Option[OutputColumn] = output.role match {
    case Role.Label =>
      outputs.find { other =>
        other.role match {
          case Role.Probability | Role.ProbabilityOf(_) | Role.Score => true
          case _                                                     => false
        }
      }
    case Role.Cluster      => outputs.find(_.role == Role.Distances)
    case Role.NeighbourIds =>
      outputs.find { other =>
        (other.role == Role.NeighbourDistance || other.role == Role.NeighbourSimilarity) &&
        other.columnType.length == output.columnType.length
      }
    case _ => None
  }
}
