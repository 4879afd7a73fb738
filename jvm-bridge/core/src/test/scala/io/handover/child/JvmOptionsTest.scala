package io.handover.child

/** A child is started as its parent was, and quickly. */
class JvmOptionsTest extends munit.FunSuite {

  private def options(inherited: String*): Vector[String] =
    JvmOptions(Some(inherited.toVector)).of(ChildSettings("Main", Vector.empty), "crash")

  test("system properties, agents and opened packages are handed on, in order") {
    val asked = Vector("-Dmodel.path=a b", "-javaagent:cover.jar", "--add-opens=java.base/x=ALL")
    assertEquals(options(asked*).filter(asked.contains), asked)
  }

  test("what listens on a port is not: the port is taken") {
    val asked = Vector(
      "-agentlib:jdwp=transport=dt_socket,server=y,address=5005",
      "-Xrunjdwp:server=y,address=5005",
      "-Dcom.sun.management.jmxremote.port=9010"
    )
    assertEquals(options(asked*).filter(asked.contains), Vector.empty[String])
  }

  test("a collector of the parent's takes the place of ours") {
    assertEquals(
      Vector(options("-XX:+UseG1GC"), options("-Xss4m")).map(_.filter(_.contains("GC"))),
      Vector(Vector("-XX:+UseG1GC"), Vector("-XX:+UseSerialGC"))
    )
  }

  test("the heap that is asked for comes after the one of the parent, which it overrules") {
    val asked = ChildSettings("Main", Vector.empty, heap = Some("2g"))
    val found = JvmOptions(Some(Vector("-Xmx1g"))).of(asked, "crash").filter(_.startsWith("-Xmx"))
    assertEquals(found, Vector("-Xmx1g", "-Xmx2g"))
  }

  test("a Java that does not know its options leaves those of the environment in place") {
    assertEquals(JvmOptions(None).variables, Vector.empty[String])
    assertEquals(
      JvmOptions(Some(Vector.empty)).variables,
      Vector("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS")
    )
  }

  test("sizes of a heap are those that -Xmx takes") {
    assertEquals(
      Vector("512m", "2G", "1024k", "7").filterNot(ChildSettings.isHeap),
      Vector.empty[String]
    )
    assertEquals(
      Vector("", "0", "-1", "2 GB", "12t", "1g -XX:+Evil", "1g\n").filter(ChildSettings.isHeap),
      Vector.empty[String]
    )
  }
}
