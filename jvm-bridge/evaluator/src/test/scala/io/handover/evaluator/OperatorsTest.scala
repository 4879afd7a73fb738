package io.handover.evaluator

import munit.FunSuite

class OperatorsTest extends FunSuite {

  test("every operator of the list is found by its own domain and name, and no name twice") {
    val all = Operators.all
    all.foreach(o => assert(Operators.find(o.domain, o.name) eq o))
    assertEquals(all.map(o => (o.domain, o.name)).distinct.length, all.length)
    assert(all.length >= 90, all.length)
  }

  test("another domain is another operator") {
    assertEquals(Operators.find("", "TreeEnsemble"), null)
    assertEquals(Operators.find("ai.onnx.ml", "Concat"), null)
    assertEquals(Operators.find("", "CDist"), null)
  }
}
