package io.handover.gateway.frame

import io.handover.{Batch, Column, ColumnData, LawSuite}
import org.scalacheck.Gen
import org.scalacheck.Prop.forAll

/** Reading what was written gives the same bits; a frame that was cut or changed never throws. */
class FrameLawsTest extends LawSuite {

  private def column(name: String, rows: Int, width: Int): Gen[Column] = {
    val size = rows * width
    def filled[A](one: Gen[A]): Gen[List[A]] = Gen.listOfN(size, one)
    val bits = Gen.choose(Int.MinValue, Int.MaxValue)
    val long = Gen.choose(Long.MinValue, Long.MaxValue)
    val data: Gen[ColumnData] = Gen.oneOf(
      filled(bits.map(java.lang.Float.intBitsToFloat)).map(v => new ColumnData.F32(v.toArray)),
      filled(long.map(java.lang.Double.longBitsToDouble)).map(v => new ColumnData.F64(v.toArray)),
      filled(bits).map(values => new ColumnData.I32(values.toArray)),
      filled(long).map(values => new ColumnData.I64(values.toArray)),
      filled(Gen.oneOf("", "a", "é", "👗", "longer text")).map(v => new ColumnData.Text(v.toArray)),
      filled(Gen.oneOf(true, false)).map(values => new ColumnData.Bool(values.toArray))
    )
    for {
      values <- data
      nulls <- Gen.listOfN(rows, Gen.frequency(3 -> false, 1 -> true))
    } yield Column.of(name, values, if (width == 1) None else Some(width), nulls.toArray)
  }

  private val batch: Gen[Batch] = for {
    rows <- Gen.choose(0, 20)
    widths <- Gen.nonEmptyListOf(Gen.choose(1, 3)).map(_.take(5))
    columns <- Gen.sequence[Vector[Column], Column](
      widths.zipWithIndex.map { case (width, place) => column(s"c$place", rows, width) }
    )
  } yield Batch.of(columns)

  property("reading what was written, and writing it again, gives the same bytes") {
    forAll(batch) { written =>
      val bytes = FrameWriter.bytes(written)
      val read = FrameReader.read(bytes, "frame").fold(fault => fail(fault.line), identity)
      assertEquals(FrameWriter.bytes(read).toVector, bytes.toVector)
      assertEquals(
        Vector.tabulate(read.rows)(read.row(_)),
        Vector.tabulate(written.rows)(written.row(_))
      )
    }
  }

  property("a frame with one byte changed is read or refused, and never throws") {
    forAll(batch, Gen.choose(0, 1 << 20), Gen.choose(0, 255)) { (written, place, value) =>
      val bytes = FrameWriter.bytes(written)
      bytes(place % bytes.length) = value.toByte
      assert(FrameReader.read(bytes, "frame").fold(_.code.startsWith("HF1"), _ => true))
    }
  }

  property("a frame that was cut is refused") {
    forAll(batch, Gen.choose(0, 1 << 20)) { (written, place) =>
      val bytes = FrameWriter.bytes(written)
      assert(FrameReader.read(bytes.take(place % bytes.length), "frame").isLeft)
    }
  }
}
