package io.handover.evaluator.ops

import io.handover.evaluator.plan.{Catalogue, Listed, Operator}

/** The tensor operators of the default domain, and what ONNX Runtime adds to them. */
private[evaluator] object CoreOperators extends Catalogue {

  protected def names: Array[String] = Array(
    "CDist",
    "Cast",
    "CastLike",
    "Clip",
    "Compress",
    "Concat",
    "Constant",
    "ConstantOfShape",
    "CumSum",
    "Expand",
    "Flatten",
    "Gather",
    "GatherElements",
    "Gemm",
    "Identity",
    "IsInf",
    "IsNaN",
    "LpNormalization",
    "MatMul",
    "NonZero",
    "Not",
    "OneHot",
    "Pow",
    "Range",
    "Reshape",
    "Shape",
    "Size",
    "Slice",
    "Split",
    "Squeeze",
    "Tile",
    "TopK",
    "Transpose",
    "Unsqueeze",
    "Where"
  )

  override def all: Vector[Operator] = Families.all ++ super.all

  protected def operator(name: String): Listed = name match {
    case "CDist"           => CDist
    case "Cast"            => Cast
    case "CastLike"        => CastLike
    case "Clip"            => Clip
    case "Compress"        => Compress
    case "Concat"          => Concat
    case "Constant"        => Constant
    case "ConstantOfShape" => ConstantOfShape
    case "CumSum"          => CumSum
    case "Expand"          => Expand
    case "Flatten"         => Flatten
    case "Gather"          => Gather
    case "GatherElements"  => GatherElements
    case "Gemm"            => Gemm
    case "Identity"        => Identity
    case "IsInf"           => IsInf
    case "IsNaN"           => IsNaN
    case "LpNormalization" => LpNormalization
    case "MatMul"          => MatMul
    case "NonZero"         => NonZero
    case "Not"             => Not
    case "OneHot"          => OneHot
    case "Pow"             => Pow
    case "Range"           => Range
    case "Reshape"         => Reshape
    case "Shape"           => Shape
    case "Size"            => Size
    case "Slice"           => Slice
    case "Split"           => Split
    case "Squeeze"         => Squeeze
    case "Tile"            => Tile
    case "TopK"            => TopK
    case "Transpose"       => Transpose
    case "Unsqueeze"       => Unsqueeze
    case "Where"           => Where
    case _                 => Families.find(name)
  }
}

/** Operators that differ in one function alone; in a class of their own, which a model without them
  * does not load.
  */
private[ops] object Families {

  /** All of them. */
  val all: Vector[Operator] =
    ArgExtreme.all ++ Arithmetic.all ++ Comparison.all ++ Logic.all ++ LogSum.all ++ Reduce.all ++
      SignOps.all ++ Softmax.all ++ Unary.all ++ Variadic.all

  /** The one called so, null when there is none. */
  def find(name: String): Operator = all.find(_.name == name).orNull
}
