package io.handover.evaluator.ops

import io.handover.evaluator.plan.Operator

/** The tensor operators of the default domain, and what ONNX Runtime adds to them. */
private[evaluator] object CoreOperators {

  private val families: Vector[Operator] = ArgExtreme.all ++ Arithmetic.all ++ Comparison.all ++
    Logic.all ++ LogSum.all ++ Reduce.all ++ SignOps.all ++ Softmax.all ++ Unary.all ++ Variadic.all

  /** All of them. */
  val all: Vector[Operator] = families ++ Vector(
    CDist,
    Cast,
    CastLike,
    Clip,
    Compress,
    Concat,
    Constant,
    ConstantOfShape,
    CumSum,
    Expand,
    Flatten,
    Gather,
    GatherElements,
    Gemm,
    Identity,
    IsInf,
    IsNaN,
    LpNormalization,
    MatMul,
    NonZero,
    Not,
    OneHot,
    Pow,
    Range,
    Reshape,
    Shape,
    Size,
    Slice,
    Split,
    Squeeze,
    Tile,
    TopK,
    Transpose,
    Unsqueeze,
    Where
  )
}
