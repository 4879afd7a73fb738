package io.handover.onnxruntime

import munit.FunSuite

class PlatformTest extends FunSuite {
  private val named = Map(
    ("Linux", "amd64") -> "linux-x64",
    ("Linux", "aarch64") -> "linux-aarch64",
    ("Mac OS X", "aarch64") -> "osx-aarch64",
    ("Mac OS X", "x86_64") -> "osx-x64",
    ("Windows 11", "amd64") -> "win-x64",
    ("Linux", "riscv64") -> "linux-riscv64"
  )

  named.foreach { case ((system, processor), platform) =>
    test(s"$system on $processor is $platform") {
      assertEquals(Platform.named(system, processor), platform)
    }
  }

  test("this machine's library is in the jar") {
    assert(NativeLibrary.environment.isRight, NativeLibrary.environment)
  }
}
