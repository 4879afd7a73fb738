package io.handover.bundle

import io.handover.json.Json
import munit.FunSuite

class ProfileRangeTest extends FunSuite {
  private val profile = madeWith("1.29.0")

  private def madeWith(version: String) = Profile(
    Json.obj(
      "runtime" -> Json.str("onnxruntime"),
      "producedWith" -> Json.str(version),
      "range" -> Json.obj(
        "min" -> Json.str("1.18.0"),
        "below" -> Json.str("2.0.0"),
        "except" -> Json.arr(Vector(Json.str("1.26.0"), Json.str("1.27.0")))
      )
    )
  )

  private val judged = Vector(
    "onnxruntime 1.29.0" -> None,
    "onnxruntime 1.18" -> None,
    "onnxruntime 1.9.0" -> Some("onnxruntime 1.9.0 is older than the bundle allows"),
    "onnxruntime 2.0.0" -> Some("onnxruntime 2.0.0 is newer than the bundle allows"),
    "onnxruntime 1.26.0" ->
      Some("onnxruntime 1.26.0 is known to answer wrongly and is refused by name"),
    "onnxruntime nightly" -> Some("onnxruntime nightly has no version that can be compared"),
    "onnxruntime" -> None,
    "tract 0.21.0" -> None
  )

  judged.foreach { case (runtime, why) =>
    test(s"$runtime is ${if (why.isEmpty) "let through" else "refused"}") {
      assertEquals(ProfileRange.fault(runtime, profile).map(_.message), why)
    }
  }

  test("the refusal says what is allowed and how to go on") {
    val fault = ProfileRange.fault("onnxruntime 1.26.0", profile)
    assertEquals(
      fault.map(f => (f.code, f.expected, f.found, f.next)),
      Some(
        (
          "HJ402",
          Some("onnxruntime >= 1.18.0, < 2.0.0, not 1.26.0, 1.27.0"),
          Some("onnxruntime=1.26.0"),
          Some(
            """Install onnxruntime 1.29.0, or accept this one with --accept HJ402 --reason "…"."""
          )
        )
      )
    )
  }

  test("the advice names a runtime inside the range") {
    val fault = ProfileRange.fault("onnxruntime 1.26.0", madeWith("1.17.0"))
    assert(fault.flatMap(_.next).exists(_.startsWith("Install onnxruntime inside the range,")))
  }
}
