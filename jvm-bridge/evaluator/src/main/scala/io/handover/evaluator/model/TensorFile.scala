package io.handover.evaluator.model

import io.handover.Fault
import io.handover.evaluator.tensor.{Exchange, Refusal}
import io.handover.onnxfile.{BrokenModel, TensorValue, WireReader}

/** Reads a file that holds one `TensorProto`, as ONNX's backend tests keep inputs and outputs. */
object TensorFile {

  /** The tensor in `bytes`, or why there is none. */
  def read(bytes: Array[Byte]): Either[Fault, TensorValue] =
    try {
      val fields = new Fields(WireReader.of(bytes))
      val read = new TensorReader(fields).read(bytes.length.toLong)
      Right(Exchange.value(read.name, read.tensor))
    } catch {
      case BrokenModel(reason) =>
        Left(Refusal("HE101", s"not readable as a tensor of ONNX: $reason").fault)
      case refusal: Refusal => Left(refusal.fault)
    }
}
