package io.handover.evaluator.tensor

/** A tensor in a workspace: a shape and one primitive array, both used again at every run.
  *
  * The array of its kind may be longer than `size`; the arrays of other kinds are empty. A tensor
  * that only gives another one a new shape shares its array ([[shareWith]]).
  */
private[evaluator] final class Tensor(val kind: Kind) {

  private var shape: Array[Int] = Tensor.NoInts
  private var elements: Int = 1
  // Whether the array is another tensor's, to be read only.
  private var borrowed = false

  /** The elements of a tensor of kind F32. */
  var floats: Array[Float] = Tensor.NoFloats

  /** The elements of a tensor of kind F64. */
  var doubles: Array[Double] = Tensor.NoDoubles

  /** The elements of a tensor of kind I32. */
  var ints: Array[Int] = Tensor.NoInts

  /** The elements of a tensor of kind I64. */
  var longs: Array[Long] = Tensor.NoLongs

  /** The elements of a tensor of kind Bool. */
  var booleans: Array[Boolean] = Tensor.NoBooleans

  /** The elements of a tensor of kind Text. */
  var texts: Array[String] = Tensor.NoTexts

  /** How many axes there are. */
  def rank: Int = shape.length

  /** How many elements there are. */
  def size: Int = elements

  /** The length of `axis`, from 0. */
  def dim(axis: Int): Int = shape(axis)

  /** A copy of the shape. */
  def dims: Array[Int] = shape.clone

  /** Whether the shape is this one; allocates nothing. */
  def hasShape(dims: Array[Int]): Boolean = java.util.Arrays.equals(shape, dims)

  /** The number of elements of axes `from` until `until`. */
  def span(from: Int, until: Int): Int = {
    var product = 1
    var axis = from
    while (axis < until) {
      product *= shape(axis)
      axis += 1
    }
    product
  }

  /** Takes the shape and room for its elements, which are whatever they were before. */
  def resize(dims: Array[Int]): Unit = {
    reshape(dims)
    room()
  }

  /** Takes the shape `[length]`. */
  def resize1(length: Int): Unit = {
    if (shape.length != 1) shape = new Array[Int](1)
    shape(0) = length
    elements = length
    room()
  }

  /** Takes the shape `[rows, width]`. */
  def resize2(rows: Int, width: Int): Unit = {
    if (shape.length != 2) shape = new Array[Int](2)
    shape(0) = rows
    shape(1) = width
    elements = Tensor.count(shape)
    room()
  }

  /** Takes the shape of `other` and room for as many elements. */
  def resizeLike(other: Tensor): Unit = {
    copyShape(other.shape)
    elements = other.elements
    room()
  }

  /** Takes the shape of `other`, but `length` on `axis`. */
  def resizeLike(other: Tensor, axis: Int, length: Int): Unit = {
    copyShape(other.shape)
    shape(axis) = length
    elements = Tensor.count(shape)
    room()
  }

  /** The whole number at `index` of a tensor of kind I64 or I32. */
  def wholeAt(index: Int): Long = if (kind == Kind.I64) longs(index) else ints(index).toLong

  /** The whole numbers of a tensor of kind I64 or I32, in an array of their own. */
  def whole: Array[Long] = Array.tabulate(elements)(wholeAt)

  /** Becomes `other` under another shape, without copying an element. */
  def shareWith(other: Tensor, dims: Array[Int]): Unit = {
    reshape(dims)
    share(other)
  }

  /** Becomes `other` under its own shape, without copying an element. */
  def shareWith(other: Tensor): Unit = {
    copyShape(other.shape)
    elements = other.elements
    share(other)
  }

  /** Copies the element at `from` of `source` to `to`. */
  def copyElement(to: Int, source: Tensor, from: Int): Unit = kind match {
    case Kind.F32  => floats(to) = source.floats(from)
    case Kind.F64  => doubles(to) = source.doubles(from)
    case Kind.I32  => ints(to) = source.ints(from)
    case Kind.I64  => longs(to) = source.longs(from)
    case Kind.Bool => booleans(to) = source.booleans(from)
    case Kind.Text => texts(to) = source.texts(from)
  }

  /** Copies `count` elements of `source` from `from` on to `to`. */
  def copyBlock(to: Int, source: Tensor, from: Int, count: Int): Unit = kind match {
    case Kind.F32  => System.arraycopy(source.floats, from, floats, to, count)
    case Kind.F64  => System.arraycopy(source.doubles, from, doubles, to, count)
    case Kind.I32  => System.arraycopy(source.ints, from, ints, to, count)
    case Kind.I64  => System.arraycopy(source.longs, from, longs, to, count)
    case Kind.Bool => System.arraycopy(source.booleans, from, booleans, to, count)
    case Kind.Text => System.arraycopy(source.texts, from, texts, to, count)
  }

  /** A tensor of its own with the same shape and elements, and nothing beyond them. */
  def copied: Tensor = {
    val copy = new Tensor(kind)
    copy.resizeLike(this)
    copy.copyBlock(0, this, 0, elements)
    copy
  }

  override def toString: String = s"$kind${shape.mkString("[", ",", "]")}"

  private def reshape(dims: Array[Int]): Unit = {
    copyShape(dims)
    elements = Tensor.count(dims)
  }

  private def copyShape(dims: Array[Int]): Unit = {
    if (shape.length != dims.length) shape = new Array[Int](dims.length)
    System.arraycopy(dims, 0, shape, 0, dims.length)
  }

  private def share(other: Tensor): Unit = {
    borrowed = true
    floats = other.floats
    doubles = other.doubles
    ints = other.ints
    longs = other.longs
    booleans = other.booleans
    texts = other.texts
  }

  // An array is kept while it is long enough and its own.
  private def room(): Unit = {
    def short(length: Int) = borrowed || length < elements
    kind match {
      case Kind.F32  => if (short(floats.length)) floats = new Array[Float](elements)
      case Kind.F64  => if (short(doubles.length)) doubles = new Array[Double](elements)
      case Kind.I32  => if (short(ints.length)) ints = new Array[Int](elements)
      case Kind.I64  => if (short(longs.length)) longs = new Array[Long](elements)
      case Kind.Bool => if (short(booleans.length)) booleans = new Array[Boolean](elements)
      case Kind.Text => if (short(texts.length)) texts = new Array[String](elements)
    }
    borrowed = false
  }
}

private[evaluator] object Tensor {

  /** The most elements that one tensor may have. */
  final val MaxElements = 1 << 28

  // Scala's own empty arrays come with all of its array builders.
  private val NoFloats = new Array[Float](0)
  private val NoDoubles = new Array[Double](0)
  private val NoInts = new Array[Int](0)
  private val NoLongs = new Array[Long](0)
  private val NoBooleans = new Array[Boolean](0)
  private val NoTexts = new Array[String](0)

  /** How many elements a shape has; a fault when there are too many or a length is negative. */
  def count(dims: Array[Int]): Int = {
    var product = 1L
    var axis = 0
    while (axis < dims.length) {
      if (dims(axis) < 0)
        throw Refusal("HE403", "a length is negative", found = Some(show(dims)))
      product *= dims(axis)
      if (product > MaxElements)
        throw Refusal(
          "HE104",
          "a tensor is too large",
          Some(s"elements<=$MaxElements"),
          Some(show(dims))
        )
      axis += 1
    }
    product.toInt
  }

  /** The shape as a fault writes it. */
  def show(dims: Array[Int]): String = dims.mkString("shape=[", ",", "]")

  /** A tensor of 32-bit floats. */
  def floats(dims: Array[Int], values: Array[Float]): Tensor = {
    val tensor = shaped(Kind.F32, dims, values.length)
    tensor.floats = values
    tensor
  }

  /** A tensor of 64-bit floats. */
  def doubles(dims: Array[Int], values: Array[Double]): Tensor = {
    val tensor = shaped(Kind.F64, dims, values.length)
    tensor.doubles = values
    tensor
  }

  /** A tensor of 32-bit integers. */
  def ints(dims: Array[Int], values: Array[Int]): Tensor = {
    val tensor = shaped(Kind.I32, dims, values.length)
    tensor.ints = values
    tensor
  }

  /** A tensor of 64-bit integers. */
  def longs(dims: Array[Int], values: Array[Long]): Tensor = {
    val tensor = shaped(Kind.I64, dims, values.length)
    tensor.longs = values
    tensor
  }

  /** A tensor of truth values. */
  def booleans(dims: Array[Int], values: Array[Boolean]): Tensor = {
    val tensor = shaped(Kind.Bool, dims, values.length)
    tensor.booleans = values
    tensor
  }

  /** A tensor of texts. */
  def texts(dims: Array[Int], values: Array[String]): Tensor = {
    val tensor = shaped(Kind.Text, dims, values.length)
    tensor.texts = values
    tensor
  }

  private def shaped(kind: Kind, dims: Array[Int], values: Int): Tensor = {
    val tensor = new Tensor(kind)
    tensor.reshape(dims)
    if (values != tensor.size)
      throw Refusal(
        "HE101",
        "a tensor does not hold what its shape says",
        Some(show(dims)),
        Some(s"elements=$values")
      )
    tensor
  }
}
