package io.handover.backends

import munit.FunSuite

class BackendAddressTest extends FunSuite {

  test("the backends that handover brings go by one word") {
    assertEquals(BackendAddress.parse("onnxruntime"), Right(BackendAddress.OnnxRuntime))
  }

  test("a class goes by its full name, with or without jvm:") {
    val address = BackendAddress.OfClass("com.trasos.Models$Inner")
    assertEquals(BackendAddress.parse("com.trasos.Models$Inner"), Right(address))
    assertEquals(BackendAddress.parse("jvm:com.trasos.Models$Inner"), Right(address))
    assertEquals(BackendAddress.parse(address.text), Right(address))
  }

  test("a class without a package is believed only after jvm:") {
    assertEquals(BackendAddress.parse("jvm:Model"), Right(BackendAddress.OfClass("Model")))
    assertEquals(BackendAddress.parse("onxruntime").left.map(_.code), Left("HU113"))
  }

  test("what cannot be a class name is refused") {
    List("", "jvm:", "jvm:7up", "com..trasos", "python:estimator,path=x", "a.b/c").foreach { text =>
      assertEquals(BackendAddress.parse(text).left.map(_.code), Left("HU113"), text)
    }
  }
}
