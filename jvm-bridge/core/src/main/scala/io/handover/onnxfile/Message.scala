package io.handover.onnxfile

/** The message types of onnx.proto that can lead to a tensor, and where they lead.
  *
  * @param children
  *   field number to the message it holds
  */
private[onnxfile] sealed abstract class Message(val children: Map[Int, () => Message])

private[onnxfile] object Message {

  case object Model
      extends Message(Map(
        7 -> (() => Graph),
        14 -> (() => Metadata),
        20 -> (() => Training),
        25 -> (() => Function)
      ))

  case object Training extends Message(Map(1 -> (() => Graph), 2 -> (() => Graph)))

  case object Function extends Message(Map(7 -> (() => Node), 11 -> (() => Attribute)))

  case object Graph
      extends Message(Map(1 -> (() => Node), 5 -> (() => Tensor), 15 -> (() => Sparse)))

  case object Node extends Message(Map(5 -> (() => Attribute)))

  case object Attribute
      extends Message(
        Map(
          5 -> (() => Tensor),
          6 -> (() => Graph),
          10 -> (() => Tensor),
          11 -> (() => Graph),
          22 -> (() => Sparse),
          23 -> (() => Sparse)
        )
      )

  case object Sparse extends Message(Map(1 -> (() => Tensor), 2 -> (() => Tensor)))

  case object Tensor extends Message(Map.empty)

  case object Metadata extends Message(Map.empty)
}
