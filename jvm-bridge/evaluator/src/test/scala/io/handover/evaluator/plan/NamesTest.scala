package io.handover.evaluator.plan

import io.handover.LawSuite
import org.scalacheck.Gen
import org.scalacheck.Prop.forAll

/** Packed names come back as they were. */
class NamesTest extends LawSuite {

  private val name = Gen.listOf(Gen.oneOf("a", "Z", "_", "é", "語", "🛍", " ")).map(_.mkString)

  property("every name by its number") {
    forAll(Gen.listOf(name)) { names =>
      val all = new java.util.ArrayList[String]
      names.foreach(name => all.add(name): Unit)
      val packed = Names.of(all)
      assertEquals(names.indices.map(packed(_)).toList, names)
    }
  }
}
